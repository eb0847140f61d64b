"""Where a network looks: lines from each step ahead to the past values, over a map of all weights.

After D. Bahdanau et al., "Neural machine translation by jointly learning to align and translate" (2015), and C. Olah
and S. Carter, "Attention and augmented recurrent neural networks", Distill 2016.
"""

from __future__ import annotations

import altair as alt
import numpy as np
import pandas as pd

from core.charts.axes import count_x, time_x
from core.charts.bands import Band, at_value, heading, hit_columns, stacked
from core.charts.frames import bounds, milliseconds, require, step_of, ticks
from core.charts.look import Look
from core.charts.states import OVERLAP, series_layers
from core.messages import M, Message, Number, Percent

ROW = "row"
"""Name of the selection of a row, and of its field."""
WEIGHTS = ("row", "asking", "time", "weight")
LINES_PIXELS, ROW_PIXELS, GAP = 190, 13, 40
MAP_PIXELS = (120, 330)


def attention_chart(
    history: pd.DataFrame, asking: pd.DataFrame, weights: pd.DataFrame, look: Look, *, row: int, unit: str = ""
) -> alt.LayerChart:
    """The lines of one row: the one under the pointer, and `row` before that. At a past value only its own line stays.

    history: time, value (in `unit`), the window. asking: row (from 1), time, value: the points that look back (steps
    ahead, or steps of the window itself). weights: row, asking (its time), time, weight: a row a cell, at most 10,000.
    """
    require(history, ("time", "value"), "The window under attention")
    require(asking, ("row", "time", "value"), "The steps that look back")
    require(weights, WEIGHTS, "A map of attention")
    rows = _cells(weights, look)
    count = int(rows["place"].max()) + 1
    low, high = bounds(history["value"], asking["value"])
    pixels = float(min(max(ROW_PIXELS * count, MAP_PIXELS[0]), MAP_PIXELS[1]))
    (_, lines, table), height = stacked([0, LINES_PIXELS, pixels], GAP)
    span = (float(rows["t"].min()), max(float(rows["t2"].max()), float(rows["asked"].max() + rows["half"].iloc[0])))
    x = time_x(span, look)
    chosen = at_value(ROW, [ROW], {ROW: row})
    column = alt.selection_point(name="column", fields=["middle"], on="pointerover", clear="pointerout", empty=True)
    hits = rows[["t", "t2", "middle", "when"]].drop_duplicates("middle")
    layers = [
        _links(rows, history, asking, lines, look, x, (low, high)).transform_filter(chosen).transform_filter(column),
        *series_layers(history, lines, look, x, domain=(low, high)),
        *_askers(asking, lines, look, x, (low, high), chosen),
        heading(look.word("Lines: who looks at what"), span, lines, look, x),
        _map(rows, count, table, look, x).add_params(chosen),
        heading(look.word("Map: a row a step that looks, a column a past value"), span, table, look, x),
        hit_columns(hits, lines, x).encode(tooltip=[alt.Tooltip("when:N", title=look.word("Time"))]).add_params(column),
    ]
    return look.theme(layers, height=height + 60, title=unit, shared_y=False)


def alt_text(weights: pd.DataFrame) -> Message:
    """The map in one sentence."""
    require(weights, WEIGHTS, "A map of attention")
    top = weights.iloc[int(weights["weight"].to_numpy().argmax())]
    return M(
        "Attention of {rows} steps over {columns} past values; the largest weight is {weight}, row {row} to {time}.",
        rows=int(weights["row"].nunique()),
        columns=int(weights["time"].nunique()),
        weight=Percent(float(top["weight"]), 1),
        row=int(top["row"]),
        time=pd.Timestamp(top["time"]),
    )


def agreement_chart(agreement: pd.DataFrame, look: Look) -> alt.LayerChart:
    """Rank correlation of attention and attribution by row: row, correlation."""
    require(agreement, ("row", "correlation"), "The agreement of attention and attribution")
    data = pd.DataFrame({"t": agreement["row"].to_numpy(float), "y": agreement["correlation"].to_numpy(float)})
    data["words"] = [look.number(value, 2) for value in data["y"]]
    x = count_x(float(data["t"].min()), float(data["t"].max()), look.word("Step ahead"), room=0.6)
    y = alt.Y("y:Q", scale=alt.Scale(domain=[-1.0, 1.0]), axis=alt.Axis(title=None, tickCount=5))
    tooltip = [alt.Tooltip("t:Q", title=look.word("Step")), alt.Tooltip("words:N", title=look.word("Correlation"))]
    bars = alt.Chart(data).mark_rule(strokeWidth=10).encode(x=x, y=y, y2=alt.datum(0.0), color=look.sign("y"))
    zero = alt.Chart(pd.DataFrame({"y": [0.0]})).mark_rule(color=look.colours.muted, aria=False).encode(y=y)
    title = look.word("Rank correlation of attention and |attribution|")
    return look.theme([zero, bars.encode(tooltip=tooltip)], height=220, title=title)


def agreement_alt_text(agreement: pd.DataFrame) -> Message:
    """The agreement in one sentence."""
    values = agreement["correlation"]
    return M(
        "Rank correlation of attention and |attribution| over {rows} steps: {low} to {high}, {mean} on average.",
        rows=len(values),
        low=Number(float(values.min()), 2),
        high=Number(float(values.max()), 2),
        mean=Number(float(values.mean()), 2),
    )


