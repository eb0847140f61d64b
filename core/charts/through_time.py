"""Where the error signal goes: the unrolled network, the gradient by every state as bars, and the states themselves.

After A. Madsen, "Visualizing memorization in RNNs", Distill 2019, and R. Pascanu et al., "On the difficulty of
training recurrent neural networks", ICML 2013: ‖∂ loss(t) / ∂ h(s)‖ fades or grows as s goes back.
"""

from __future__ import annotations

import altair as alt
import numpy as np
import pandas as pd

from core.charts.axes import time_x
from core.charts.bands import Band, at_value, heading, hit_columns, stacked, strength
from core.charts.frames import Bounds, largest, milliseconds, require, step_of, ticks
from core.charts.look import Look, decimals_for
from core.charts.states import CELLS, map_layer, ready_cells
from core.messages import M, Message, Number

STEP = "step"
SIGNAL = ("step", "time", "signal")
AHEAD = ("step", "time")
NETWORK_PIXELS, BARS_PIXELS, MAP_PIXELS, GAP = 84, 110, 230, 40
STATES_AT, FORECASTS_AT = 0.25, 0.9
"""Heights of the two rows of nodes within their band."""


def through_time_chart(
    signal: pd.DataFrame, cells: pd.DataFrame, ahead: pd.DataFrame, look: Look, *, step: int, unit: str = ""
) -> alt.LayerChart:
    """Pointing at a forecast step chooses whose error is followed; pointing at a past step lights it in all three.

    signal: step, time, signal (‖∂ forecast of the step / ∂ state‖, in `unit`): a row a pair. cells: as in
    core.charts.states. ahead: step, time. step: chosen until the pointer chooses another.
    """
    require(signal, SIGNAL, "The error signal through time")
    require(cells, CELLS, "The states under an error signal")
    require(ahead, AHEAD, "The steps of an error signal")
    past, future = _columns(signal["time"], look), _columns(ahead["time"], look).assign(step=ahead["step"].to_numpy())
    span = (float(past["t"].min()), float(future["t2"].max()))
    rows = _signal_rows(signal, look)
    (_, network, bars, states), height = stacked([0, NETWORK_PIXELS, BARS_PIXELS, MAP_PIXELS], GAP)
    x = time_x(span, look)
    chosen = at_value(STEP, [STEP], {STEP: step})
    at = alt.selection_point(name="at", fields=["middle"], on="pointerover", clear="pointerout", empty=False)
    count = int(cells["row"].max()) + 1
    layers = [
        *_network(rows, past, future, network, look, x, chosen),
        heading(look.word("The unrolled network: a state a step, and the forecasts"), span, network, look, x),
        *_bars(rows, bars, look, x, chosen),
        heading(look.word("Gradient of the chosen step's error by each state"), span, bars, look, x),
        map_layer(ready_cells(cells, look)[0], count, states, look, x),
        heading(look.word("Hidden states"), span, states, look, x),
        *_lit(rows, past, span, bars, look, x, at, chosen),
        _ahead_hits(future, look, x).add_params(chosen),
        hit_columns(past, Band(0.0, bars.bottom), x).add_params(at),
    ]
    chart = look.theme(layers, height=height + 60, title=unit, shared_y=False)
    drawn: alt.LayerChart = chart.resolve_scale(y="independent", color="independent")
    return drawn


def alt_text(signal: pd.DataFrame, step: int) -> Message:
    """The chart in one sentence."""
    require(signal, SIGNAL, "The error signal through time")
    at = signal[signal["step"] == step]
    first, last = float(at["signal"].iloc[0]), float(at["signal"].iloc[-1])
    decimals = decimals_for(0.0, largest(at["signal"]))
    return M(
        "The error of step {step} reaches the last state with a gradient of {last}, the first of {steps} with {first}.",
        step=step,
        last=Number(last, decimals),
        first=Number(first, decimals + 3),
        steps=len(at),
    )


def _columns(times: pd.Series, look: Look) -> pd.DataFrame:
    """t, t2, middle, when: a column a distinct time."""
    distinct = pd.DatetimeIndex(times.drop_duplicates())
    middle = milliseconds(distinct)
    half = step_of(np.unique(middle)) / 2
    words = [look.time(time) for time in distinct]
    return pd.DataFrame({"t": middle - half, "t2": middle + half, "middle": middle, "when": words})


