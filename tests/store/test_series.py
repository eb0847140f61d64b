"""A saved series is equal in every field."""

from __future__ import annotations

import dataclasses
from pathlib import Path

import numpy as np
import pandas as pd
import pytest

from core.data.samples import SAMPLES, load_sample
from core.data.series import Frequency, Provenance, Series
from core.errors import UserError
from core.store.series import load_series, save_series


def assert_equal(back: Series, series: Series) -> None:
    pd.testing.assert_frame_equal(back.frame, series.frame, check_freq=False, check_exact=True)
    assert (back.future is None) == (series.future is None)
    if back.future is not None and series.future is not None:
        pd.testing.assert_frame_equal(back.future, series.future, check_freq=False, check_exact=True)
    for field in dataclasses.fields(Series):
        if field.name not in ("frame", "future"):
            assert getattr(back, field.name) == getattr(series, field.name), field.name


@pytest.mark.parametrize("name", list(SAMPLES))
def test_every_sample_comes_back_equal(name: str, tmp_path: Path) -> None:
    series = load_sample(name)
    save_series(series, tmp_path / "job")
    assert_equal(load_series(tmp_path / "job"), series)


@pytest.mark.parametrize("unit", ["s", "ms", "us", "ns"])
def test_every_field_comes_back_whatever_the_resolution_of_its_times(unit: str, tmp_path: Path) -> None:
    times = pd.date_range("1965-03-01 12:30", periods=5, freq="90min", name="time").as_unit(unit)
    values = {"Nhiệt độ": [0.1, -2.0, 1e300, 5e-324, 3.0], "rain": [np.nan, 1.0, 2.0, np.nan, 0.0]}
    series = Series(
        name="Đà Nẵng",
        frame=pd.DataFrame(values, index=times),
        target="Nhiệt độ",
        frequency=Frequency("90min", pd.Timedelta(minutes=90), (16, 112)),
        provenance=Provenance(
            "weather", "a station", "CC BY", "file", pd.Timestamp("2025-01-02T03:04:05.678901Z"), True
        ),
        unit="°C",
        calendar="XNYS",
        filled=(np.int64(1), 3),  # type: ignore[arg-type]
    )
    save_series(series, tmp_path)
    back = load_series(tmp_path)
    assert_equal(back, series)
    assert back.times.unit == unit
    assert back.provenance.fetched is not None
    assert back.provenance.fetched.tz is not None
    assert all(type(row) is int for row in back.filled)


@pytest.mark.parametrize("unit", ["s", "ns"])
def test_what_is_known_ahead_comes_back_and_does_not_outstay(unit: str, tmp_path: Path) -> None:
    times = pd.date_range("2024-01-01", periods=6, freq="D", name="time").as_unit(unit)
    table = pd.DataFrame({"value": [1.0, 2.0, 3.0, 4.0, 5.0, 6.0], "holiday": [0.0, 1.0, 0.0, 0.0, 1.0, 0.0]}, times)
    frequency = Frequency("D", pd.Timedelta(days=1), (7,))
    without = Series("plan", table.iloc[:4], "value", frequency, Provenance("file", "a test"))
    series = dataclasses.replace(without, future=table.iloc[4:][["holiday"]])
    save_series(series, tmp_path)
    assert_equal(load_series(tmp_path), series)
    save_series(without, tmp_path)
    assert load_series(tmp_path).future is None


def test_a_missing_series_is_told(tmp_path: Path) -> None:
    with pytest.raises(UserError, match="There is no saved series in"):
        load_series(tmp_path / "nowhere")