def _cells(weights: pd.DataFrame, look: Look) -> pd.DataFrame:
    """Cells with edges, their place from above, and where their weight lies between the smallest and the largest."""
    middle = milliseconds(weights["time"])
    half = step_of(np.unique(middle)) / 2
    rows = pd.DataFrame({"row": weights["row"], "middle": middle, "t": middle - half, "t2": middle + half})
    rows["asked"], rows["half"] = milliseconds(weights["asking"]), half
    rows["weight"] = weights["weight"].to_numpy(float)
    low, high = float(rows["weight"].min()), float(rows["weight"].max())
    rows["share"] = (rows["weight"] - low) / max(high - low, 1e-12)
    distinct = np.sort(rows["row"].unique())
    rows["place"] = np.searchsorted(distinct, rows["row"])
    times = weights["time"].drop_duplicates()
    words = dict(zip(times, (look.time(pd.Timestamp(time)) for time in times), strict=True))
    rows["when"] = weights["time"].map(words).to_numpy()
    rows["amount"] = [look.percent(value, 1) for value in rows["weight"]]
    return rows


def _links(
    rows: pd.DataFrame,
    history: pd.DataFrame,
    asking: pd.DataFrame,
    band: Band,
    look: Look,
    x: alt.X,
    domain: tuple[float, float],
) -> alt.Chart:
    """Every weight as a line from who looks to what it looks at."""
    at = dict(zip(milliseconds(history["time"]), history["value"].to_numpy(float), strict=True))
    own = dict(zip(asking["row"], asking["value"].to_numpy(float), strict=True))
    data = pd.DataFrame({"row": rows["row"], "middle": rows["middle"], "share": rows["share"], "t": rows["asked"]})
    data["t2"], data["y"] = rows["middle"], rows["row"].map(own)
    data["y2"] = rows["middle"].map(at)
    mark = alt.Chart(data).mark_rule(color=look.colours.forecast, aria=False)
    opacity = alt.Opacity("share:Q", scale=alt.Scale(domain=[0.0, 1.0], range=[0.08, 0.9]), legend=None)
    width = alt.StrokeWidth("share:Q", scale=alt.Scale(domain=[0.0, 1.0], range=[0.4, 2.5]), legend=None)
    drawn: alt.Chart = mark.encode(x=x, x2="t2:Q", y=band.y(*domain), y2="y2:Q", opacity=opacity, strokeWidth=width)
    return drawn


def _askers(
    asking: pd.DataFrame, band: Band, look: Look, x: alt.X, domain: tuple[float, float], row: alt.Parameter
) -> list[alt.Chart]:
    """The points that look back; those of the row under the pointer are large."""
    data = pd.DataFrame({"row": asking["row"], "t": milliseconds(asking["time"]), "y": asking["value"].to_numpy(float)})
    y, colour = band.y(*domain), look.colours.forecast
    small = alt.Chart(data).mark_circle(color=colour, opacity=1.0, size=20, aria=False)
    large = alt.Chart(data).mark_circle(color=colour, opacity=1.0, size=70, aria=False).transform_filter(row)
    return [small.encode(x=x, y=y), large.encode(x=x, y=y)]


def _map(rows: pd.DataFrame, count: int, band: Band, look: Look, x: alt.X) -> alt.Chart:
    """Weights by colour, the first row on top, with a few row numbers as labels."""
    data = rows.assign(y=count - rows["place"], y2=count - rows["place"] - OVERLAP)
    data["t2"] = rows["t"] + OVERLAP * (rows["t2"] - rows["t"])
    numbers = np.sort(rows["row"].unique())
    shown = [place for place in ticks(0.0, float(count - 1), 6) if place == round(place)]
    names = ", ".join(str(int(numbers[count - 1 - int(place)])) for place in shown)
    values = [place + 0.5 for place in shown]
    label = f"[{names}][indexof([{', '.join(map(str, values))}], datum.value)]"
    tooltip = [
        alt.Tooltip("row:Q", title=look.word("Row")),
        alt.Tooltip("when:N", title=look.word("looks at")),
        alt.Tooltip("amount:N", title=look.word("Weight")),
    ]
    chart = alt.Chart(data[["row", "middle", "t", "t2", "y", "y2", "weight", "when", "amount"]]).mark_rect()
    drawn: alt.Chart = chart.encode(
        x=x,
        x2="t2:Q",
        y=band.y(0.0, float(count), values=values, labelExpr=label),
        y2="y2:Q",
        color=_weight(rows["weight"], look),
        tooltip=tooltip,
    )
    return drawn


def _weight(weights: pd.Series, look: Look) -> alt.Color:
    """The colour of a weight, over the range that occurs; the legend tells how narrow that is."""
    low, high = float(weights.min()), float(weights.max())
    scale = alt.Scale(domain=[low, high], scheme=look.magnitude, reverse=look.mode == "light")
    legend = look.gradient_legend(
        look.word("Weight"),
        values=[low, (low + high) / 2, high],
        labelExpr="format(100 * datum.value, ',.1f') + '\u00a0%'",
    )
    return alt.Color("weight:Q", scale=scale, legend=legend)
