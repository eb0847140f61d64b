"""The forecast in one picture: history, median with its 50, 80 and 90 % bands, the naive lines, and what came."""

from __future__ import annotations

import json
from dataclasses import replace
from typing import Any

import altair as alt
import pandas as pd

from core.charts.axes import time_x, value_y
from core.charts.fan_parts import FanParts, fan_parts, quantile_field
from core.charts.frames import Bounds
from core.charts.labels import Label, label_layers, place
from core.charts.look import Look, decimals_for
from core.charts.marks import after, line, nearest, reading_line, text_at
from core.config import BANDS
from core.messages import M, Message, Number

SELECTION = "step"
"""Name of the selection of a forecast step; a chosen step arrives as {"step": [{"step": 3}]}."""

WIDEST_FIRST = sorted(BANDS, reverse=True)
MEDIAN = quantile_field(0.5)
DASHES = {"naive": [5, 4], "seasonal_naive": [2, 3]}


def fan_chart(
    history: pd.DataFrame,
    forecast: pd.DataFrame,
    look: Look,
    *,
    unit: str = "",
    actual: pd.DataFrame | None = None,
    ghost: pd.DataFrame | None = None,
    height: int | None = None,
    domain: Bounds | None = None,
    chosen: int | None = None,
) -> alt.LayerChart:
    """The fan chart; pointing reads values, a click on the forecast chooses a step (selection "step").

    history: time, value (in `unit`), trimmed by the caller, its last row the origin. forecast: `Forecast.frame()`:
    time, step, "0.05" … "0.95", naive and, where there is a season, seasonal_naive, in `unit`. actual: time, value of
    what came after the origin. ghost: an earlier forecast to compare with, columns as in `forecast`. domain: of the
    value axis, where several charts share one. chosen: the step marked without a click. Raises ValueError where a
    column is missing.
    """
    parts = fan_parts(history, forecast, actual, ghost)
    parts = parts if domain is None else replace(parts, domain=domain)
    x, y = time_x(parts.span, look), value_y(parts.domain)
    layers = [
        *_bands(parts, look, x, y),
        *_origin(parts, look, x, y),
        *_naive_lines(parts, look, x, y),
        *_ghost(parts, look, x, y),
        line(parts.history, x, y, color=look.colours.ink, strokeWidth=1.5),
        line(parts.forecast, x, y, field=MEDIAN, color=look.colours.forecast, strokeWidth=2.25),
        *_actual(parts, look, x, y),
        *_chosen(parts, chosen, look, x),
        *_hover(parts, look, unit, x, y),
    ]
    if not look.narrow:
        layers += label_layers(_end_labels(parts, look, height or look.height), parts.span[1], x, y)
    return look.theme(layers, title=unit, height=height)


def alt_text(history: pd.DataFrame, forecast: pd.DataFrame, *, unit: str = "") -> Message:
    """The fan chart in one sentence; frames as for `fan_chart`."""
    parts = fan_parts(history, forecast, None, None)
    decimals = decimals_for(*parts.domain)
    low, high = BANDS[0.8]
    return M(
        "Line chart: {known} known values up to {origin}, the last one {value}{unit}, and a forecast to {end}, "
        "whose median ends at {median}{unit} with an 80 % band from {low} to {high}{unit}.",
        known=len(parts.history),
        origin=parts.history["time"].iloc[-1],
        value=Number(float(parts.history["y"].iloc[-1]), decimals),
        unit=after(unit),
        end=parts.forecast["time"].iloc[-1],
        median=Number(parts.last(MEDIAN), decimals),
        low=Number(parts.last(quantile_field(low)), decimals),
        high=Number(parts.last(quantile_field(high)), decimals),
    )


