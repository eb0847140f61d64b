"""What charts do with frames: milliseconds, bounds, round numbers, ticks of a time axis, labels moved apart."""

from __future__ import annotations

import itertools

import numpy as np
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from core.charts.frames import bounds, largest, milliseconds, require, ticks, whole_ticks
from core.charts.labels import Label, place
from core.charts.time_ticks import time_ticks

HOUR, DAY = 3_600_000.0, 86_400_000.0


def test_milliseconds_are_those_of_a_clock_without_zones() -> None:
    times = pd.Series(pd.to_datetime(["1970-01-02 00:00", "1970-01-01 01:00"]))
    assert milliseconds(times).tolist() == [DAY, HOUR]
    assert milliseconds(pd.DatetimeIndex(times).as_unit("ns")).tolist() == [DAY, HOUR]


def test_bounds_leave_a_margin_and_skip_what_is_not_finite() -> None:
    assert bounds([0.0, 10.0, np.nan], margin=0.1) == (-1.0, 11.0)
    assert bounds([5.0, 5.0]) == (4.5, 5.5)
    with pytest.raises(ValueError, match="no finite value"):
        bounds([np.nan])


def test_the_largest_value_is_never_zero() -> None:
    assert largest([-3.0, 2.0]) == 3.0
    assert largest([0.0]) == 1.0


def test_round_numbers() -> None:
    assert ticks(-0.3, 37.0) == [0.0, 10.0, 20.0, 30.0]
    assert ticks(0.0, 0.5) == [0.0, 0.1, 0.2, 0.3, 0.4, 0.5]
    assert whole_ticks(1, 14) == [float(step) for step in range(1, 15)]
    assert whole_ticks(1, 48) == [1.0, 10.0, 20.0, 30.0, 40.0]


def test_missing_columns_and_rows_are_named() -> None:
    frame = pd.DataFrame({"a": [1]})
    require(frame, ("a",), "A frame")
    with pytest.raises(ValueError, match="A frame lacks the columns b, c; it has a"):
        require(frame, ("a", "b", "c"), "A frame")


def span(start: str, end: str) -> tuple[float, float]:
    first, last = milliseconds(pd.DatetimeIndex([start, end]))
    return float(first), float(last)


@pytest.mark.parametrize(
    ("start", "end", "first", "second"),
    [
        ("2015-09-08", "2015-12-31", "2015-09-14", "2015-09-28"),  # two weeks, from a Monday
        ("2015-12-29 03:00", "2015-12-30 09:00", "2015-12-29 03:00", "2015-12-29 06:00"),
        ("2012-02-03", "2015-12-31", "2012-07-01", "2013-01-01"),
        ("1950-02-03", "2015-12-31", "1960-01-01", "1970-01-01"),
    ],
)
def test_time_ticks_stand_at_round_times(start: str, end: str, first: str, second: str) -> None:
    found = time_ticks(span(start, end), 10).values
    assert found[:2] == list(milliseconds(pd.DatetimeIndex([first, second])))


def test_the_year_is_said_at_the_first_tick_and_where_it_changes() -> None:
    found = time_ticks(span("2015-11-20", "2016-01-20"), 10)
    years = [place for place in found.values if f"{place:.0f}" in found.label]
    assert years == list(milliseconds(pd.DatetimeIndex(["2015-11-23", "2016-01-04"])))


@settings(max_examples=60, deadline=None)
@given(st.floats(0, 1.6e12), st.floats(HOUR / 4, 3e12), st.integers(3, 12))
def test_there_are_never_too_many_ticks_nor_any_outside(start: float, length: float, count: int) -> None:
    found = time_ticks((start, start + length), count).values
    assert len(found) <= count + 1
    assert all(start - 1 <= value <= start + length for value in found)


LABELS = st.lists(st.floats(0, 100), min_size=1, max_size=7)


@settings(max_examples=80, deadline=None)
@given(LABELS)
def test_labels_never_overlap_and_keep_their_order(values: list[float]) -> None:
    placed = place([Label(str(number), value, "#000000") for number, value in enumerate(values)], (0.0, 100.0), 300.0)
    spots = [label.value for label in placed]
    assert len(placed) == len(values)
    assert all(after - before >= 15 * 100 / 300 * 0.99 for before, after in itertools.pairwise(spots))
    wanted = [values[int(label.text)] for label in placed]
    assert wanted == sorted(wanted)


def test_labels_with_room_stay_where_they_are() -> None:
    labels = [Label("a", 20.0, "#000000"), Label("b", 60.0, "#000000")]
    assert place(labels, (0.0, 100.0), 300.0) == labels


def test_optional_labels_give_way_to_the_others() -> None:
    band = [Label("90 %", 62.0, "#000000", optional=True), Label("80 %", 10.0, "#000000", optional=True)]
    names = [label.text for label in place([Label("median", 60.0, "#000000"), *band], (0.0, 100.0), 300.0)]
    assert names == ["median"]  # without the widest band the narrower ones would be misread
