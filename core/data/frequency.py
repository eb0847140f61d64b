"""The distance between observed steps, found from their times alone."""

from __future__ import annotations

import numpy as np
import pandas as pd

from core.data.series import Frequency

DAY = pd.Timedelta(days=1)
REGULAR_SHARE = 0.5
"""Share of equal distances from which times count as a grid with holes rather than as irregular."""

WEEKEND_SHARE = 0.01
"""Share of rows that may fall on the two rarest weekdays of a series of trading days."""

WEEKS_SEEN = 3
"""Weeks a series must span before absent weekdays mean trading days."""

SESSION_SHARE = 0.6
"""Share of a day's slots below which intraday times are trading hours, not a grid with holes."""

MONTHS = ("JAN", "FEB", "MAR", "APR", "MAY", "JUN", "JUL", "AUG", "SEP", "OCT", "NOV", "DEC")
WEEKDAYS = ("MON", "TUE", "WED", "THU", "FRI", "SAT", "SUN")


def infer(index: pd.DatetimeIndex) -> Frequency:
    """The frequency of strictly increasing times; holes in a regular grid are allowed."""
    if len(index) < 3:
        return Frequency("irregular", DAY if len(index) < 2 else index[1] - index[0])
    steps = _distances(index)
    typical = pd.Timedelta(int(np.median(steps)), "ns")
    if bool((index == index.normalize()).all()):
        return _months(index, typical) or _trading_days(index, steps) or _grid(index, steps, typical)
    return _trading_hours(index, steps) or _grid(index, steps, typical)


def _distances(index: pd.DatetimeIndex) -> np.ndarray:
    """Nanoseconds between neighbours, (T - 1,)."""
    return np.diff(index.to_numpy().astype("datetime64[ns]").astype(np.int64))


def _months(index: pd.DatetimeIndex, typical: pd.Timedelta) -> Frequency | None:
    """Monthly, quarterly and yearly dates, of which every month's distance in days differs."""
    if typical < 27 * DAY:
        return None
    months = np.diff(index.year.to_numpy() * 12 + index.month.to_numpy())
    every = int(np.median(months))
    if every < 1 or (months % every != 0).any() or (months == every).mean() < REGULAR_SHARE:
        return None
    seasons = (12 // every,) if every < 12 and 12 % every == 0 else ()
    starts, ends = bool(index.is_month_start.all()), bool(index.is_month_end.all())
    if not starts and not ends:
        same_day = len(set(index.day)) == 1
        return Frequency("irregular", typical, seasons) if same_day or (months == every).all() else None
    return Frequency(_month_code(int(index[0].month), every, starts), typical, seasons)


def _month_code(month: int, every: int, starts: bool) -> str:
    """Pandas alias of dates `every` months apart, one of which lies in `month`."""
    edge = "S" if starts else "E"
    if every == 12:
        return f"Y{edge}-{MONTHS[month - 1]}"
    if every == 3:
        anchor = (month - 1) % 3 if starts else (month - 1) % 3 + 9
        return f"Q{edge}-{MONTHS[anchor]}"
    return f"M{edge}" if every == 1 else f"{every}M{edge}"


def _trading_days(index: pd.DatetimeIndex, steps: np.ndarray) -> Frequency | None:
    """Days of which two weekdays are missing throughout: Saturday and Sunday at most exchanges."""
    if index[-1] - index[0] < WEEKS_SEEN * 7 * DAY or (steps == DAY.value).mean() < REGULAR_SHARE:
        return None
    counts = np.sort(np.bincount(index.day_of_week, minlength=7))
    rare, usual = counts[:2].sum() / len(index), counts[2] / len(index)
    if rare <= WEEKEND_SHARE and usual > 5 * WEEKEND_SHARE:
        return Frequency("B", pd.Timedelta(int(np.median(steps)), "ns"), (5, 252))
    return None


def _trading_hours(index: pd.DatetimeIndex, steps: np.ndarray) -> Frequency | None:
    """Bars of an exchange's opening hours: dense within a day, nothing over night."""
    step = _commonest(steps)
    days = index.normalize()
    if step >= DAY.value or (steps == step).mean() < REGULAR_SHARE or len(days.unique()) < 3:
        return None
    inside = steps[days[1:] == days[:-1]]  # steps within one day
    overnight = steps[days[1:] != days[:-1]]
    bars = int(np.median(np.unique(days, return_counts=True)[1][1:-1]))
    slots = DAY.value / step
    closed = len(overnight) > 0 and (overnight > 2 * step).mean() > 0.9 and (inside == step).mean() > 0.9
    if not closed or bars / slots >= SESSION_SHARE:
        return None
    week = len(set(index.day_of_week))
    seasons = (bars, bars * week) if bars > 1 else (week,)
    return Frequency("irregular", pd.Timedelta(step, "ns"), seasons)


def _grid(index: pd.DatetimeIndex, steps: np.ndarray, typical: pd.Timedelta) -> Frequency:
    """Times on a grid of equal steps, some of which may be missing."""
    step = _commonest(steps)
    if (steps == step).mean() < REGULAR_SHARE or (steps % step != 0).any():
        return Frequency("irregular", typical)
    distance = pd.Timedelta(step, "ns")
    if distance == 7 * DAY and index[0] == index[0].normalize():
        return Frequency(f"W-{WEEKDAYS[index[0].day_of_week]}", distance, (52,))
    return Frequency(_alias(distance), distance, _seasons(distance))


def _commonest(steps: np.ndarray) -> int:
    values, counts = np.unique(steps, return_counts=True)
    return int(values[counts.argmax()])


def _alias(distance: pd.Timedelta) -> str:
    """Pandas alias of a fixed distance: "D", "2D", "h", "30min", "10s"."""
    units = (("D", DAY), ("h", pd.Timedelta(hours=1)), ("min", pd.Timedelta(minutes=1)), ("s", pd.Timedelta(seconds=1)))
    for unit, size in units:
        if distance % size == pd.Timedelta(0):
            count = distance // size
            return unit if count == 1 else f"{count}{unit}"
    return f"{distance // pd.Timedelta(milliseconds=1)}ms"


def _seasons(distance: pd.Timedelta) -> tuple[int, ...]:
    """Cycles that steps of this size may follow: a day and a week below a day, a week and a year at a day."""
    if distance == DAY:
        return (7, 365)
    if distance > DAY or distance < pd.Timedelta(minutes=1):
        return ()
    cycles = (DAY, 7 * DAY)
    return tuple(int(cycle / distance) for cycle in cycles if cycle % distance == pd.Timedelta(0) and cycle > distance)