def _bands(parts: FanParts, look: Look, x: alt.X, y: alt.Y) -> list[alt.Chart]:
    """Three areas of one blue, the widest and faintest first."""
    layers = []
    for band, opacity in zip(WIDEST_FIRST, look.colours.band_opacity, strict=True):
        low, high = map(quantile_field, BANDS[band])
        data = parts.forecast[["t", low, high]].rename(columns={low: "y", high: "y2"})
        mark = alt.Chart(data).mark_area(color=look.colours.band, opacity=opacity, aria=False)
        layers.append(mark.encode(x=x, y=y, y2="y2:Q"))
    return layers


def _origin(parts: FanParts, look: Look, x: alt.X, y: alt.Y) -> list[alt.Chart]:
    """A vertical hairline where what is known ends, with a word on either side of it."""
    at, colour, top = pd.DataFrame({"t": [parts.origin]}), look.colours.muted, parts.domain[1]
    rule = alt.Chart(at).mark_rule(color=colour, strokeWidth=1, opacity=0.6, aria=False).encode(x=x)
    if look.narrow:
        return [rule]
    return [
        rule,
        text_at(look.word("known"), parts.origin, top, x, y, align="right", dx=-6, dy=7, color=colour),
        text_at(look.word("forecast"), parts.origin, top, x, y, align="left", dx=6, dy=7, color=colour),
    ]


def _naive_lines(parts: FanParts, look: Look, x: alt.X, y: alt.Y) -> list[alt.Chart]:
    return [
        line(parts.forecast, x, y, field=name, color=look.colours.naive, strokeWidth=1.5, strokeDash=DASHES[name])
        for name in parts.plain
    ]


def _ghost(parts: FanParts, look: Look, x: alt.X, y: alt.Y) -> list[alt.Chart]:
    """The earlier forecast: its median and the edges of its 80 % band, thin."""
    if parts.ghost is None:
        return []
    fields = [MEDIAN, *map(quantile_field, BANDS[0.8])]
    style = {"color": look.colours.ghost, "opacity": 0.9}
    widths = [1.75, 0.75, 0.75]
    return [
        line(parts.ghost, x, y, field=field, strokeWidth=width, **style)
        for field, width in zip(fields, widths, strict=True)
    ]


def _chosen(parts: FanParts, step: int | None, look: Look, x: alt.X) -> list[alt.Chart]:
    """A dotted line at the step that is being explained."""
    rows = parts.forecast[parts.forecast["step"] == (step or -1)]
    if rows.empty:
        return []
    mark = alt.Chart(rows[["t"]]).mark_rule(color=look.colours.forecast, strokeDash=[2, 3], strokeWidth=1.5, aria=False)
    return [mark.encode(x=x)]


def _actual(parts: FanParts, look: Look, x: alt.X, y: alt.Y) -> list[alt.Chart]:
    if parts.actual is None:
        return []
    data, colour = parts.actual[["t", "y"]], look.colours.actual
    size = 26 if len(data) <= 60 else 10
    points = alt.Chart(data).mark_circle(color=colour, opacity=1, size=size, aria=False).encode(x=x, y=y)
    return [line(data, x, y, color=colour, strokeWidth=1, opacity=0.6), points]


def _hover(parts: FanParts, look: Look, unit: str, x: alt.X, y: alt.Y) -> list[alt.Chart]:
    """A hairline with the values of the nearest time, and the point whose click chooses a step."""
    data = _hover_rows(parts, look, unit)
    near = nearest()
    on_a_step: Any = {"type": "click", "filter": ON_A_STEP}
    chosen = alt.selection_point(
        name=SELECTION,
        fields=["step"],
        nearest=True,
        on=on_a_step,
        toggle=False,
        empty=False,
    )
    colour = alt.when(alt.datum.step > 0).then(alt.value(look.colours.forecast)).otherwise(alt.value(look.colours.ink))
    size = alt.when(chosen).then(alt.value(110)).when(near).then(alt.value(50)).otherwise(alt.value(0))
    points = (
        alt.Chart(data)
        .mark_circle(opacity=1, stroke=look.colours.paper, strokeWidth=1.5, tooltip=alt.ExprRef(_tooltip(parts, look)))
        .encode(x=x, y=y, size=size, color=colour)
        .add_params(near, chosen)
    )
    return [reading_line(data, near, look.colours.muted, x), points]


