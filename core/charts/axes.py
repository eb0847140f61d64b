"""Axes that charts share: time in the reader's words, and values in their unit."""

from __future__ import annotations

from collections.abc import Sequence

import altair as alt

from core.charts.frames import Bounds, whole_ticks
from core.charts.look import Look
from core.charts.time_ticks import time_ticks

TICKS, NARROW_TICKS = 10, 4

PERCENT_LABEL = "format(100 * datum.value, ',') + '\u00a0%'"
"""Vega's expression for a share in per cent, with the space that both languages want."""


def time_axis(span: Bounds, look: Look) -> alt.Axis:
    """Labels of a time axis over `span` (milliseconds): hours, days, months or years, with the year where it begins."""
    ticks = time_ticks(span, NARROW_TICKS if look.narrow else TICKS)
    return alt.Axis(
        title=None, grid=False, values=ticks.values, labelExpr=ticks.label, labelOverlap="parity", labelSeparation=6
    )


def time_x(span: Bounds, look: Look, axis: alt.Axis | None = None) -> alt.X:
    """The time channel of field t, milliseconds: every layer of a chart is given the same one."""
    # Quantitative on purpose: Streamlit runs Vega without eval, where the bounds of a temporal scale given as numbers
    # come out as invalid dates and everything is drawn on one line. Ticks and their labels are ours in any case.
    scale = alt.Scale(domain=list(span), nice=False, zero=False)
    return alt.X("t:Q", scale=scale, axis=axis or time_axis(span, look))


def count_x(first: float, last: float, title: str, *, room: float = 0.0) -> alt.X:
    """The channel of field t for what is counted (epochs, steps), first to last, with `room` at both ends."""
    axis = alt.Axis(title=title, titleAnchor="end", grid=False, values=whole_ticks(first, last), format="d")
    end = last if last > first or room else first + 1
    return alt.X("t:Q", scale=alt.Scale(domain=[first - room, end + room], nice=False), axis=axis)


def value_y(domain: Bounds, *, values: Sequence[float] | None = None, percent: bool = False) -> alt.Y:
    """The value channel of field y, for every layer of a chart; the unit is the chart's title and stands above it."""
    ticks = {"tickCount": 6} if values is None else {"values": list(values)}
    axis = alt.Axis(title=None, labelExpr=PERCENT_LABEL, **ticks) if percent else alt.Axis(title=None, **ticks)
    return alt.Y("y:Q", scale=alt.Scale(domain=list(domain), nice=False, zero=False), axis=axis)
