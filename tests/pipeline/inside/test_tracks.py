"""Facts and units: a planted unit is found, noise is not praised, and the held-out rows choose nothing."""

from __future__ import annotations

import numpy as np
import pandas as pd

from core.data.series import Frequency, Provenance, Series
from core.pipeline.inside.states import States
from core.pipeline.inside.tracks import follows, tracks


def rainy(rows: int = 900) -> Series:
    """Three years of noise beside a column of rain."""
    rng = np.random.default_rng(0)
    index = pd.date_range("2020-01-01", periods=rows, freq="D", name="time")
    frame = pd.DataFrame({"value": rng.normal(size=rows), "rain": rng.gamma(1.0, size=rows)}, index=index)
    return Series("rainy", frame, "value", Frequency("D", pd.Timedelta(days=1), (7,)), Provenance("file", "a test"))


def planted(series: Series) -> States:
    """Unit 2 follows rain downwards, unit 3 the week; unit 1 is noise."""
    rng = np.random.default_rng(1)
    rows = len(series)
    hidden = rng.normal(size=(rows, 3))
    hidden[:, 1] = -series.frame["rain"] + 0.3 * hidden[:, 1]
    hidden[:, 2] = np.cos(2 * np.pi * (series.times.day_of_week - 2) / 7) + 0.3 * hidden[:, 2]
    return States(np.arange(rows), hidden, 600, 20)


def test_planted_units_are_found_with_their_sign_on_held_out_rows() -> None:
    series = rainy()
    found = {one.track: one for one in follows(planted(series), tracks(series, np.arange(900)), 20)}
    assert found["column: rain"].unit == 2
    assert found["column: rain"].held_out < -0.9
    assert found["weekday"].unit == 3
    assert found["weekday"].held_out > 0.9
    for one in found.values():
        assert one.interval[0] <= one.held_out <= one.interval[1]


def test_noise_follows_nothing_for_sure() -> None:
    series = rainy()
    noise = States(np.arange(900), np.random.default_rng(2).normal(size=(900, 12)), 600, 20)
    found = follows(noise, tracks(series, np.arange(900)), 20)
    assert all(abs(one.held_out) < 0.2 for one in found)
    assert sum(one.interval[0] > 0 or one.interval[1] < 0 for one in found) <= 1


def test_held_out_rows_choose_neither_unit_nor_wave() -> None:
    series, states = rainy(), planted(rainy())
    changed = states.hidden.copy()
    changed[600:] = np.random.default_rng(3).normal(size=(300, 3))
    known = tracks(series, np.arange(900))
    before = {one.track: (one.unit, one.training) for one in follows(states, known, 20)}
    after = {
        one.track: (one.unit, one.training) for one in follows(States(states.positions, changed, 600, 20), known, 20)
    }
    assert before == after


def test_a_track_uses_nothing_after_its_row() -> None:
    series = rainy()
    frame = series.frame.copy()
    frame.iloc[500:] = 77.0
    other = Series("other", frame, "value", series.frequency, series.provenance)
    first, second = (tracks(one, np.arange(900)) for one in (series, other))
    assert [track.name for track in first] == ["weekday", "year", "volatility", "column: rain"]
    for one, two in zip(first, second, strict=True):
        np.testing.assert_array_equal(one.values[:500], two.values[:500])


def test_hours_have_a_track_of_their_own_and_few_rows_measure_nothing() -> None:
    index = pd.date_range("2020-01-01", periods=200, freq="h", name="time")
    frame = pd.DataFrame({"value": np.random.default_rng(0).normal(size=200)}, index=index)
    hourly = Series("hourly", frame, "value", Frequency("h", pd.Timedelta(hours=1)), Provenance("file", "a test"))
    known = tracks(hourly, np.arange(200))
    assert [track.name for track in known] == ["hour", "weekday", "volatility"]
    assert follows(States(np.arange(200), np.ones((200, 2)), 195, 20), known, 20) == []
