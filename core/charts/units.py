"""What units remember: the stretch in which a period is chosen, its look-alikes, and what came next there."""

from __future__ import annotations

from collections.abc import Sequence

import altair as alt
import numpy as np
import pandas as pd

from core.charts.axes import count_x, time_x, value_y
from core.charts.bands import Band, heading, stacked
from core.charts.frames import Bounds, bounds, milliseconds, require, step_of
from core.charts.look import Look
from core.charts.marks import after, line
from core.charts.states import map_layer, map_pixels, ready_cells, series_layers
from core.messages import M, Message, Number

PERIOD = "period"
"""Name of the brushed interval."""
SERIES_PIXELS, TRACK_PIXELS, GAP, TRACK_GAP = 120, 22, 38, 22
MOST_POINTS = 3_000
NEXT = ("step", "kind", "low", "median", "high")
PATHS = ("step", "match", "change")


def stretch_chart(
    history: pd.DataFrame,
    cells: pd.DataFrame,
    tracks: pd.DataFrame,
    look: Look,
    *,
    period: tuple[pd.Timestamp, pd.Timestamp],
    on: int,
    unit: str = "",
) -> alt.LayerChart:
    """A stretch of the series to brush a period in, the states below it, and known facts at the bottom.

    history: time, value (in `unit`). cells: as in core.charts.states, the `on` units of the period in the first rows.
    tracks: track (the reader's name), time, value: facts beside the states. period: its first and last time.
    """
    require(history, ("time", "value"), "The series to brush")
    require(tracks, ("track", "time", "value"), "The tracks under a map of states")
    rows, span = ready_cells(cells, look)
    count, names = int(rows["row"].max()) + 1, list(dict.fromkeys(tracks["track"]))
    top, height = stacked([0, SERIES_PIXELS, map_pixels(count)], GAP)
    total = height + len(names) * (TRACK_PIXELS + TRACK_GAP)
    shrunk = [Band(band.top * height / total, band.bottom * height / total) for band in top]
    x = time_x(span, look)
    brush = alt.selection_interval(name=PERIOD, encodings=["x"])
    series = series_layers(history, shrunk[1], look, x)
    layers = [
        _shade(period, step_of(np.unique(rows["middle"])), Band(shrunk[1].top, 1.0), look, x),
        series[0].add_params(brush),
        heading(look.word("The series: drag across a period"), span, shrunk[1], look, x),
        map_layer(rows, count, shrunk[2], look, x),
        heading(look.word("State after reading the window that ends at each row"), span, shrunk[2], look, x),
        *_under(on, count, shrunk[2], look, span, x),
        _edges(period, step_of(np.unique(rows["middle"])), look, x),
    ]
    for place, name in enumerate(names):
        start = height + TRACK_GAP + place * (TRACK_PIXELS + TRACK_GAP)
        band = Band(start / total, (start + TRACK_PIXELS) / total)
        layers += _track(tracks[tracks["track"] == name], band, look, x)
        layers.append(heading(name, span, band, look, x, muted=True))
    return look.theme(layers, height=round(total) + 60, title=unit, shared_y=False)


def stretch_alt_text(history: pd.DataFrame, on: int, period: tuple[pd.Timestamp, pd.Timestamp]) -> Message:
    """The stretch in one sentence."""
    return M(
        "The series over {steps} steps with the states of all units; {on} of them are on from {first} to {last}.",
        steps=len(history),
        first=period[0],
        last=period[1],
        on=on,
    )