ON_A_STEP = "event.item && event.item.datum && event.item.datum.datum && event.item.datum.datum.step > 0"
"""Only a click on the forecast counts. Streamlit runs Vega without eval: a filter knows the event, not its datum."""

DATUM = "(datum.datum ? datum.datum : datum)"
"""The row pointed at: nearest selections wrap it once more."""


def _columns(parts: FanParts, look: Look) -> dict[str, str]:
    """What a step's tooltip lists: field of the hover rows -> the reader's word."""
    columns = {MEDIAN: look.word("Median")}
    columns |= {f"band{round(100 * band)}": f"{look.percent(band)}" for band in sorted(BANDS)}
    names = {"naive": look.word("Last value"), "seasonal_naive": look.word("Last season")}
    columns |= {name: names[name] for name in parts.plain}
    return columns | ({"came": look.word("What came")} if parts.actual is not None else {})


def _hover_rows(parts: FanParts, look: Look, unit: str) -> pd.DataFrame:
    """One row a time, of history and forecast, with everything that its tooltip says as text."""
    decimals, end = decimals_for(*parts.domain), after(unit)
    came = {} if parts.actual is None else dict(zip(parts.actual["t"], parts.actual["y"], strict=True))
    rows: list[dict[str, object]] = [
        {"t": t, "step": 0, "y": value, "when": look.time(time), "value": look.number(value, decimals) + end}
        for t, time, value in parts.history.itertuples(index=False)
    ]
    for row in parts.forecast.iloc[1:].to_dict("records"):
        shown = {name: look.number(row[name], decimals) + end for name in (MEDIAN, *parts.plain)}
        for band, (low, high) in BANDS.items():
            ends = (look.number(row[quantile_field(level)], decimals) for level in (low, high))
            shown[f"band{round(100 * band)}"] = " … ".join(ends) + end
        if parts.actual is not None:
            shown["came"] = look.number(came.get(row["t"], float("nan")), decimals) + end
        rows.append(
            {"t": row["t"], "step": int(row["step"]), "y": row[MEDIAN], "when": look.time(row["time"]), **shown}
        )
    return pd.DataFrame(rows)


def _tooltip(parts: FanParts, look: Look) -> str:
    """The tooltip as a Vega expression: an observed value, or a step with everything drawn there."""
    title = f"title: {DATUM}.when"
    step = [f"{json.dumps(look.word('Step'))}: {DATUM}.step"]
    step += [f"{json.dumps(name)}: {DATUM}.{field}" for field, name in _columns(parts, look).items()]
    known = f"{json.dumps(look.word('Observed'))}: {DATUM}.value"
    return f"{DATUM}.step > 0 ? {{{title}, {', '.join(step)}}} : {{{title}, {known}}}"


def _end_labels(parts: FanParts, look: Look, height: int) -> list[Label]:
    """What stands beside the ends of the lines; the bands are named only where there is room."""
    colours = look.colours
    labels = [Label(look.word("Median"), parts.last(MEDIAN), colours.text(colours.forecast))]
    words = {"naive": look.word("Last value"), "seasonal_naive": look.word("Last season")}
    labels += [Label(words[name], parts.last(name), colours.text(colours.naive)) for name in parts.plain]
    if parts.actual is not None:
        labels.append(Label(look.word("What came"), float(parts.actual["y"].iloc[-1]), colours.text(colours.actual)))
    if parts.ghost is not None:
        labels.append(Label(look.word("Before"), float(parts.ghost[MEDIAN].iloc[-1]), colours.text(colours.ghost)))
    for band in WIDEST_FIRST:
        edge = parts.last(quantile_field(BANDS[band][1]))
        labels.append(Label(look.percent(band), edge, colours.muted, optional=True))
    return place(labels, parts.domain, 0.85 * height)
