"""What the panels compute before they draw: frames for charts, ages, names."""

from __future__ import annotations

import numpy as np
import pandas as pd
import pytest

from core import config
from core.data.frequency import infer
from core.data.samples import load_sample
from core.messages import M
from core.pipeline import load_outcome
from core.ui import charts, names, provenance_panel
from core.ui.evaluation_panel import _stretch, rolling_table


def test_rolling_forecasts_do_not_overlap_and_start_after_their_origin() -> None:
    outcome = load_outcome(config.examples_folder() / "seattle-weather")
    table = rolling_table(outcome)
    assert list(table.columns) == ["origin", "time", "median", "low", "high", "actual"]
    assert table["time"].is_monotonic_increasing
    assert table["time"].is_unique
    assert (table["time"] > table["origin"]).all()
    observed = outcome.series.frame[outcome.series.target]
    assert np.allclose(table["actual"], observed.loc[table["time"]])
    assert (table["low"] <= table["median"]).all()
    assert (table["median"] <= table["high"]).all()


def test_stretches_follow_each_other_without_a_gap_where_the_origins_allow_it() -> None:
    assert _stretch(step=14, horizon=14) == (1, 14)
    assert _stretch(step=13, horizon=14) == (1, 13)
    assert _stretch(step=3, horizon=14) == (4, 12)
    assert _stretch(step=1, horizon=24) == (24, 24)
    assert _stretch(step=40, horizon=14) == (1, 14)


def test_history_is_the_end_of_the_series() -> None:
    series = load_sample("aapl")
    tail = charts.history(series, 5)
    assert tail["time"].tolist() == list(series.times[-5:])
    assert tail["value"].tolist() == series.values[-5:].tolist()


@pytest.mark.parametrize(
    ("ago", "sentence"),
    [("5min", "Fetched 5 min ago"), ("3h", "Fetched 3 h ago"), ("50h", "Fetched 2 days ago")],
)
def test_age_of_fetched_data(ago: str, sentence: str) -> None:
    now = pd.Timestamp.now("UTC")
    assert str(provenance_panel.age(now - pd.Timedelta(ago))) == sentence
    assert str(provenance_panel.age((now - pd.Timedelta(ago)).tz_localize(None))) == sentence


def test_names_a_reader_sees() -> None:
    assert str(names.series(load_sample("seattle-weather"))) == "Seattle weather, daily: maximum temperature"
    assert str(names.feature("value 365 steps earlier")) == "the value 365 steps earlier"
    assert str(names.feature("year sine")) == "time of year (sine)"
    assert names.feature("something else") == M("{name}", name="something else")


@pytest.mark.parametrize(
    ("step", "name"),
    [("h", "hours"), ("D", "days"), ("W-SUN", "weeks"), ("MS", "months"), ("15min", "steps of 15 min")],
)
def test_steps_are_named(step: str, name: str) -> None:
    assert str(names.frequency(infer(pd.date_range("2024-01-01", periods=50, freq=step)))) == name
