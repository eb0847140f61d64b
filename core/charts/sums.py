"""An attribution summed over kinds of inputs or single inputs: signed bars with their amount and their weight."""

from __future__ import annotations

import altair as alt
import pandas as pd

from core.charts.frames import largest, require
from core.charts.look import Look, decimals_for
from core.charts.marks import Side, after
from core.messages import M, Message, Number, Percent

COLUMNS = ("name", "attribution", "magnitude")
ROW_PIXELS = 32
LABEL_PIXELS, NARROW_LABEL_PIXELS = 260, 130


def sums_chart(sums: pd.DataFrame, look: Look, *, unit: str = "") -> alt.LayerChart:
    """A bar a name, the one with most weight on top.

    sums: name (as a reader sees it), attribution (signed, in `unit`), magnitude (Σ |attribution|, in `unit`).
    """
    table = _ranked(sums)
    decimals, end = decimals_for(0.0, largest(table["attribution"])), after(unit)
    data = table.assign(
        amount=[look.number(round(value, decimals) + 0.0, decimals) + end for value in table["attribution"]],
        weight=[look.percent(share) for share in table["share"]],
        v=table["attribution"],
    )
    data["words"] = [f"{amount} ({weight})" for amount, weight in zip(data["amount"], data["weight"], strict=True)]
    limit = NARROW_LABEL_PIXELS if look.narrow else LABEL_PIXELS
    y = alt.Y("name:N", sort=list(data["name"]), axis=alt.Axis(title=None, grid=False, labelLimit=limit))
    low, high = min(0.0, float(data["v"].min())), max(0.0, float(data["v"].max()))
    room = (1.1 if look.narrow else 0.5) * ((high - low) or 1.0)
    scale = alt.Scale(domain=[low - (room if low < 0 else 0), high + (room if high > 0 else 0)], nice=False)
    x = alt.X("v:Q", scale=scale, axis=None)
    tooltip = [
        alt.Tooltip("name:N", title=look.word("Input")),
        alt.Tooltip("amount:N", title=look.word("Attribution")),
        alt.Tooltip("weight:N", title=look.word("Share of all movement")),
    ]
    bars = alt.Chart(data).mark_bar(height={"band": 0.6}).encode(x=x, y=y, color=look.sign("v"), tooltip=tooltip)
    zero = alt.Chart(pd.DataFrame({"v": [0.0]})).mark_rule(color=look.colours.muted, aria=False).encode(x=x)
    sides: tuple[tuple[pd.Series, Side, int], ...] = ((data["v"] >= 0, "left", 6), (data["v"] < 0, "right", -6))
    words = [
        alt.Chart(data[side])
        .mark_text(align=align, dx=shift, color=look.colours.ink, aria=False)
        .encode(x=x, y=y, text="words:N")
        for side, align, shift in sides
        if side.any()
    ]
    return look.theme([bars, zero, *words], height=ROW_PIXELS * len(data) + 24)


def alt_text(sums: pd.DataFrame, *, unit: str = "") -> Message:
    """The sums in one sentence."""
    table = _ranked(sums)
    top = table.iloc[0]
    return M(
        "Bar chart of the attribution of {count} inputs; “{name}” has {share} of all movement and moves the forecast "
        "by {amount}{unit} in all.",
        count=len(table),
        name=str(top["name"]),
        share=Percent(float(top["share"])),
        amount=Number(float(top["attribution"]), decimals_for(0.0, largest(table["attribution"]))),
        unit=after(unit),
    )


def _ranked(sums: pd.DataFrame) -> pd.DataFrame:
    require(sums, COLUMNS, "The sums of an attribution")
    total = float(sums["magnitude"].sum())
    shares = sums["magnitude"] / total if total > 0 else sums["magnitude"]
    return sums.assign(share=shares).sort_values("magnitude", ascending=False, kind="stable", ignore_index=True)
