"""When the next steps come."""

from __future__ import annotations

import time

import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from core.data.calendars import future_times
from core.data.frequency import infer
from core.data.samples import load_sample
from core.data.series import Provenance, Series


def series_at(index: pd.DatetimeIndex, calendar: str | None = None) -> Series:
    frame = pd.DataFrame({"value": range(len(index))}, index=index.rename("time"), dtype="float64")
    return Series("test", frame, "value", infer(index), Provenance("file", "test"), calendar=calendar)


def test_stock_steps_are_sessions_of_the_exchange() -> None:
    apple = load_sample("aapl")  # ends on Friday, 1 March 2013; Good Friday was the 29th
    times = future_times(apple, 21)
    assert times[0] == pd.Timestamp("2013-03-04")
    assert pd.Timestamp("2013-03-29") not in times
    assert list(times[-2:]) == [pd.Timestamp("2013-04-01"), pd.Timestamp("2013-04-02")]


def test_without_a_calendar_the_weekdays_of_the_series_go_on() -> None:
    times = future_times(series_at(pd.bdate_range("2024-01-01", periods=100)), 7)
    assert list(times) == list(pd.bdate_range("2024-05-20", periods=7))
    days = pd.date_range("2023-01-01", periods=300)
    sunday_to_thursday = days[~days.day_of_week.isin([4, 5])]
    assert set(future_times(series_at(sunday_to_thursday), 20).day_of_week) == {0, 1, 2, 3, 6}


@pytest.mark.parametrize("end", ["2026-11-20", "2034-01-06"])
def test_a_calendar_that_ends_is_continued_by_weekdays(end: str) -> None:
    times = future_times(series_at(pd.bdate_range(end=end, periods=100), "XSHG"), 60)
    assert len(times) == 60
    assert times.is_monotonic_increasing
    assert times.is_unique
    assert (times.day_of_week < 5).all()


def test_an_unknown_calendar_falls_back_to_weekdays() -> None:
    index = pd.bdate_range("2024-01-01", periods=100)
    assert list(future_times(series_at(index, "XNONE"), 5)) == list(future_times(series_at(index), 5))


@pytest.mark.parametrize("code", ["D", "h", "15min", "W-SUN", "MS", "ME", "QE-DEC", "YS-JAN", "3D"])
@given(rows=st.integers(40, 90), horizon=st.integers(1, 60))
@settings(max_examples=10, deadline=None)
def test_regular_series_go_on_as_they_are(code: str, rows: int, horizon: int) -> None:
    whole = pd.date_range("2020-01-31", periods=rows + horizon, freq=code)
    assert list(future_times(series_at(whole[:rows]), horizon)) == list(whole[rows:])


def test_trading_hours_finish_the_day_first() -> None:
    days = pd.bdate_range("2024-01-02", "2024-02-16")
    bars = pd.DatetimeIndex([day + pd.Timedelta(hours=10 + bar) for day in days for bar in range(6)])
    times = future_times(series_at(bars[:-2], "XNYS"), 4)  # Monday, 19 February, was a holiday
    assert [str(time) for time in times] == [
        "2024-02-16 14:00:00",
        "2024-02-16 15:00:00",
        "2024-02-20 10:00:00",
        "2024-02-20 11:00:00",
    ]


def test_the_same_day_of_the_month_and_uneven_steps() -> None:
    monthly = pd.DatetimeIndex([pd.Timestamp(2020 + m // 12, m % 12 + 1, 15) for m in range(48)])
    assert list(future_times(series_at(monthly), 2)) == [pd.Timestamp("2024-01-15"), pd.Timestamp("2024-02-15")]
    uneven = pd.DatetimeIndex(["2024-01-01", "2024-01-02", "2024-01-05", "2024-01-06", "2024-01-10"])
    times = future_times(series_at(uneven), 3)
    assert times.is_monotonic_increasing
    assert times[0] > uneven[-1]


def test_long_horizons_are_fast() -> None:
    apple = load_sample("aapl")
    future_times(apple, 5)
    started = time.perf_counter()
    assert len(future_times(apple, 500)) == 500
    assert time.perf_counter() - started < 2
