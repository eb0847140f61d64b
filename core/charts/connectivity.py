"""What a forecast step hangs on: pointing at it colours every past value by how strongly it moves that step.

After A. Madsen, "Visualizing memorization in RNNs", Distill 2019. The cells stand one below the other over the same
window, so that their memories can be compared column by column.
"""

from __future__ import annotations

import altair as alt
import numpy as np
import pandas as pd

from core.charts.axes import time_x
from core.charts.bands import Band, at_value, heading, hit_columns, stacked, strength
from core.charts.frames import Bounds, bounds, largest, milliseconds, require, step_of, ticks
from core.charts.look import Look, decimals_for
from core.messages import M, Message, Number

STEP = "step"
"""Name of the selection of a forecast step, and of its field."""
LINKS = ("cell", "step", "time", "value", "sensitivity")
AHEAD = ("cell", "step", "time", "value")

BAND, NARROW_BAND, GAP = 150, 130, 38
BARS_SHARE = 0.3
"""Share of a band, from below, that belongs to the bars."""


def connectivity_chart(
    links: pd.DataFrame,
    ahead: pd.DataFrame,
    look: Look,
    *,
    step: int,
    unit: str = "",
    signed: bool = False,
    common: bool = False,
) -> alt.LayerChart:
    """One band a cell: the past values coloured by |∂ forecast / ∂ value| of the step under the pointer.

    links: cell (reader's name), step, time, value (in `unit`), sensitivity (unit of the answer per unit of the value):
    a row a pair of forecast step and past value, at most 10,000. ahead: cell, step, time, value: the median forecast.
    step: chosen until the pointer chooses another. common: one scale for all cells and steps, else each has its own.
    Raises ValueError where a column is missing.
    """
    rows, future = _ready(links, ahead, look, signed, common)
    cells = list(dict.fromkeys(links["cell"]))
    (_, *bands), height = stacked([0.0, *[NARROW_BAND if look.narrow else BAND] * len(cells)], GAP)
    span = _span(rows, future)
    chosen = at_value(STEP, [STEP], {STEP: step})
    x = time_x(span, look)
    layers = []
    for cell, band in zip(cells, bands, strict=True):
        mine, next_ones = rows[rows["cell"] == cell], future[future["cell"] == cell]
        layers += _past(mine, band, look, x, chosen, signed)
        layers += _future(next_ones, band, look, x, chosen, bounds(rows["y"]))
        layers += [_strongest(mine, band, look, x, chosen), heading(cell, span, band, look, x)]
        hits = hit_columns(next_ones[["t", "t2", "step", "when"]], band, x)
        tooltip = [
            alt.Tooltip("when:N", title=look.word("Forecast for")),
            alt.Tooltip("step:Q", title=look.word("Step")),
        ]
        layers.append(hits.encode(tooltip=tooltip).add_params(chosen))
    return look.theme(layers, height=height + 90, title=unit, shared_y=False)


def alt_text(links: pd.DataFrame, step: int) -> Message:
    """The chart in one sentence."""
    require(links, LINKS, "A connectivity chart")
    at = links[links["step"] == step]
    top = at.iloc[int(at["sensitivity"].abs().to_numpy().argmax())]
    return M(
        "For each of {cells} networks the {steps} past values, coloured by how strongly they move step {step} of the "
        "forecast; the strongest is {time} in {cell}, with {amount}.",
        cells=int(links["cell"].nunique()),
        steps=int(links["time"].nunique()),
        step=step,
        time=pd.Timestamp(top["time"]),
        cell=str(top["cell"]),
        amount=Number(float(top["sensitivity"]), decimals_for(0.0, float(top["sensitivity"]))),
    )


def strongest(links: pd.DataFrame) -> pd.DataFrame:
    """For every cell and step the past value with the largest |sensitivity|: the rows of `links`."""
    size = links["sensitivity"].abs()
    return links.loc[size.groupby([links["cell"], links["step"]], sort=False).idxmax()].reset_index(drop=True)


def _ready(
    links: pd.DataFrame, ahead: pd.DataFrame, look: Look, signed: bool, common: bool
) -> tuple[pd.DataFrame, pd.DataFrame]:
    """Frames as they are drawn; share: the sensitivity relative to the largest, of its cell and step or of all."""
    require(links, LINKS, "A connectivity chart")
    require(ahead, AHEAD, "The forecasts of a connectivity chart")
    size = links["sensitivity"].abs()
    most = largest(size) if common else size.groupby([links["cell"], links["step"]]).transform("max").replace(0.0, 1.0)
    decimals = decimals_for(0.0, largest(size))
    rows = pd.DataFrame({"cell": links["cell"], "step": links["step"], "t": milliseconds(links["time"])})
    rows["y"], rows["share"] = links["value"].to_numpy(float), (links["sensitivity"] / most).to_numpy(float)
    rows["size"] = rows["share"].abs()
    if not signed:
        rows["share"] = rows["size"]
    rows["amount"] = [look.number(value, decimals) for value in links["sensitivity"]]
    times = links["time"].drop_duplicates()
    words = dict(zip(times, (look.time(pd.Timestamp(time)) for time in times), strict=True))
    rows["when"] = links["time"].map(words).to_numpy()
    t = milliseconds(ahead["time"])
    half = step_of(np.unique(t)) / 2
    future = pd.DataFrame({"cell": ahead["cell"], "step": ahead["step"], "middle": t, "t": t - half, "t2": t + half})
    future["y"] = ahead["value"].to_numpy(float)
    future["when"] = [look.time(pd.Timestamp(time)) for time in ahead["time"]]
    return rows, future


