"""A series as means over longer steps: days of hours, weeks of days, months of either."""

from __future__ import annotations

import dataclasses

import pandas as pd

from core.data.frequency import infer
from core.data.series import Series

RULES = {"day": "D", "week": "W-SUN", "month": "MS"}
"""Longer steps by name, as pandas offset aliases, shortest first."""

LENGTHS = {"day": pd.Timedelta(days=1), "week": pd.Timedelta(days=7), "month": pd.Timedelta(days=28)}
"""The shortest that each can be."""

WHOLE = 0.9
"""Share of the usual count of rows that the first and the last period need: half a week is not compared with whole
ones."""


def longer_steps(series: Series) -> list[str]:
    """Names in RULES of the steps that are longer than the series' own."""
    return [name for name, length in LENGTHS.items() if length >= 2 * series.frequency.step]


def coarser(series: Series, step: str) -> Series:
    """Means of `series` over each `step`, a name in RULES; periods cut short at either end are left out."""
    groups = series.frame.resample(RULES[step])
    counts = groups[series.target].count()
    whole = counts[counts >= WHOLE * counts.median()].index
    frame = groups.mean().loc[whole[0] : whole[-1]].dropna(subset=[series.target]).rename_axis("time")
    return dataclasses.replace(
        series, frame=frame, frequency=infer(pd.DatetimeIndex(frame.index)), calendar=None, filled=()
    )
