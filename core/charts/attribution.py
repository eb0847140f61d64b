"""What a forecast rests on, drawn over the history: the series, and under it a signed bar for every past step."""

from __future__ import annotations

from collections.abc import Sequence

import altair as alt
import pandas as pd

from core.charts.axes import time_x, value_y
from core.charts.frames import Bounds, bounds, largest, milliseconds, require, step_of, ticks
from core.charts.labels import Label, label_layers
from core.charts.look import Look, decimals_for
from core.charts.marks import after, line
from core.messages import M, Message, Number

COLUMNS = ("group", "index", "position", "feature", "attribution")
"""Columns of `Explanation.table()`."""

BARS_SHARE = 0.36
"""Share of the chart's height, from below, that belongs to the bars; the line has the rest."""

BAR_ROOM = 1.4
"""Height kept for a bar, in lengths of the longest, so that its value fits beyond its end."""

LEAST_SIDE = 0.3
"""Least height of the side above or below zero, in lengths of the longest bar."""

BAR_FILL = 0.72
"""Share of a step that its bar fills."""


def attribution_chart(
    history: pd.DataFrame,
    table: pd.DataFrame,
    look: Look,
    *,
    unit: str = "",
    origin: pd.Timestamp | None = None,
    target: pd.Timestamp | None = None,
) -> alt.LayerChart:
    """The series in ink over bars of its attribution, summed over features, on one time axis.

    history: time, value (in `unit`). table: `Explanation.table()`: group, index, position (tz-naive times), feature,
    attribution (in `unit`; above zero it raised the forecast). origin: the last known time, target: the time of the
    explained step; both get a hairline. Raises ValueError where a column is missing.
    """
    require(history, ("time", "value"), "The history under an attribution")
    sums = by_position(table)
    series = pd.DataFrame({"t": milliseconds(history["time"]), "y": history["value"].to_numpy(float)})
    known = [float(milliseconds(pd.DatetimeIndex([time]))[0]) for time in (origin, target) if time is not None]
    shown = series[series["t"] >= sums["t"].min() - step_of(sums["t"].to_numpy())]
    span = _span(shown, sums, known)
    x = time_x(span, look)
    layers = [
        *_rules(known, look, x),
        *_bars(sums, span, look, unit, x),
        _series(shown if len(shown) else series, look, x),
    ]
    return look.theme(layers, title=unit, shared_y=False)


def alt_text(table: pd.DataFrame, *, unit: str = "") -> Message:
    """The attribution over the history in one sentence."""
    sums = by_position(table)
    total, top = float(sums["attribution"].sum()), int(sums["attribution"].abs().argmax())
    decimals = decimals_for(0.0, largest(sums["attribution"]))
    return M(
        "The series with a bar for each of {steps} times: together they move the forecast by {total}{unit}, the most "
        "{time} with {amount}{unit}.",
        steps=len(sums),
        total=Number(total, decimals),
        unit=after(unit),
        time=pd.Timestamp(sums["time"].iloc[top]),
        amount=Number(float(sums["attribution"].iloc[top]), decimals),
    )


def by_position(table: pd.DataFrame) -> pd.DataFrame:
    """Attribution summed over features and inputs: t (milliseconds), time, attribution; sorted by time."""
    require(table, COLUMNS, "An attribution over time")
    if not pd.api.types.is_datetime64_any_dtype(table["position"]):
        raise ValueError("An attribution over time needs times as positions.")
    sums = table.groupby("position", sort=True)["attribution"].sum()
    times = pd.DatetimeIndex(sums.index)
    return pd.DataFrame({"t": milliseconds(times), "time": times, "attribution": sums.to_numpy(float)})


def _span(series: pd.DataFrame, sums: pd.DataFrame, known: Sequence[float]) -> Bounds:
    """The whole window and what lies after it, with half a step of room for the bars at the ends."""
    times = [*series["t"], *sums["t"], *known]
    half = step_of(sums["t"].to_numpy()) / 2
    return min(times) - half, max(times) + half


