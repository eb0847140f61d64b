"""Bundled samples: there without a network, complete, with units and a licence."""

from __future__ import annotations

import numpy as np
import pandas as pd
import pytest

from core.data.samples import SAMPLES, load_sample
from core.errors import UserError

SHAPES = {
    "aapl": (3270, "B", "USD"),
    "goog": (2148, "B", "USD"),
    "ibm": (3270, "B", "USD"),
    "msft": (3270, "B", "USD"),
    "seattle-weather": (1461, "D", "°C"),
    "sf-hourly": (8760, "h", "°F"),
}


@pytest.mark.parametrize("name", SAMPLES)
def test_every_sample_is_complete(name: str) -> None:
    series = load_sample(name)
    assert (len(series), series.frequency.code, series.unit) == SHAPES[name]
    assert series.name == name
    assert series.provenance.source == "sample"
    assert series.provenance.licence
    assert series.provenance.origin
    assert set(series.frame.columns) == set(SAMPLES[name].columns)
    assert (series.frame.dtypes == "float64").all()


def test_known_values() -> None:
    apple = load_sample("aapl")
    assert apple.times[0] == pd.Timestamp("2000-03-01")
    assert apple.frame["Close"].iloc[-1] == 430.47
    assert apple.values[-1] == pytest.approx(56.137353)  # adjusted for the splits of 2014 and 2020
    assert load_sample("seattle-weather").values[:3].tolist() == [12.8, 10.6, 11.7]


def test_the_hour_lost_to_daylight_saving_is_filled_from_the_hour_before() -> None:
    series = load_sample("sf-hourly")
    assert [series.times[row] for row in series.filled] == [pd.Timestamp("2010-03-14 03:00")]
    assert series.values[series.filled[0]] == series.values[series.filled[0] - 1]
    assert (np.diff(series.times) == np.timedelta64(1, "h")).all()


def test_another_column_brings_its_unit() -> None:
    rain = load_sample("seattle-weather", "precipitation")
    assert (rain.target, rain.unit) == ("precipitation", "mm")


def test_stocks_follow_their_exchange() -> None:
    assert load_sample("ibm").calendar == "XNYS"
    assert load_sample("sf-hourly").calendar is None


def test_unknown_names_are_told_the_known_ones() -> None:
    with pytest.raises(UserError, match="no sample called “tsla”") as caught:
        load_sample("tsla")
    assert "aapl" in str(caught.value.hint)
    with pytest.raises(UserError, match="has no column “humidity”"):
        load_sample("seattle-weather", "humidity")
