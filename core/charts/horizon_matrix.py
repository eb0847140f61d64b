"""Past step × forecast step: what each step of a forecast rests on, as one signed map centred on zero."""

from __future__ import annotations

import altair as alt
import pandas as pd

from core.charts.axes import time_x
from core.charts.frames import Bounds, largest, milliseconds, require, step_of, whole_ticks
from core.charts.look import Look, decimals_for
from core.charts.marks import after
from core.messages import M, Message, Number

COLUMNS = ("time", "step", "attribution")
ROW_PIXELS, LEAST_HEIGHT, MOST_HEIGHT = 18, 240, 480


def matrix_chart(cells: pd.DataFrame, look: Look, *, unit: str = "", chosen: int | None = None) -> alt.LayerChart:
    """The map; the row of the `chosen` step is framed.

    cells: time (of the past value, tz-naive), step (ahead, from 1), attribution (in `unit`), at most 10,000 rows.
    """
    require(cells, COLUMNS, "A map of past and forecast steps")
    data, span, steps = _edges(cells)
    decimals, end = decimals_for(0.0, largest(cells["attribution"])), after(unit)
    data = data.assign(
        when=[look.time(pd.Timestamp(time)) for time in cells["time"]],
        amount=[look.number(value, decimals) + end for value in cells["attribution"]],
    )
    most = largest(cells["attribution"])
    legend = look.gradient_legend(
        look.word("Attribution") + (f", {unit}" if unit else ""),
    )
    ticks = whole_ticks(steps[0], steps[1], 14)
    axis = alt.Axis(title=None, grid=False, values=ticks, format="d")
    y = alt.Y("s:Q", scale=alt.Scale(domain=[steps[1] + 0.5, steps[0] - 0.5], nice=False, zero=False), axis=axis)
    x = time_x(span, look)
    colour = alt.Color("attribution:Q", scale=alt.Scale(domain=[-most, 0, most], **look.signed), legend=legend)
    tooltip = [
        alt.Tooltip("when:N", title=look.word("Time")),
        alt.Tooltip("step:Q", title=look.word("Step")),
        alt.Tooltip("amount:N", title=look.word("Attribution")),
    ]
    fields = ["t", "t2", "s", "s2", "step", "attribution", "when", "amount"]
    cells_drawn = alt.Chart(data[fields]).mark_rect(stroke=None)
    layers = [cells_drawn.encode(x=x, x2="t2:Q", y=y, y2="s2:Q", color=colour, tooltip=tooltip)]
    if chosen is not None and steps[0] <= chosen <= steps[1]:
        frame = pd.DataFrame({"t": [span[0]], "t2": [span[1]], "s": [chosen - 0.5], "s2": [chosen + 0.5]})
        mark = alt.Chart(frame).mark_rect(fill=None, stroke=look.colours.ink, strokeWidth=1, aria=False)
        layers.append(mark.encode(x=x, x2="t2:Q", y=y, y2="s2:Q"))
    height = min(max(ROW_PIXELS * int(steps[1] - steps[0] + 1) + 80, LEAST_HEIGHT), MOST_HEIGHT)
    return look.theme(layers, title=look.word("Steps ahead"), height=height)


def alt_text(cells: pd.DataFrame, *, unit: str = "") -> Message:
    """The map in one sentence."""
    require(cells, COLUMNS, "A map of past and forecast steps")
    top = cells.iloc[int(cells["attribution"].abs().to_numpy().argmax())]
    return M(
        "Map of {cells} attributions, {past} past times by {steps} steps ahead; the largest is that of {time} on step "
        "{step}, {amount}{unit}.",
        cells=len(cells),
        past=int(cells["time"].nunique()),
        steps=int(cells["step"].nunique()),
        time=pd.Timestamp(top["time"]),
        step=int(top["step"]),
        amount=Number(float(top["attribution"]), decimals_for(0.0, largest(cells["attribution"]))),
        unit=after(unit),
    )


def _edges(cells: pd.DataFrame) -> tuple[pd.DataFrame, Bounds, Bounds]:
    """Cells with their edges (t, t2 in milliseconds; s, s2 in steps), and the spans of both axes."""
    times, steps = milliseconds(cells["time"]), cells["step"].to_numpy(float)
    half = step_of(pd.Series(times).drop_duplicates().sort_values().to_numpy()) / 2
    apart = pd.Series(steps).drop_duplicates().sort_values().diff().median()
    reach = (float(apart) if apart == apart else 1.0) / 2
    data = cells.assign(t=times - half, t2=times + half, s=steps - reach, s2=steps + reach)
    span = (float(times.min() - half), float(times.max() + half))
    return data, span, (float(steps.min()), float(steps.max()))
