"""Marks that several charts draw in the same way: lines, words, and the hairline that reads values."""

from __future__ import annotations

from typing import Any, Literal

import altair as alt
import pandas as pd

Side = Literal["left", "right"]


def line(data: pd.DataFrame, x: alt.X, y: alt.Y, *, field: str = "y", **style: Any) -> alt.Chart:
    """A line over t of one column of `data`, drawn under the name y."""
    chart = alt.Chart(data[["t", field]].rename(columns={field: "y"}))
    drawn: alt.Chart = chart.mark_line(strokeJoin="round", aria=False, **style).encode(x=x, y=y)
    return drawn


def text_at(text: str, t: float, value: float, x: alt.X, y: alt.Y, **style: Any) -> alt.Chart:
    """A word at one place of the chart."""
    chart = alt.Chart(pd.DataFrame({"t": [t], "y": [value]}))
    drawn: alt.Chart = chart.mark_text(text=text, aria=False, **style).encode(x=x, y=y)
    return drawn


def nearest() -> alt.Parameter:
    """The selection of the row nearest to the pointer along the x axis; none while it is elsewhere."""
    return alt.selection_point(
        name="near", encodings=["x"], nearest=True, on="pointerover", clear="pointerout", empty=False
    )


def reading_line(data: pd.DataFrame, near: alt.Parameter, colour: str, x: alt.X) -> alt.Chart:
    """A vertical hairline at the row that `near` selects."""
    drawn: alt.Chart = alt.Chart(data).mark_rule(color=colour, aria=False).encode(x=x).transform_filter(near)
    return drawn


def after(unit: str) -> str:
    """What follows a number: a space that does not break, and the unit; nothing without one."""
    return f"\u00a0{unit}" if unit else ""
