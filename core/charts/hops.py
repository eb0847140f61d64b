"""Where a reader looked in a story: a row a sentence, a column a hop, darker the more it looked there."""

from __future__ import annotations

import json

import altair as alt
import pandas as pd

from core.charts.frames import require
from core.charts.look import Look
from core.messages import M, Message, Percent

COLUMNS = ("sentence", "text", "hop", "weight", "support")
ROW_PIXELS = 30
LABEL_PIXELS, NARROW_LABEL_PIXELS = 420, 190
NARROW = 560
"""Pixels of the chart below which a sentence gets less room and the heading of the dots a line for each word."""
LINE_PIXELS, HEAD_PIXELS = 15, 75
SHOWN = 0.05
"""Least weight whose number is written in its cell."""


def hops_chart(table: pd.DataFrame, look: Look) -> alt.LayerChart:
    """Weights over the sentences, the true support marked by a dot where it is known.

    table: a row a sentence and hop: sentence (number from 1), text, hop (number from 1), weight (0 to 1),
    support (whether the sentence is known to support the answer; None where nobody knows).
    """
    require(table, COLUMNS, "The hops")
    data = table.assign(
        row=[f"{number}  {text}" for number, text in zip(table["sentence"], table["text"], strict=True)],
        column=[str(number) for number in table["hop"]],
        amount=[look.percent(weight) for weight in table["weight"]],
    ).rename(columns={"text": "said"})
    known = look.word("true support")
    marks = data[data["support"].fillna(False).astype(bool)].drop_duplicates("row").assign(column=known)
    rows, columns = list(dict.fromkeys(data["row"])), [*dict.fromkeys(data["column"]), *([known] if len(marks) else [])]
    y = alt.Y("row:N", sort=rows, axis=alt.Axis(title=None, grid=False, labelLimit=_limit()))
    x = alt.X("column:N", sort=columns, scale=alt.Scale(domain=columns), axis=_heading(known, look))
    layers = [*_weights(data, x, y, look), *([_truth(marks, x, y, look)] if len(marks) else [])]
    return look.theme(layers, height=ROW_PIXELS * len(rows) + HEAD_PIXELS)


def _weights(data: pd.DataFrame, x: alt.X, y: alt.Y, look: Look) -> list[alt.Chart]:
    """A cell a weight, with its number where it is not next to nothing."""
    tooltip = [
        alt.Tooltip("said:N", title=look.word("Sentence")),
        alt.Tooltip("column:N", title=look.word("Hop")),
        alt.Tooltip("amount:N", title=look.word("Weight")),
    ]
    scale = alt.Scale(domain=[0, 1], range=[look.colours.zero, look.colours.forecast], interpolate="rgb")
    cells = alt.Chart(data).mark_rect(stroke=look.colours.paper, strokeWidth=2)
    paper, ink = alt.value(look.colours.paper), alt.value(look.colours.ink)
    colour = alt.when(alt.datum["weight"] > 0.55).then(paper).otherwise(ink)
    words = alt.Chart(data[data["weight"] >= SHOWN]).mark_text(aria=False)
    return [
        cells.encode(x=x, y=y, color=alt.Color("weight:Q", scale=scale, legend=None), tooltip=tooltip),
        words.encode(x=x, y=y, text="amount:N", color=colour, tooltip=tooltip),
    ]


def _truth(marks: pd.DataFrame, x: alt.X, y: alt.Y, look: Look) -> alt.Chart:
    """A dot beside every sentence that is known to support the answer."""
    tooltip = [alt.Tooltip("said:N", title=look.word("Known to support the answer"))]
    dots = alt.Chart(marks).mark_point(shape="circle", filled=True, size=70, opacity=1, color=look.colours.actual)
    drawn: alt.Chart = dots.encode(x=x, y=y, tooltip=tooltip)
    return drawn


def _heading(known: str, look: Look) -> alt.Axis:
    """Numbers of the hops, and the name of the dots: in lines where there is little room, the numbers on the last."""
    more = len(known.split()) - 1
    narrow, name = f"containerSize()[0] < {NARROW}", json.dumps(known)
    lined = f"datum.label === {name} ? split({name}, ' ') : [" + "'', " * more + "datum.label]"
    return alt.Axis(
        title=look.word("Hop"),
        titleAnchor="start",
        orient="top",
        labelAngle=0,
        grid=False,
        labelExpr=f"{narrow} ? ({lined}) : datum.label",
        labelPadding=alt.ExprRef(f"{narrow} ? {8 + more * LINE_PIXELS} : 8"),
    )


def _limit() -> alt.ExprRef:
    return alt.ExprRef(f"containerSize()[0] < {NARROW} ? {NARROW_LABEL_PIXELS} : {LABEL_PIXELS}")


def hops_alt_text(table: pd.DataFrame) -> Message:
    """The chart in one sentence."""
    require(table, COLUMNS, "The hops")
    best = table.loc[table.groupby("hop")["weight"].idxmax()].to_dict("records")
    looks = [
        M("hop {hop}: “{text}” ({weight})", hop=int(row["hop"]), text=row["text"], weight=Percent(float(row["weight"])))
        for row in best
    ]
    return M("Where the reader looked most in each hop: {looks}.", looks=looks)
