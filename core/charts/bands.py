"""Several pictures over one time axis, one below the other: each layer has a value axis that keeps to its band.

Vega-Lite's own concatenation cannot follow the width of its place on a page, and a pointer in one part would have to be
carried to the others; layers of one view do both by themselves.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import altair as alt
import pandas as pd

from core.charts.frames import Bounds
from core.charts.look import Look


@dataclass(frozen=True)
class Band:
    """A part of the chart's height: top and bottom as shares of it, counted from above."""

    top: float
    bottom: float

    def domain(self, low: float, high: float) -> list[float]:
        """The domain of an axis over the whole height on which low … high fills this band."""
        unit = (high - low) / (self.bottom - self.top)
        return [high - (1.0 - self.top) * unit, high + self.top * unit]

    def y(self, low: float, high: float, field: str = "y", **axis: Any) -> alt.Y:
        """The channel of a field within this band; without options of an axis it has none."""
        scale = alt.Scale(domain=self.domain(low, high), nice=False, zero=False)
        if "values" in axis and "labelExpr" not in axis:
            axis["labelExpr"] = "format(datum.value, ',')"  # else numbers are rounded to the spread of the whole axis
        drawn = alt.Axis(title=None, orient="left", grid=False, **axis) if axis else None
        return alt.Y(f"{field}:Q", scale=scale, axis=drawn)


def stacked(heights: Sequence[float], gap: float) -> tuple[list[Band], int]:
    """Bands of these heights one below the other with `gap` between them, all in pixels; and the height in all."""
    total = sum(heights) + gap * (len(heights) - 1)
    bands, top = [], 0.0
    for height in heights:
        bands.append(Band(top / total, (top + height) / total))
        top += height + gap
    return bands, round(total)


def hit_columns(times: pd.DataFrame, band: Band, x: alt.X) -> alt.Chart:
    """Invisible columns t … t2 over a band that feel the pointer; `times` brings the fields a selection is about."""
    data = times.assign(y=0.0, y2=1.0)
    mark = alt.Chart(data).mark_rect(color="transparent", aria=False)
    drawn: alt.Chart = mark.encode(x=x, x2="t2:Q", y=band.y(0.0, 1.0), y2="y2:Q")
    return drawn


def heading(text: str, span: Bounds, band: Band, look: Look, x: alt.X, *, muted: bool = False) -> alt.Chart:
    """Words at the upper left of a band, just above it."""
    colour = look.colours.muted if muted else look.colours.ink
    mark = alt.Chart(pd.DataFrame({"t": [span[0]], "y": [1.0]})).mark_text(
        text=text,
        align="left",
        baseline="bottom",
        dy=-4,
        color=colour,
        aria=False,
        fontWeight="normal" if muted else 600,
    )
    drawn: alt.Chart = mark.encode(x=x, y=band.y(0.0, 1.0))
    return drawn


def at_value(name: str, fields: Sequence[str], value: dict[str, Any] | None, *, empty: bool = False) -> alt.Parameter:
    """A selection that follows the pointer over rows and stays at the last one; `value` is what it starts with."""
    chosen: dict[str, Any] = {"value": [value]} if value is not None else {}
    return alt.selection_point(name=name, fields=list(fields), on="pointerover", clear=False, empty=empty, **chosen)


def strength(field: str, look: Look, title: str, *, signed: bool) -> alt.Color:
    """The colour of a share from 0 to 1, or from −1 to 1, with a short legend; strong is far from the paper."""
    scale = (
        alt.Scale(domain=[-1.0, 0.0, 1.0], **look.signed)
        if signed
        else alt.Scale(domain=[0.0, 1.0], scheme=look.magnitude, reverse=look.mode == "light")
    )
    legend = look.gradient_legend(
        title,
        titleLimit=220 if look.narrow else 500,
    )
    return alt.Color(f"{field}:Q", scale=scale, legend=legend)
