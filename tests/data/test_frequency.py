"""Frequencies found from times alone, with and without holes."""

from __future__ import annotations

import exchange_calendars
import numpy as np
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from core.data.frequency import infer

CODES = {
    "D": (7, 365),
    "h": (24, 168),
    "30min": (48, 336),
    "15min": (96, 672),
    "10min": (144, 1008),
    "min": (1440, 10080),
    "2h": (12, 84),
    "W-SUN": (52,),
    "W-WED": (52,),
    "MS": (12,),
    "ME": (12,),
    "2MS": (6,),
    "QS-JAN": (4,),
    "QS-FEB": (4,),
    "QE-DEC": (4,),
    "QE-OCT": (4,),
    "YS-JAN": (),
    "YE-DEC": (),
    "YS-APR": (),
    "3D": (),
    "10s": (),
}


@pytest.mark.parametrize("code", CODES)
@given(start=st.dates(pd.Timestamp("1950-01-01").date(), pd.Timestamp("2040-01-01").date()), rows=st.integers(40, 300))
@settings(max_examples=15, deadline=None)
def test_generated_ranges_are_recognised(code: str, start: object, rows: int) -> None:
    index = pd.date_range(start, periods=rows, freq=code)
    found = infer(index)
    assert (pd.date_range(index[0], periods=rows, freq=found.code) == index).all()
    assert (found.code, found.seasons) == (code, CODES[code])


@pytest.mark.parametrize("code", ["D", "h", "15min", "W-MON"])
@given(holes=st.sets(st.integers(1, 198), max_size=40))
@settings(max_examples=20, deadline=None)
def test_holes_do_not_hide_a_grid(code: str, holes: set[int]) -> None:
    index = pd.date_range("2024-01-01", periods=200, freq=code).delete(sorted(holes))
    assert infer(index).code == code


def test_trading_days() -> None:
    sessions = exchange_calendars.get_calendar("XNYS", start="2020-01-01", end="2022-01-01").sessions
    assert (infer(sessions).code, infer(sessions).seasons) == ("B", (5, 252))
    assert infer(pd.bdate_range("2024-01-01", periods=60)).code == "B"


def test_a_week_that_runs_from_sunday_to_thursday() -> None:
    days = pd.date_range("2023-01-01", periods=300)
    assert infer(days[~days.day_of_week.isin([4, 5])]).code == "B"


def test_days_with_a_few_missing_weekends_are_no_trading_days() -> None:
    days = pd.date_range("2023-01-01", periods=300)
    assert infer(days[(days.day_of_week < 5) | (days.month > 2)]).code == "D"


def test_trading_hours_count_by_position() -> None:
    days = pd.bdate_range("2024-01-01", periods=30)
    bars = pd.DatetimeIndex([day + pd.Timedelta(minutes=570 + 30 * bar) for day in days for bar in range(13)])
    found = infer(bars)
    assert (found.code, found.step, found.seasons) == ("irregular", pd.Timedelta(minutes=30), (13, 65))


def test_scattered_times_are_irregular() -> None:
    seconds = np.cumsum(np.random.default_rng(0).integers(1, 100_000, 200))
    assert infer(pd.DatetimeIndex(pd.Timestamp("2024-01-01") + pd.to_timedelta(seconds, "s"))).code == "irregular"


def test_the_same_day_of_every_month_keeps_a_year_as_season() -> None:
    found = infer(pd.DatetimeIndex([pd.Timestamp(2020 + m // 12, m % 12 + 1, 15) for m in range(48)]))
    assert (found.code, found.seasons) == ("irregular", (12,))


@pytest.mark.parametrize("rows", [0, 1, 2])
def test_too_few_times_have_no_frequency(rows: int) -> None:
    assert infer(pd.date_range("2024-01-01", periods=rows)).code == "irregular"
