"""When the next steps will come: an exchange's sessions, a weekday pattern, or the series' own distance."""

from __future__ import annotations

from functools import lru_cache

import numpy as np
import pandas as pd

from core.data.series import Series

RECENT = 250
"""Rows that tell which weekdays and hours the near future will have: about a year of trading days."""

USUAL_SHARE = 0.02
"""Share of recent rows from which a weekday counts as one of the series' own."""


def future_times(series: Series, horizon: int) -> pd.DatetimeIndex:
    """Times of the `horizon` steps after the last row, tz-naive and strictly increasing."""
    times = series.times
    if series.frequency.code == "B":
        future = next_days(times, horizon, series.calendar)
    elif series.frequency.code == "irregular":
        future = _continue_irregular(series, horizon)
    else:
        future = pd.date_range(times[-1], periods=horizon + 1, freq=series.frequency.code)[1:]
    return pd.DatetimeIndex(future).as_unit(times.unit).rename(times.name)


def next_days(times: pd.DatetimeIndex, count: int, calendar: str | None) -> pd.DatetimeIndex:
    """The next `count` days on which the series will be observed: sessions where known, else its usual weekdays."""
    last = times[-1].normalize()
    days = pd.DatetimeIndex([])
    if calendar is not None:
        end = last + pd.Timedelta(days=int(count * 1.6) + 20)
        days = _sessions(calendar, last, end)
        days = pd.DatetimeIndex(days[days > last][:count])
    if len(days) < count:  # no calendar, or one that does not reach that far
        known = days[-1] if len(days) else last
        days = pd.DatetimeIndex(days.append(_pattern_days(times, known, count - len(days))))
    return days


@lru_cache(maxsize=64)
def _sessions(calendar: str, start: pd.Timestamp, end: pd.Timestamp) -> pd.DatetimeIndex:
    """Sessions of an exchange from start to end, as far as its holidays are recorded; empty for an unknown one."""
    import exchange_calendars  # 0.3 s, and only trading days need it

    year_end = pd.Timestamp(year=start.year, month=12, day=31)
    for reach in (end, min(end, year_end)):  # some calendars are recorded only to the end of a year
        try:
            sessions = exchange_calendars.get_calendar(calendar, start=start, end=reach).sessions
            return pd.DatetimeIndex(sessions).tz_localize(None)
        except ValueError:  # outside the recorded years, or no session in so short a span
            continue
        except exchange_calendars.errors.InvalidCalendarName:
            break
    return pd.DatetimeIndex([])


def _pattern_days(times: pd.DatetimeIndex, last: pd.Timestamp, count: int) -> pd.DatetimeIndex:
    """The next `count` days after `last` that fall on the weekdays of the recent rows."""
    recent = times[-RECENT:].normalize().unique()
    shares = np.bincount(recent.day_of_week, minlength=7) / len(recent)
    usual = np.flatnonzero(shares >= USUAL_SHARE)
    weeks = -(-count // len(usual)) + 1
    days = pd.date_range(last + pd.Timedelta(days=1), periods=7 * weeks, freq="D")
    return pd.DatetimeIndex(days[days.day_of_week.isin(usual)][:count])


def _continue_irregular(series: Series, horizon: int) -> pd.DatetimeIndex:
    """Trading hours go on over the next days, months keep their day, anything else keeps its median distance."""
    times, step = series.times, series.frequency.step
    if step < pd.Timedelta(days=1) and series.frequency.seasons:
        return _trading_hours(series, horizon)
    if pd.Timedelta(days=27) <= step and series.frequency.seasons:
        months = 12 // series.frequency.seasons[0]
        return pd.DatetimeIndex([times[-1] + pd.DateOffset(months=months * ahead) for ahead in range(1, horizon + 1)])
    return pd.DatetimeIndex(times[-1] + step * np.arange(1, horizon + 1))


def _trading_hours(series: Series, horizon: int) -> pd.DatetimeIndex:
    """The rest of the last day's usual hours, then the same hours of the next days."""
    times, bars = series.times, series.frequency.seasons[0]
    recent = times[-bars * 20 :]
    clock = recent - recent.normalize()
    hours, counts = np.unique(clock, return_counts=True)
    slots = pd.TimedeltaIndex(hours[counts >= counts.max() / 2])
    days = next_days(times, horizon // max(len(slots), 1) + 2, series.calendar)
    slot_days = pd.DatetimeIndex([times[-1].normalize(), *days])
    every = pd.DatetimeIndex((slot_days.to_numpy()[:, None] + slots.to_numpy()[None, :]).ravel())
    return pd.DatetimeIndex(every[every > times[-1]][:horizon])
