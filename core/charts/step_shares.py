"""An attribution by steps before and after the origin, as shares, so that two of them can stand side by side."""

from __future__ import annotations

import altair as alt
import pandas as pd

from core.charts.axes import count_x, value_y
from core.charts.frames import Bounds, largest, require
from core.charts.look import Look
from core.messages import M, Message, Percent

COLUMNS = ("step", "share")
HEIGHT = 220
ROOM = 1.08


def common_domain(*tables: pd.DataFrame) -> Bounds:
    """One value axis for several tables, centred on zero."""
    most = ROOM * max(largest(table["share"]) for table in tables)
    return -most, most


def step_shares_chart(
    shares: pd.DataFrame, look: Look, *, domain: Bounds, span: tuple[int, int], marked: int | None = None
) -> alt.LayerChart:
    """Signed bars by step; `marked` gets a hairline.

    shares: step (0 for the last known one, negative before it, from 1 ahead), share (signed, of all movement).
    domain: of the value axis, span: first and last step of the axis; both the same for all that is compared.
    """
    require(shares, COLUMNS, "The shares by step")
    data = pd.DataFrame({"t": shares["step"].astype(float), "y": shares["share"].to_numpy(float), "zero": 0.0})
    data["shown"] = [look.percent(value, 1) for value in data["y"]]
    x = count_x(span[0], span[1], look.word("Steps from the origin"), room=0.6)
    y = value_y(domain, percent=True)
    width = alt.ExprRef(f"max(1, {0.7} * width / {span[1] - span[0] + 2})")
    tooltip = [alt.Tooltip("t:Q", title=look.word("Step")), alt.Tooltip("shown:N", title=look.word("Share"))]
    bars = alt.Chart(data).mark_rule(strokeWidth=width)
    layers = [alt.Chart(pd.DataFrame({"y": [0.0]})).mark_rule(color=look.colours.muted, aria=False).encode(y=y)]
    if marked is not None:
        rule = alt.Chart(pd.DataFrame({"t": [float(marked)]}))
        layers.append(rule.mark_rule(color=look.colours.muted, strokeDash=[2, 3], aria=False).encode(x=x))
    layers.append(bars.encode(x=x, y=y, y2="zero:Q", color=look.sign("y"), tooltip=tooltip))
    return look.theme(layers, title=look.word("Share of all movement"), height=HEIGHT)


def alt_text(shares: pd.DataFrame) -> Message:
    """The shares in one sentence."""
    require(shares, COLUMNS, "The shares by step")
    top = shares.iloc[int(shares["share"].abs().to_numpy().argmax())]
    return M(
        "Bar chart of the attribution at {count} steps; the largest share is that of step {step}, {share}.",
        count=len(shares),
        step=int(top["step"]),
        share=Percent(float(top["share"]), 1),
    )
