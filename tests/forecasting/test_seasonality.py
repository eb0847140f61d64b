"""Seasons that are there are found, and those that are not are not."""

import numpy as np
import pytest

from core.data.samples import load_sample
from core.forecasting.seasonality import main_season, profile_of, seasons, trend_of


def wave(rows: int, season: int) -> np.ndarray:
    return np.sin(2 * np.pi * np.arange(rows) / season)


def noise(rows: int, seed: int = 0) -> np.ndarray:
    return np.random.default_rng(seed).normal(size=rows)


def test_a_noisy_sine() -> None:
    assert main_season(wave(700, 7) + 0.7 * noise(700), (7, 365)) == 7


def test_the_day_and_the_week_of_hours() -> None:
    hours = np.arange(24 * 7 * 8)
    weekend = ((hours // 24) % 7 >= 5).astype(float)
    day = 10 * wave(len(hours), 24) + noise(len(hours))
    assert seasons(day, (24, 168)) == (24,)
    assert seasons(day + 6 * weekend, (24, 168)) == (24, 168)
    assert seasons(0.2 * day + 20 * weekend, (24, 168)) == (168, 24)


def test_a_swing_that_grows_over_the_year_is_no_season_of_a_week() -> None:
    rows = 24 * 7 * 30
    assert seasons(np.linspace(1, 3, rows) * wave(rows, 24) + 0.05 * noise(rows), (24, 168)) == (24,)


@pytest.mark.parametrize("rows", [730, 740, 1000, 1095, 1168])
def test_a_year_of_days_with_two_or_three_cycles(rows: int) -> None:
    assert main_season(9 * wave(rows, 365) + 4 * noise(rows) + 0.01 * np.arange(rows), (7, 365)) == 365


def test_fewer_than_two_cycles_are_no_season() -> None:
    assert main_season(wave(729, 365), (365,)) == 1


@pytest.mark.parametrize("candidates", [(5, 252), (7, 365), (24, 168), (12,)])
def test_random_walks_and_noise_have_none_but_rarely(candidates: tuple[int, ...]) -> None:
    rows = 5 * candidates[-1]
    walks = [main_season(noise(rows, seed).cumsum(), candidates) > 1 for seed in range(60)]
    white = [main_season(noise(rows, seed), candidates) > 1 for seed in range(60)]
    assert sum(walks) <= 6
    assert sum(white) <= 6


@pytest.mark.parametrize("power", [1.0, 2.0])
def test_a_trend_has_none(power: float) -> None:
    assert seasons(np.arange(600.0) ** power, (7, 24, 168)) == ()
    assert seasons(np.arange(600.0) ** power + noise(600), (7, 24, 168)) == ()
    assert seasons(np.exp(np.arange(600.0) / 100), (7, 24, 168)) == ()


def test_units_and_level_do_not_matter() -> None:
    values = wave(300, 12) + 0.5 * noise(300)
    assert main_season(1e-9 * values, (12,)) == main_season(1e6 + values, (12,)) == 12


def test_a_constant_series_has_none() -> None:
    assert main_season(np.full(100, 3.7), (7,)) == 1


def test_the_same_values_give_the_same_answer() -> None:
    values = wave(100, 12) + 1.2 * noise(100)
    assert seasons(values, (12,)) == seasons(values, (12,))


@pytest.mark.parametrize(
    ("name", "season"), [("seattle-weather", 365), ("sf-hourly", 24), ("aapl", 1), ("ibm", 1), ("msft", 1)]
)
def test_the_samples(name: str, season: int) -> None:
    series = load_sample(name)
    candidates = {"seattle-weather": (7, 365), "sf-hourly": (24, 168)}.get(name, (5, 252))
    assert main_season(series.values[: int(len(series) * 0.8)], candidates) == season


@pytest.mark.parametrize("season", [4, 7])
def test_trend_of_a_line_is_the_line_and_profile_is_what_stands_on_it(season: int) -> None:
    line = 3.0 + 0.5 * np.arange(50)
    np.testing.assert_allclose(trend_of(line, season), line)
    shape = np.arange(season) - (season - 1) / 2
    repeated = shape[np.arange(70) % season]
    # the ends are continued with the mean slope, which a season of its own bends a little: compare inside
    np.testing.assert_allclose(trend_of(repeated, season)[season:-season], 0.0, atol=1e-12)
    np.testing.assert_allclose(profile_of(repeated, season), shape, atol=0.1)
