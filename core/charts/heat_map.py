"""The whole attribution at once: every time and every input, and the single cells that moved the forecast most."""

from __future__ import annotations

import altair as alt
import pandas as pd

from core.charts.attribution import COLUMNS
from core.charts.axes import time_x
from core.charts.frames import Bounds, largest, milliseconds, require, step_of
from core.charts.look import Look, decimals_for
from core.charts.marks import Side, after
from core.messages import M, Message, Number

ROW_PIXELS = 30
LABEL_PIXELS, NARROW_LABEL_PIXELS = 190, 130


def heat_map(table: pd.DataFrame, look: Look, *, unit: str = "") -> alt.LayerChart:
    """Attribution by time and input, the inputs that matter most on top.

    table: `Explanation.table()`: group, index, position (tz-naive times), feature (the name a reader sees),
    attribution (in `unit`). Raises ValueError where a column is missing.
    """
    cells, span = _cells(table)
    names = _by_weight(cells)
    most = largest(cells["attribution"])
    data = cells.assign(
        when=[look.time(pd.Timestamp(time)) for time in cells["position"]], amount=_amounts(cells, look, unit)
    )
    scale = alt.Scale(domain=[-most, 0, most], **look.signed)
    gradient = 110 if look.narrow else 160
    legend = alt.Legend(
        title=look.word("Attribution") + (f", {unit}" if unit else ""),
        orient="top",
        direction="horizontal",
        gradientLength=gradient,
        gradientThickness=8,
        tickCount=3,
        titleOrient="left",
        offset=6,
    )
    limit = NARROW_LABEL_PIXELS if look.narrow else LABEL_PIXELS
    chart = alt.Chart(data[["t", "t2", "feature", "attribution", "when", "amount"]]).mark_rect(stroke=None)
    encoded = chart.encode(
        x=time_x(span, look),
        x2="t2:Q",
        y=alt.Y("feature:N", sort=names, axis=alt.Axis(title=None, grid=False, labelLimit=limit)),
        color=alt.Color("attribution:Q", scale=scale, legend=legend),
        tooltip=[
            alt.Tooltip("when:N", title=look.word("Time")),
            alt.Tooltip("feature:N", title=look.word("Input")),
            alt.Tooltip("amount:N", title=look.word("Attribution")),
        ],
    )
    return look.theme([encoded], height=ROW_PIXELS * len(names) + 80)


def heat_map_alt_text(table: pd.DataFrame, *, unit: str = "") -> Message:
    """The heat map in one sentence."""
    cells, _ = _cells(table)
    first = _by_weight(cells)[0]
    amount = float(cells.loc[cells["feature"] == first, "attribution"].sum())
    return M(
        "Heat map of the attribution over {steps} times and {features} inputs; “{feature}” weighs most and moves the "
        "forecast by {amount}{unit} in all.",
        steps=int(cells["position"].nunique()),
        features=int(cells["feature"].nunique()),
        feature=first,
        amount=Number(amount, decimals_for(0.0, largest(cells["attribution"]))),
        unit=after(unit),
    )


def causes_chart(top: pd.DataFrame, look: Look, *, unit: str = "") -> alt.LayerChart:
    """The single largest causes as signed bars, largest first.

    top: `Explanation.top(n)`: the same columns as in `heat_map`, a row a cause, at most about a dozen.
    """
    require(top, COLUMNS, "The largest causes")
    amounts, limit = _amounts(top, look, unit), LABEL_PIXELS if look.narrow else 2 * LABEL_PIXELS
    names = [
        f"{_position(value, look)}, {feature}" for feature, value in zip(top["feature"], top["position"], strict=True)
    ]
    data = pd.DataFrame({"name": names, "v": top["attribution"].to_numpy(float), "amount": amounts})
    y = alt.Y("name:N", sort=names, axis=alt.Axis(title=None, grid=False, labelLimit=limit))
    scale = alt.Scale(domain=[min(0.0, float(data["v"].min())), max(0.0, float(data["v"].max()))], nice=False)
    x, colours = alt.X("v:Q", scale=scale, axis=None), look.colours
    tooltip = [alt.Tooltip("name:N", title=look.word("Input")), alt.Tooltip("amount:N", title=look.word("Attribution"))]
    bars = alt.Chart(data).mark_bar(height={"band": 0.6}).encode(x=x, y=y, color=look.sign("v"), tooltip=tooltip)
    zero = alt.Chart(pd.DataFrame({"v": [0.0]})).mark_rule(color=colours.muted, aria=False).encode(x=x)
    sides: tuple[tuple[pd.Series, Side, int], ...] = ((data["v"] >= 0, "left", 6), (data["v"] < 0, "right", -6))
    words = [
        alt.Chart(data[side])
        .mark_text(align=align, dx=shift, color=colours.ink, aria=False)
        .encode(x=x, y=y, text="amount:N")
        for side, align, shift in sides
        if side.any()
    ]
    return look.theme([bars, zero, *words], height=ROW_PIXELS * len(data) + 20)


def causes_alt_text(top: pd.DataFrame, *, unit: str = "") -> Message:
    """The largest causes in one sentence."""
    require(top, COLUMNS, "The largest causes")
    first = top.iloc[0]
    return M(
        "Bar chart of the {count} largest causes; the first is “{feature}” at {position} with {amount}{unit}.",
        count=len(top),
        feature=str(first["feature"]),
        position=first["position"],
        amount=Number(float(first["attribution"]), decimals_for(0.0, largest(top["attribution"]))),
        unit=after(unit),
    )


def _cells(table: pd.DataFrame) -> tuple[pd.DataFrame, Bounds]:
    """Cells with their edges t and t2, half a step around their time, summed where two inputs share name and time."""
    require(table, COLUMNS, "A heat map of attributions")
    cells = table.groupby(["position", "feature"], sort=False, as_index=False)["attribution"].sum()
    times = milliseconds(cells["position"])
    half = step_of(pd.Series(times).drop_duplicates().sort_values().to_numpy()) / 2
    return cells.assign(t=times - half, t2=times + half), (float(times.min() - half), float(times.max() + half))


def _by_weight(cells: pd.DataFrame) -> list[str]:
    """Names of the inputs, those with the largest |attribution| in all first."""
    weights = cells["attribution"].abs().groupby(cells["feature"]).sum()
    return [str(name) for name in weights.sort_values(ascending=False, kind="stable").index]


def _amounts(cells: pd.DataFrame, look: Look, unit: str) -> list[str]:
    decimals, end = decimals_for(0.0, largest(cells["attribution"])), after(unit)
    return [look.number(value, decimals) + end for value in cells["attribution"]]


def _position(position: object, look: Look) -> str:
    return look.day(position) if isinstance(position, pd.Timestamp) else str(position)
