"""Means over longer steps, with values counted by hand."""

from __future__ import annotations

import numpy as np
import pandas as pd

from core.data.coarser import coarser, longer_steps
from core.data.frequency import infer
from core.data.samples import load_sample
from core.data.series import Provenance, Series


def daily(start: str, rows: int) -> Series:
    index = pd.date_range(start, periods=rows, freq="D", name="time")
    frame = pd.DataFrame({"y": np.arange(float(rows))}, index=index)
    return Series("s", frame, "y", infer(index), Provenance("file", "test"))


def test_weeks_are_means_of_whole_weeks() -> None:
    """1 January 2024 is a Monday: rows 0 to 6 are the first week; the three days at the end are no week."""
    weeks = coarser(daily("2024-01-01", 73), "week")
    assert weeks.values.tolist() == [3.0 + 7 * week for week in range(10)]
    assert weeks.times[0] == pd.Timestamp("2024-01-07")
    assert weeks.frequency.code == "W-SUN"
    assert weeks.frequency.seasons == (52,)


def test_a_first_week_cut_short_is_left_out() -> None:
    weeks = coarser(daily("2024-01-03", 70), "week")
    assert weeks.values[0] == np.mean(np.arange(5, 12))  # Monday 8 January is row 5


def test_months_start_on_their_first_day() -> None:
    months = coarser(daily("2023-01-01", 365), "month")
    assert len(months) == 12
    assert months.values[1] == np.mean(np.arange(31, 59))
    assert months.frequency.code == "MS"


def test_days_of_hours() -> None:
    hourly = load_sample("sf-hourly")
    days = coarser(hourly, "day")
    assert days.frequency.code == "D"
    assert days.values[10] == hourly.values[240:264].mean()


def test_only_longer_steps_are_offered() -> None:
    assert longer_steps(load_sample("sf-hourly")) == ["day", "week", "month"]
    assert longer_steps(daily("2024-01-01", 70)) == ["week", "month"]
    assert longer_steps(coarser(daily("2023-01-01", 730), "month")) == []
    assert longer_steps(load_sample("aapl")) == ["week", "month"]


def test_trading_days_become_weeks_without_a_calendar() -> None:
    weeks = coarser(load_sample("aapl"), "week")
    assert weeks.calendar is None
    assert weeks.frequency.code == "W-SUN"
    assert np.isfinite(weeks.values).all()