def _span(rows: pd.DataFrame, future: pd.DataFrame) -> Bounds:
    half = step_of(np.unique(rows["t"])) / 2
    return float(rows["t"].min()) - half, float(future["t2"].max())


def _past(rows: pd.DataFrame, band: Band, look: Look, x: alt.X, chosen: alt.Parameter, signed: bool) -> list[alt.Chart]:
    """The series as a hairline, its values as dots, and below them the same sensitivity as bars."""
    low, high = bounds(rows["y"])
    values, bars = _halves(band)
    tooltip = [
        alt.Tooltip("when:N", title=look.word("Time")),
        alt.Tooltip("y:Q", title=look.word("Value"), format=",.2f"),
        alt.Tooltip("amount:N", title=look.word("Sensitivity")),
    ]
    title = look.word("How strongly a value moves the chosen step, relative to the strongest")
    colour = strength("share", look, title, signed=signed)
    once = rows[rows["step"] == rows["step"].iloc[0]]
    y = values.y(low, high, values=ticks(low, high, 4))
    line = alt.Chart(once[["t", "y"]]).mark_line(color=look.colours.muted, strokeWidth=1, opacity=0.7, aria=False)
    data = alt.Chart(rows[["step", "t", "y", "share", "size", "when", "amount"]]).transform_filter(chosen)
    dots = data.mark_circle(opacity=1.0, stroke=look.colours.muted, strokeWidth=0.4)
    size = alt.Size("size:Q", scale=alt.Scale(domain=[0.0, 1.0], range=[10, 130]), legend=None)
    stems = data.mark_rule(strokeWidth=4 if len(once) <= 90 else 1.5, aria=False)
    return [
        line.encode(x=x, y=y),
        stems.encode(x=x, y=bars.y(0.0, 1.0, "size"), y2=alt.datum(0.0), color=colour),
        dots.encode(x=x, y=values.y(low, high), color=colour, size=size, tooltip=tooltip),
    ]


def _halves(band: Band) -> tuple[Band, Band]:
    """The part of a band for the values, and the part for the bars."""
    edge = band.bottom - BARS_SHARE * (band.bottom - band.top)
    return Band(band.top, edge), Band(edge, band.bottom)


def _future(
    ahead: pd.DataFrame, band: Band, look: Look, x: alt.X, chosen: alt.Parameter, domain: Bounds
) -> list[alt.Chart]:
    """The median forecast with a dot for each step; the chosen one is large."""
    colours = look.colours
    values, _ = _halves(band)
    data = ahead.assign(t=ahead["middle"])[["t", "y", "step"]]
    y = values.y(*domain)
    dots = alt.Chart(data).mark_circle(color=colours.forecast, opacity=1.0, size=22, aria=False)
    ring = alt.Chart(data).mark_point(color=colours.forecast, strokeWidth=2.5, size=150, aria=False)
    rule = alt.Chart(data).mark_rule(color=colours.forecast, strokeDash=[3, 3], aria=False).transform_filter(chosen)
    line = alt.Chart(data).mark_line(color=colours.forecast, strokeWidth=1.5, aria=False)
    return [
        line.encode(x=x, y=y),
        rule.encode(x=x),
        dots.encode(x=x, y=y),
        ring.encode(x=x, y=y).transform_filter(chosen),
    ]


def _strongest(rows: pd.DataFrame, band: Band, look: Look, x: alt.X, chosen: alt.Parameter) -> alt.Chart:
    """The largest sensitivity of the chosen step as a number, at the upper right of the band."""
    top = rows.loc[rows.groupby("step", sort=False)["size"].idxmax()]
    word = look.word("strongest")
    text = [f"{word} {amount} ({when})" for amount, when in zip(top["amount"], top["when"], strict=True)]
    last = float(rows["t"].max())
    data = pd.DataFrame({"step": top["step"].to_numpy(), "t": last, "y": 1.0, "text": text})
    mark = alt.Chart(data).mark_text(align="right", baseline="bottom", dy=-4, color=look.colours.muted, aria=False)
    drawn: alt.Chart = mark.encode(x=x, y=band.y(0.0, 1.0), text="text:N").transform_filter(chosen)
    return drawn
