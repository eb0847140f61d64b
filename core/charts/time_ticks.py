"""Where a time axis has its ticks and what they say: round hours, days, months or years, never too many."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Literal

import numpy as np
import pandas as pd

from core.charts.frames import Bounds, milliseconds

HOUR, DAY = 3_600_000.0, 86_400_000.0
Kind = Literal["clock", "day", "month", "year"]

STEPS: tuple[tuple[float, str, Kind], ...] = (
    (HOUR / 60, "1min", "clock"),
    (HOUR / 12, "5min", "clock"),
    (HOUR / 4, "15min", "clock"),
    (HOUR, "1h", "clock"),
    (3 * HOUR, "3h", "clock"),
    (6 * HOUR, "6h", "clock"),
    (12 * HOUR, "12h", "clock"),
    (DAY, "1D", "day"),
    (2 * DAY, "2D", "day"),
    (7 * DAY, "7D", "day"),
    (14 * DAY, "14D", "day"),
    (30.4 * DAY, "1MS", "day"),
    (91.3 * DAY, "3MS", "month"),
    (182.6 * DAY, "6MS", "month"),
    *((years * 365.25 * DAY, f"{years}YS", "year") for years in (1, 2, 5, 10, 20, 50, 100)),
)
"""Length in milliseconds, pandas alias and what a label shows, shortest first."""

PATTERNS: dict[Kind, str] = {"clock": "%H:%M", "day": "%-d %b", "month": "%b %Y", "year": "%Y"}


@dataclass(frozen=True)
class TimeTicks:
    """values: milliseconds. label: Vega's expression for the text of one, a list for a text of two lines."""

    values: list[float]
    label: str


def time_ticks(span: Bounds, count: int) -> TimeTicks:
    """At most about `count` ticks within `span`, in milliseconds; days say their year where it begins."""
    length = span[1] - span[0]
    _, alias, kind = next((step for step in STEPS if length / step[0] <= count), STEPS[-1])
    first, last = (pd.Timestamp(value, unit="ms") for value in span)
    times = pd.date_range(_start(first, alias), last, freq=alias)
    times = times[times >= first]
    values = [float(value) for value in milliseconds(times)]
    return TimeTicks(values, _label(times, values, kind))


def _start(first: pd.Timestamp, alias: str) -> pd.Timestamp:
    """A round time near `first`: the next Monday for weeks, the start of the year or decade for months and years."""
    if alias.endswith("YS"):
        years = int(alias.removesuffix("YS"))
        return pd.Timestamp(first.year - first.year % years, 1, 1)
    if alias.endswith("MS"):
        return pd.Timestamp(first.year, 1, 1)
    if alias in ("7D", "14D"):
        return first.normalize() + pd.Timedelta(days=-first.day_of_week % 7)
    return first.normalize()


def _label(times: pd.DatetimeIndex, values: list[float], kind: Kind) -> str:
    """Clock labels say the day, and day labels the year, at the first tick and wherever it changes."""
    text = _utc(PATTERNS[kind])
    if kind == "clock":
        return _second_line(text, _utc(PATTERNS["day"]), _changes(times, values, lambda time: time.day_of_year))
    if kind == "day":
        return _second_line(text, _utc("%Y"), _changes(times, values, lambda time: time.year))
    return text


def _changes(times: pd.DatetimeIndex, values: list[float], part: Callable[[pd.Timestamp], int]) -> list[float]:
    """The ticks at which `part` of the time is not that of the tick before; always the first."""
    parts = np.array([part(time) for time in times])
    return [value for place, value in enumerate(values) if place == 0 or parts[place] != parts[place - 1]]


def _second_line(text: str, second: str, where: list[float]) -> str:
    places = ", ".join(f"{value:.0f}" for value in where)
    return f"indexof([{places}], +datum.value) >= 0 ? [{text}, {second}] : {text}"


def _utc(pattern: str) -> str:
    return f"utcFormat(datum.value, '{pattern}')"