def matches_chart(
    history: pd.DataFrame,
    matches: pd.DataFrame,
    period: tuple[pd.Timestamp, pd.Timestamp],
    look: Look,
    *,
    unit: str = "",
) -> alt.LayerChart:
    """The whole series with every look-alike period marked.

    history: time, value. matches: first, last (times), score. period: the one that was chosen.
    """
    require(history, ("time", "value"), "The series with look-alikes")
    thin = max(1, -(-len(history) // MOST_POINTS))
    shown = history.iloc[::thin]
    data = pd.DataFrame({"t": milliseconds(shown["time"]), "y": shown["value"].to_numpy(float)})
    span, domain = (float(data["t"].min()), float(data["t"].max())), bounds(data["y"])
    x, y, half = time_x(span, look), value_y(domain), step_of(milliseconds(history["time"])) / 2
    marks = pd.DataFrame({"t": milliseconds(matches["first"]) - half, "t2": milliseconds(matches["last"]) + half})
    marks["when"] = [look.day(pd.Timestamp(time)) for time in matches["first"]]
    marks["score"] = [look.percent(score) for score in matches["score"]]
    tooltip = [alt.Tooltip("when:N", title=look.word("From")), alt.Tooltip("score:N", title=look.word("Alike"))]
    places = alt.Chart(marks).mark_rect(
        color=look.colours.actual, opacity=0.45, stroke=look.colours.actual, strokeWidth=1
    )
    own = pd.DataFrame({"t": [_ms(period[0]) - half], "t2": [_ms(period[1]) + half]})
    chosen = alt.Chart(own).mark_rect(color=look.colours.forecast, opacity=0.35, stroke=look.colours.forecast)
    return look.theme(
        [
            line(data, x, y, color=look.colours.ink, strokeWidth=1),
            places.encode(x=x, x2="t2:Q", tooltip=tooltip),
            chosen.encode(x=x, x2="t2:Q"),
        ],
        title=unit,
        height=240,
    )


def matches_alt_text(matches: pd.DataFrame) -> Message:
    """The look-alikes in one sentence."""
    return M("The whole series with {count} periods marked in which the same units were on.", count=len(matches))


def next_chart(quantiles: pd.DataFrame, paths: pd.DataFrame, look: Look, *, unit: str = "") -> alt.LayerChart:
    """What came after the look-alikes, beside what came after any row at all.

    quantiles: step, kind ("alike" or "any"), low, median, high of the change since the last row (in `unit`); 10, 50 and
    90 %. paths: step, match, change: each look-alike's own.
    """
    require(quantiles, NEXT, "What came next")
    require(paths, PATHS, "The ways that look-alikes took")
    colours, steps = look.colours, int(quantiles["step"].max())
    x = count_x(0.0, float(steps), look.word("Steps after the period"), room=0.3)
    y = value_y(bounds(quantiles[["low", "high"]], paths["change"]))
    every, ours = (quantiles[quantiles["kind"] == kind].assign(t=quantiles["step"]) for kind in ("any", "alike"))
    ways = paths.assign(t=paths["step"], y=paths["change"])[["t", "y", "match"]]
    thin = alt.Chart(ways).mark_line(color=colours.forecast, opacity=0.25, strokeWidth=1, aria=False)
    return look.theme(
        [
            _band(every, x, y, colours.naive, 0.22),
            thin.encode(x=x, y=y, detail="match:N"),
            _band(ours, x, y, colours.forecast, 0.22),
            line(every, x, y, field="median", color=colours.naive, strokeWidth=1.5, strokeDash=[5, 3]),
            line(ours, x, y, field="median", color=colours.forecast, strokeWidth=2.5),
            _readings(quantiles, look, x, y, unit),
        ],
        title=look.word("Change since the period's last value") + (f", {unit}" if unit else ""),
        height=300,
    )


def next_alt_text(quantiles: pd.DataFrame, *, unit: str = "") -> Message:
    """What came next in one sentence."""
    last = quantiles[quantiles["step"] == quantiles["step"].max()].set_index("kind")
    return M(
        "After {steps} steps the look-alikes had moved by {ours}{unit} (median), any rows by {every}{unit}.",
        steps=int(quantiles["step"].max()),
        ours=Number(float(last.loc["alike", "median"]), 2),
        every=Number(float(last.loc["any", "median"]), 2),
        unit=after(unit),
    )


def _ms(time: pd.Timestamp) -> float:
    return float(milliseconds(pd.DatetimeIndex([time]))[0])


def _shade(period: tuple[pd.Timestamp, pd.Timestamp], step: float, band: Band, look: Look, x: alt.X) -> alt.Chart:
    """The chosen period through all bands."""
    data = pd.DataFrame({"t": [_ms(period[0]) - step / 2], "t2": [_ms(period[1]) + step / 2], "y": 0.0, "y2": 1.0})
    mark = alt.Chart(data).mark_rect(color=look.colours.forecast, opacity=0.16, aria=False)
    drawn: alt.Chart = mark.encode(x=x, x2="t2:Q", y=band.y(0.0, 1.0), y2="y2:Q")
    return drawn


def _edges(period: tuple[pd.Timestamp, pd.Timestamp], step: float, look: Look, x: alt.X) -> alt.Chart:
    """Hairlines at both ends of the period, over the map too."""
    data = pd.DataFrame({"t": [_ms(period[0]) - step / 2, _ms(period[1]) + step / 2]})
    drawn: alt.Chart = alt.Chart(data).mark_rule(color=look.colours.forecast, strokeWidth=1.5, aria=False).encode(x=x)
    return drawn


def _under(on: int, count: int, band: Band, look: Look, span: Bounds, x: alt.X) -> list[alt.Chart]:
    """A line under the rows of the units that are on throughout."""
    if not 0 < on < count:
        return []
    data = pd.DataFrame({"t": [span[0]], "t2": [span[1]], "y": [float(count - on)]})
    rule = alt.Chart(data).mark_rule(color=look.colours.ink, strokeWidth=1.5, aria=False)
    return [rule.encode(x=x, x2="t2:Q", y=band.y(0.0, float(count)))]


def _track(table: pd.DataFrame, band: Band, look: Look, x: alt.X) -> list[alt.Chart]:
    """One fact as a small line."""
    low, high = bounds(table["value"])
    data = pd.DataFrame({"t": milliseconds(table["time"]), "y": table["value"].to_numpy(float)})
    mark = alt.Chart(data).mark_line(color=look.colours.muted, strokeWidth=1, aria=False)
    return [mark.encode(x=x, y=band.y(low, high))]


def _band(table: pd.DataFrame, x: alt.X, y: alt.Y, colour: str, opacity: float) -> alt.Chart:
    data = table.assign(y=table["low"])[["t", "y", "high"]]
    drawn: alt.Chart = (
        alt.Chart(data).mark_area(color=colour, opacity=opacity, aria=False).encode(x=x, y=y, y2="high:Q")
    )
    return drawn


def _readings(quantiles: pd.DataFrame, look: Look, x: alt.X, y: alt.Y, unit: str) -> alt.Chart:
    """Dots that say both medians of a step."""
    wide = quantiles.pivot(index="step", columns="kind", values="median").reset_index()
    data = pd.DataFrame({"t": wide["step"], "y": wide["alike"]})
    data["ours"] = [look.number(value, 2) + after(unit) for value in wide["alike"]]
    data["every"] = [look.number(value, 2) + after(unit) for value in wide["any"]]
    tooltip: Sequence[alt.Tooltip] = [
        alt.Tooltip("t:Q", title=look.word("Step")),
        alt.Tooltip("ours:N", title=look.word("After look-alikes")),
        alt.Tooltip("every:N", title=look.word("After any row")),
    ]
    dots = alt.Chart(data).mark_circle(color=look.colours.forecast, opacity=1.0, size=40)
    drawn: alt.Chart = dots.encode(x=x, y=y, tooltip=list(tooltip))
    return drawn