def _signal_rows(signal: pd.DataFrame, look: Look) -> pd.DataFrame:
    most = signal.groupby("step")["signal"].transform("max").replace(0.0, 1.0)
    decimals = decimals_for(0.0, largest(signal["signal"]))
    rows = pd.DataFrame({"step": signal["step"], "t": milliseconds(signal["time"]), "y": signal["signal"]})
    rows["share"] = (signal["signal"] / most).to_numpy(float)
    rows["middle"] = rows["t"]
    rows["amount"] = [look.number(value, decimals) for value in signal["signal"]]
    return rows


def _network(
    rows: pd.DataFrame,
    past: pd.DataFrame,
    future: pd.DataFrame,
    band: Band,
    look: Look,
    x: alt.X,
    chosen: alt.Parameter,
) -> list[alt.Chart]:
    """Circles of states along a line, and of forecasts above, all fed by the last state."""
    colours, y = look.colours, band.y(0.0, 1.0)
    path = pd.DataFrame({"t": past["middle"], "y": STATES_AT})
    last = float(past["middle"].max())
    fed = pd.DataFrame({"step": future["step"], "t": last, "t3": future["middle"], "y": STATES_AT, "y2": FORECASTS_AT})
    nodes = pd.DataFrame({"step": future["step"], "t": future["middle"], "y": FORECASTS_AT})
    edge = alt.Chart(fed).mark_rule(color=colours.hairline, aria=False)
    title = look.word("Error signal, relative to the strongest")
    circles = alt.Chart(rows.assign(y=STATES_AT)[["step", "t", "y", "share"]]).transform_filter(chosen)
    return [
        alt.Chart(path).mark_line(color=colours.muted, strokeWidth=1, aria=False).encode(x=x, y=y),
        edge.encode(x=x, x2="t3:Q", y=y, y2="y2:Q"),
        edge.mark_rule(color=colours.forecast, strokeWidth=2, aria=False)
        .encode(x=x, x2="t3:Q", y=y, y2="y2:Q")
        .transform_filter(chosen),
        circles.mark_circle(size=60, opacity=1.0, stroke=colours.muted, strokeWidth=0.5, aria=False).encode(
            x=x, y=y, color=strength("share", look, title, signed=False)
        ),
        alt.Chart(nodes).mark_circle(size=30, opacity=1.0, color=colours.forecast, aria=False).encode(x=x, y=y),
        alt.Chart(nodes)
        .mark_circle(size=140, opacity=1.0, color=colours.forecast, aria=False)
        .encode(x=x, y=y)
        .transform_filter(chosen),
    ]


def _bars(rows: pd.DataFrame, band: Band, look: Look, x: alt.X, chosen: alt.Parameter) -> list[alt.Chart]:
    """A bar a state, with labels of their scale."""
    high = largest(rows["y"])
    data = alt.Chart(rows[["step", "t", "y"]]).transform_filter(chosen)
    bars = data.mark_rule(color=look.colours.forecast, strokeWidth=5 if rows["t"].nunique() <= 90 else 2, aria=False)
    y = band.y(0.0, high, values=ticks(0.0, high, 3))
    return [bars.encode(x=x, y=y, y2=alt.datum(0.0))]


def _lit(
    rows: pd.DataFrame,
    past: pd.DataFrame,
    span: Bounds,
    bars: Band,
    look: Look,
    x: alt.X,
    at: alt.Parameter,
    chosen: alt.Parameter,
) -> list[alt.Chart]:
    """What the pointer lights: a hairline through all bands, and the gradient there as a number."""
    rule = alt.Chart(past.assign(t=past["middle"])).transform_filter(at)
    text = rows.merge(past[["middle", "when"]], on="middle")
    text["reading"] = text["when"] + ": " + text["amount"]
    words = alt.Chart(text.assign(t=span[1], y=1.0)[["step", "middle", "t", "y", "reading"]])
    words = words.transform_filter(at).transform_filter(chosen)
    label = words.mark_text(align="right", baseline="bottom", dy=-4, color=look.colours.ink, aria=False)
    return [
        rule.mark_rule(color=look.colours.actual, strokeWidth=1.5, aria=False).encode(x=x),
        label.encode(x=x, y=bars.y(0.0, 1.0), text="reading:N"),
    ]


def _ahead_hits(future: pd.DataFrame, look: Look, x: alt.X) -> alt.Chart:
    tooltip = [
        alt.Tooltip("when:N", title=look.word("Forecast for")),
        alt.Tooltip("step:Q", title=look.word("Step")),
    ]
    drawn: alt.Chart = hit_columns(future, Band(0.0, 1.0), x).encode(tooltip=tooltip)
    return drawn
