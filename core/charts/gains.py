"""Whether an explanation holds on many windows: the deletion gain of each, over time, with that of the median."""

from __future__ import annotations

import altair as alt
import pandas as pd

from core.charts.axes import time_x, value_y
from core.charts.frames import Bounds, bounds, milliseconds, require, step_of
from core.charts.look import Look
from core.charts.marks import text_at
from core.messages import M, Message, Number, Percent

COLUMNS = ("window", "deletion_gain")
WIDEST: Bounds = (-1.0, 2.0)
"""Gains beyond are drawn at the edge: they belong to windows whose forecast hardly differs from the reference's."""

HEIGHT = 260


def gains_chart(checks: pd.DataFrame, look: Look, *, interval: Bounds) -> alt.LayerChart:
    """A point a window; the band is the 95 % interval of the median.

    checks: window (its origin, tz-naive time), deletion_gain. Above zero the explanation beats random order.
    """
    require(checks, COLUMNS, "The gains by window")
    shown = checks["deletion_gain"].clip(*WIDEST)
    times = milliseconds(checks["window"])
    half = step_of(times) / 2
    data = pd.DataFrame(
        {
            "t": times,
            "y": shown,
            "when": [look.time(pd.Timestamp(time)) for time in checks["window"]],
            "gain": [look.number(value, 2) for value in checks["deletion_gain"]],
        }
    )
    span = (float(times.min() - half), float(times.max() + half))
    x, y = time_x(span, look), value_y(bounds(shown, [0.0], list(interval)))
    band = pd.DataFrame({"t": [span[0]], "t2": [span[1]], "y": [interval[0]], "y2": [interval[1]]})
    tooltip = [
        alt.Tooltip("when:N", title=look.word("Window")),
        alt.Tooltip("gain:N", title=look.word("Deletion gain")),
    ]
    layers = [
        alt.Chart(band)
        .mark_rect(color=look.colours.forecast, opacity=0.18, aria=False)
        .encode(x=x, x2="t2:Q", y=y, y2="y2:Q"),
        alt.Chart(pd.DataFrame({"y": [0.0]})).mark_rule(color=look.colours.muted, aria=False).encode(y=y),
        alt.Chart(data).mark_circle(size=44, opacity=0.8).encode(x=x, y=y, color=look.sign("y"), tooltip=tooltip),
        text_at(look.word("chance"), span[0], 0.0, x, y, align="left", baseline="bottom", color=look.colours.muted),
    ]
    return look.theme(layers, title=look.word("Deletion gain by window; the band: its median"), height=HEIGHT)


def alt_text(checks: pd.DataFrame, *, interval: Bounds) -> Message:
    """The gains in one sentence."""
    require(checks, COLUMNS, "The gains by window")
    return M(
        "Dot plot of the deletion gain of {count} windows: {share} lie above chance, the median is {median} "
        "({low} to {high}).",
        count=len(checks),
        share=Percent(float((checks["deletion_gain"] > 0).mean())),
        median=Number(float(checks["deletion_gain"].median()), 2),
        low=Number(interval[0], 2),
        high=Number(interval[1], 2),
    )
