"""Inside a window: a heat map of units over time under the series that the network was reading."""

from __future__ import annotations

import altair as alt
import numpy as np
import pandas as pd

from core.charts.axes import time_x
from core.charts.bands import Band, at_value, heading, hit_columns, stacked
from core.charts.frames import Bounds, bounds, largest, milliseconds, require, step_of, ticks
from core.charts.look import Look
from core.messages import M, Message

UNIT = "unit"
"""Name of the selection of a unit, and of its field."""
CELLS = ("unit", "row", "time", "state")
SERIES_PIXELS, LINE_PIXELS, GAP = 110, 80, 40
ROW_PIXELS = 7
OVERLAP = 1.08
MAP_PIXELS = (140, 360)
"""Least and most height of the heat map."""


def states_chart(
    history: pd.DataFrame, cells: pd.DataFrame, look: Look, *, unit: int, name: str, measure: str = ""
) -> alt.LayerChart:
    """The series, below it every unit's state by colour, and at the bottom the line of the unit under the pointer.

    history: time, value (in `measure`). cells: unit (its number in the network, from 1), row (its place in the map,
    from 0 at the top), time, state; at most 10,000 rows. unit: chosen until the pointer chooses another. name: of the
    state or gate, in the reader's words.
    """
    require(history, ("time", "value"), "The series over a map of states")
    rows, span = ready_cells(cells, look)
    count = int(rows["row"].max()) + 1
    (_, series_band, map_band, line_band), height = stacked([0, SERIES_PIXELS, map_pixels(count), LINE_PIXELS], GAP)
    x = time_x(span, look)
    chosen = at_value(UNIT, [UNIT], {UNIT: unit})
    at = alt.selection_point(name="at", fields=["t"], on="pointerover", clear="pointerout", empty=False)
    columns = rows[["t", "t2", "middle"]].drop_duplicates()
    layers = [
        *series_layers(history, series_band, look, x),
        heading(look.word("The series"), span, series_band, look, x),
        map_layer(rows, count, map_band, look, x).add_params(chosen),
        heading(name, span, map_band, look, x),
        *_unit_line(rows, line_band, look, x, chosen, span),
        _rule(columns, look, x, at),
        hit_columns(columns, series_band, x).add_params(at),
    ]
    return look.theme(layers, height=height + 50, title=measure, shared_y=False)


def alt_text(cells: pd.DataFrame, name: str) -> Message:
    """The map in one sentence."""
    require(cells, CELLS, "A map of states")
    spread = cells.groupby("unit")["state"].std(ddof=0)
    return M(
        "Heat map of {name}: {units} units over {steps} steps, between {low} and {high}; unit {unit} moves most.",
        name=name,
        units=int(cells["unit"].nunique()),
        steps=int(cells["time"].nunique()),
        low=round(float(cells["state"].min()), 2),
        high=round(float(cells["state"].max()), 2),
        unit=int(spread.index[int(spread.to_numpy().argmax())]),
    )


def series_layers(
    history: pd.DataFrame, band: Band, look: Look, x: alt.X, domain: Bounds | None = None
) -> list[alt.Chart]:
    """The series as a line in ink with labels of its own range, or of `domain`."""
    low, high = domain or bounds(history["value"])
    data = pd.DataFrame({"t": milliseconds(history["time"]), "y": history["value"].to_numpy(float)})
    line = alt.Chart(data).mark_line(color=look.colours.ink, strokeWidth=1.5, strokeJoin="round", aria=False)
    return [line.encode(x=x, y=band.y(low, high, values=ticks(low, high, 5)))]


def map_layer(rows: pd.DataFrame, count: int, band: Band, look: Look, x: alt.X) -> alt.Chart:
    """Rectangles t … t2 by row, coloured by state: gates from 0 to 1, all else signed around 0."""
    gate = bool(rows["state"].min() >= 0.0 and rows["state"].max() <= 1.0)
    most = largest(rows["state"])
    scale = (
        alt.Scale(domain=[0.0, 1.0], scheme=look.magnitude, reverse=look.mode == "light")
        if gate
        else alt.Scale(domain=[-most, 0.0, most], **look.signed)
    )
    legend = look.gradient_legend(
        look.word("State"),
    )
    # A little wider and taller than their cells: without that, hairlines of the paper show between them.
    data = rows.assign(y=count - rows["row"], y2=count - rows["row"] - OVERLAP)
    data["t2"] = rows["t"] + OVERLAP * (rows["t2"] - rows["t"])
    tooltip = [
        alt.Tooltip("when:N", title=look.word("Time")),
        alt.Tooltip("unit:Q", title=look.word("Unit")),
        alt.Tooltip("state:Q", title=look.word("State"), format=".2f"),
    ]
    chart = alt.Chart(data[["unit", "t", "t2", "y", "y2", "state", "when"]]).mark_rect(stroke=None)
    drawn: alt.Chart = chart.encode(
        x=x,
        x2="t2:Q",
        y=band.y(0.0, float(count)),
        y2="y2:Q",
        color=alt.Color("state:Q", scale=scale, legend=legend),
        tooltip=tooltip,
    )
    return drawn


def map_pixels(count: int) -> float:
    """Height of a map of so many units."""
    return float(min(max(ROW_PIXELS * count, MAP_PIXELS[0]), MAP_PIXELS[1]))


def ready_cells(cells: pd.DataFrame, look: Look) -> tuple[pd.DataFrame, Bounds]:
    """Cells with their edges, half a step around their time, and the span of all of them."""
    require(cells, CELLS, "A map of states")
    middle = milliseconds(cells["time"])
    half = step_of(np.unique(middle)) / 2
    times = cells["time"].drop_duplicates()
    words = dict(zip(times, (look.time(pd.Timestamp(time)) for time in times), strict=True))
    rows = cells.assign(t=middle - half, t2=middle + half, middle=middle, when=cells["time"].map(words))
    return rows, (float(middle.min() - half), float(middle.max() + half))


def _unit_line(
    rows: pd.DataFrame, band: Band, look: Look, x: alt.X, chosen: alt.Parameter, span: Bounds
) -> list[alt.Chart]:
    """The chosen unit's state as a line, and its number."""
    low, high = bounds(rows["state"])
    data = rows.assign(t=rows["middle"], y=rows["state"])[["unit", "t", "y"]]
    line = alt.Chart(data).transform_filter(chosen).mark_line(color=look.colours.forecast, strokeWidth=1.5, aria=False)
    zero = alt.Chart(pd.DataFrame({"y": [0.0]})).mark_rule(color=look.colours.hairline, aria=False)
    numbers = pd.DataFrame({"unit": sorted(rows["unit"].unique())})
    numbers["text"] = [f"{look.word('Unit')} {number}" for number in numbers["unit"]]
    label = alt.Chart(numbers.assign(t=span[0], y=1.0)).transform_filter(chosen)
    label = label.mark_text(align="left", baseline="bottom", dy=-4, fontWeight=600, color=look.colours.ink, aria=False)
    return [
        *([zero.encode(y=band.y(low, high))] if low < 0 < high else []),
        line.encode(x=x, y=band.y(low, high, values=ticks(low, high, 5))),
        label.encode(x=x, y=band.y(0.0, 1.0), text="text:N"),
    ]


def _rule(columns: pd.DataFrame, look: Look, x: alt.X, at: alt.Parameter) -> alt.Chart:
    """A hairline through all bands at the step under the pointer."""
    chart = alt.Chart(columns).transform_filter(at).transform_calculate(t="datum.middle")
    drawn: alt.Chart = chart.mark_rule(color=look.colours.muted, aria=False).encode(x=x)
    return drawn
