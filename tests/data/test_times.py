"""Times as files hold them."""

from __future__ import annotations

import pandas as pd
import pytest

from core.data.times import parse_times

DAYS = pd.date_range("2023-11-20", periods=60)
HOURS = pd.date_range("2023-11-20", periods=60, freq="h")
MONTHS = pd.date_range("2020-01-01", periods=24, freq="MS")


@pytest.mark.parametrize(
    ("times", "layout"),
    [
        (DAYS, "%Y-%m-%d"),
        (DAYS, "%Y/%m/%d"),
        (DAYS, "%Y%m%d"),
        (DAYS, "%d/%m/%Y"),
        (DAYS, "%m/%d/%Y"),
        (DAYS, "%d.%m.%Y"),
        (DAYS, "%d.%m.%y"),
        (DAYS, "%d-%b-%Y"),
        (DAYS, "%b %d, %Y"),
        (DAYS, "%A, %d %B %Y"),
        (HOURS, "%Y-%m-%d %H:%M:%S"),
        (HOURS, "%Y-%m-%dT%H:%M:%SZ"),
        (HOURS, "%Y-%m-%dT%H:%M:%S+07:00"),
        (HOURS, "%d/%m/%Y %H:%M"),
        (HOURS, "%m/%d/%Y %I:%M %p"),
        (MONTHS, "%Y-%m"),
        (MONTHS, "%b %Y"),
        (MONTHS, "%m/%Y"),
    ],
)
def test_ways_of_writing(times: pd.DatetimeIndex, layout: str) -> None:
    found = parse_times(pd.Series(times.strftime(layout)))
    assert list(found.values) == list(times)
    assert not found.unreadable.any()


@pytest.mark.parametrize(("layout", "order"), [("%d/%m/%Y", "day first"), ("%m/%d/%Y", "month first")])
def test_ambiguous_dates_are_read_the_even_way_and_it_is_said(layout: str, order: str) -> None:
    for times in (MONTHS, DAYS[11:23]):  # first of months; first to twelfth of December
        found = parse_times(pd.Series(times.strftime(layout)))
        assert list(found.values) == list(times)
        assert order in str(found.notes[0])


def test_different_offsets_are_shown_in_utc_and_it_is_said() -> None:
    found = parse_times(pd.Series(["2024-03-30T12:00:00+01:00", "2024-03-31T12:00:00+02:00"]))
    assert list(found.values) == [pd.Timestamp("2024-03-30 11:00"), pd.Timestamp("2024-03-31 10:00")]
    assert "UTC" in str(found.notes[0])


@pytest.mark.parametrize(
    ("numbers", "first"),
    [
        ([1999, 2000, 2001], "1999-01-01"),
        ([20240131, 20240201], "2024-01-31"),
        ([202401, 202402], "2024-01-01"),
        ([1_700_000_000, 1_700_086_400], "2023-11-14 22:13:20"),
        ([1_700_000_000_000, 1_700_086_400_000], "2023-11-14 22:13:20"),
    ],
)
def test_times_as_numbers(numbers: list[int], first: str) -> None:
    assert parse_times(pd.Series(numbers)).values[0] == pd.Timestamp(first)


def test_quarters() -> None:
    found = parse_times(pd.Series(["2024Q1", "2024-Q2", "Q3 2024"]))
    assert list(found.values) == list(pd.date_range("2024-01-01", periods=3, freq="QS"))


def test_what_is_no_time() -> None:
    found = parse_times(pd.Series(["2024-01-01", None, "soon", ""]))
    assert list(found.unreadable) == [False, False, True, False]
    assert parse_times(pd.Series([1, 2, 3])).share == 0
    assert parse_times(pd.Series(["apple", "pear"])).share == 0
    assert parse_times(pd.Series([True, False])).share == 0
