"""The search for an output as a tree: every token that was kept, from left to right, the way to the answer marked."""

from __future__ import annotations

import altair as alt
import pandas as pd

from core.charts.frames import require
from core.charts.look import Look
from core.messages import M, Message

COLUMNS = ("node", "parent", "step", "piece", "total", "best", "end")
ROW_PIXELS = 34


def tree_chart(table: pd.DataFrame, look: Look) -> alt.LayerChart:
    """Kept tokens by step, the likeliest beginning on top, each joined to the one that it continues.

    table: node, parent (-1 at the beginning), step (from 1), piece, total (log-probability so far), best (whether on
    the way to the answer), end (whether the output ends there). Raises ValueError where a column is missing.
    """
    require(table, COLUMNS, "The tree of a search")
    data = table.assign(
        rank=table.groupby("step")["total"].rank(method="first", ascending=False),
        piece=table["piece"],
        logp=[look.number(value, 2) for value in table["total"]],
    )
    edges = data.merge(data[["node", "step", "rank"]], left_on="parent", right_on="node", suffixes=("", "_from"))
    deepest, widest = int(data["step"].max()), int(data["rank"].max())
    x_axis = alt.Axis(title=look.word("Step"), titleAnchor="end", grid=False, tickMinStep=1, format="d")
    x = alt.X("step:Q", scale=alt.Scale(domain=[0.6, deepest + 0.6], nice=False), axis=x_axis)
    y = alt.Y("rank:Q", scale=alt.Scale(domain=[0.5, widest + 0.5], reverse=True, nice=False), axis=None)
    colours = look.colours
    chosen = alt.when(alt.datum.best)
    ink = chosen.then(alt.value(colours.text(colours.forecast))).otherwise(alt.value(colours.muted))
    line = (
        alt.Chart(edges)
        .mark_rule(aria=False)
        .encode(
            x=x,
            y=y,
            x2="step_from:Q",
            y2="rank_from:Q",
            color=chosen.then(alt.value(colours.forecast)).otherwise(alt.value(colours.hairline)),
            strokeWidth=chosen.then(alt.value(2)).otherwise(alt.value(1.25)),
        )
    )
    halo = alt.Chart(data).mark_text(stroke=colours.paper, strokeWidth=5, fontSize=13, aria=False)
    words = alt.Chart(data).mark_text(fontSize=13)
    tooltip = [
        alt.Tooltip("step:Q", title=look.word("Step")),
        alt.Tooltip("piece:N", title=look.word("Written")),
        alt.Tooltip("logp:N", title=look.word("Log-probability so far")),
    ]
    layers = [
        line,
        halo.encode(x=x, y=y, text="piece:N"),
        words.encode(x=x, y=y, text="piece:N", color=ink, tooltip=tooltip),
    ]
    return look.theme(layers, height=ROW_PIXELS * widest + 60)


def alt_text(table: pd.DataFrame) -> Message:
    """The tree in one sentence."""
    require(table, COLUMNS, "The tree of a search")
    return M(
        "Tree of the search: {nodes} beginnings were kept over {steps} steps, {ends} of them ended.",
        nodes=len(table),
        steps=int(table["step"].max()),
        ends=int(table["end"].sum()),
    )