def _rules(times: Sequence[float], look: Look, x: alt.X) -> list[alt.Chart]:
    """Hairlines at the origin and at the explained step."""
    return [
        alt.Chart(pd.DataFrame({"t": [time]}))
        .mark_rule(color=look.colours.muted, opacity=0.6, strokeDash=dash, aria=False)
        .encode(x=x)
        for time, dash in zip(times, ([1, 0], [2, 3]), strict=False)
    ]


def _bars(sums: pd.DataFrame, span: Bounds, look: Look, unit: str, x: alt.X) -> list[alt.Chart]:
    """Signed bars around a zero line near the bottom, on a scale of their own, centred on zero."""
    colours, (down, up) = look.colours, _reach(sums["attribution"])
    domain = (down, down + (up - down) / BARS_SHARE)
    y = alt.Y("y:Q", scale=alt.Scale(domain=list(domain), nice=False), axis=None)
    data = _bar_rows(sums, look, unit)
    steps = (span[1] - span[0]) / step_of(sums["t"].to_numpy())
    width = alt.ExprRef(f"max(1, {BAR_FILL} * width / {steps:.1f})")
    tooltip = [alt.Tooltip("when:N", title=look.word("Time")), alt.Tooltip("amount:N", title=look.word("Attribution"))]
    bars = alt.Chart(data).mark_rule(strokeWidth=width)
    zero = alt.Chart(pd.DataFrame({"y": [0.0]})).mark_rule(color=colours.hairline, aria=False).encode(y=y)
    words = [
        Label(look.word("raises"), 0.5 * up, colours.text(colours.positive)),
        Label(look.word("lowers"), 0.5 * down, colours.text(colours.negative)),
    ]
    return [
        zero,
        bars.encode(x=x, y=y, y2="zero:Q", color=look.sign("y"), tooltip=tooltip),
        _most(data, look, x, y),
        *label_layers(words, span[1], x, y),
    ]


def _reach(amounts: pd.Series) -> Bounds:
    """How far the bars' own axis goes below and above zero; either side has room at least for its word."""
    least = LEAST_SIDE * largest(amounts)
    return -BAR_ROOM * max(-float(amounts.min()), least), BAR_ROOM * max(float(amounts.max()), least)


def _bar_rows(sums: pd.DataFrame, look: Look, unit: str) -> pd.DataFrame:
    decimals, end = decimals_for(0.0, largest(sums["attribution"])), after(unit)
    data = pd.DataFrame({"t": sums["t"], "y": sums["attribution"], "zero": 0.0})
    data["when"] = [look.time(pd.Timestamp(time)) for time in sums["time"]]
    data["amount"] = [look.number(value, decimals) + end for value in sums["attribution"]]
    return data


def _most(data: pd.DataFrame, look: Look, x: alt.X, y: alt.Y) -> alt.Chart:
    """The value of the longest bar at its end, which gives the bars their scale."""
    top = data.loc[[data["y"].abs().idxmax()]]
    up = bool(top["y"].iloc[0] >= 0)
    late = bool(top["t"].iloc[0] > data["t"].mean())
    mark = alt.Chart(top[["t", "y", "amount"]]).mark_text(
        align="right" if late else "left",
        baseline="bottom" if up else "top",
        dx=-5 if late else 5,
        dy=-3 if up else 4,
        color=look.colours.ink,
        aria=False,
    )
    drawn: alt.Chart = mark.encode(x=x, y=y, text="amount:N")
    return drawn


def _series(series: pd.DataFrame, look: Look, x: alt.X) -> alt.Chart:
    """The series in the upper part, with labels of its own range only."""
    low, high = bounds(series["y"])
    floor = high - (high - low) / (1 - BARS_SHARE)
    y = value_y((floor, high), values=ticks(low, high, 4))
    return line(series, x, y, color=look.colours.ink, strokeWidth=1.5)
