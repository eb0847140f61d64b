"""Missing steps: put in, measured, filled from the past alone."""

from __future__ import annotations

from itertools import pairwise

import numpy as np
import pandas as pd
from hypothesis import given, settings
from hypothesis import strategies as st
from hypothesis.extra import numpy as arrays

from core.data import regular
from core.data.frequency import infer


def frame_of(values: np.ndarray, index: pd.DatetimeIndex | None = None) -> pd.DataFrame:
    index = pd.date_range("2024-01-01", periods=len(values)) if index is None else index
    return pd.DataFrame({"value": values}, index=index)


HOLED = arrays.arrays(np.float64, st.integers(2, 60), elements=st.sampled_from([1.0, 2.0, 3.0, np.nan]))


@given(values=HOLED, data=st.data())
@settings(max_examples=100, deadline=None)
def test_filling_never_looks_ahead(values: np.ndarray, data: st.DataObject) -> None:
    cut = data.draw(st.integers(1, len(values) - 1))
    changed = values.copy()
    changed[cut:] = data.draw(arrays.arrays(np.float64, len(values) - cut, elements=st.floats(-9, 9)))
    before, _ = regular.fill(frame_of(values), "value")
    after, _ = regular.fill(frame_of(changed), "value")
    np.testing.assert_array_equal(before["value"][:cut], after["value"][:cut])


@given(values=HOLED)
@settings(max_examples=100, deadline=None)
def test_runs_hold_exactly_the_missing_steps(values: np.ndarray) -> None:
    runs = regular.missing_runs(values)
    inside = [step for run in runs for step in range(run.start, run.stop)]
    assert inside == list(np.flatnonzero(np.isnan(values)))
    assert all(first.stop < second.start for first, second in pairwise(runs))


def test_a_missing_hour_is_put_in_and_filled_with_the_one_before() -> None:
    index = pd.date_range("2024-01-01", periods=50, freq="h").delete(20)
    frame, filled = regular.complete(frame_of(np.arange(49.0), index), "value", infer(index))
    assert len(frame) == 50
    assert filled == (20,)
    assert frame["value"].iloc[20] == 19


def test_trading_days_are_never_put_on_a_calendar() -> None:
    index = pd.bdate_range("2024-01-01", periods=60).delete(30)
    frame = frame_of(np.arange(59.0), index)
    assert regular.with_missing_steps(frame, infer(index)) is frame


def test_empty_ends_are_cut_off() -> None:
    frame = regular.trim(frame_of(np.array([np.nan, 1, np.nan, 2, np.nan])), "value")
    assert len(frame) == 3


def test_the_length_of_a_grid_counts_its_holes() -> None:
    index = pd.date_range("2024-01-01", periods=50, freq="h").delete([3, 4, 5])
    assert regular.grid_length(index, infer(index)) == 50
