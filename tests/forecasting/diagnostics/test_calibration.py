"""Calibration on forecasts that are ideal, too wide, and constructed to hold exact shares."""

import numpy as np
import pytest

from core.config import QUANTILES
from core.forecasting.diagnostics.calibration import pit, pit_histogram, reliability, sharpness
from core.forecasting.diagnostics.dependence import effective_count
from core.forecasting.types import OriginPredictions
from tests.forecasting.diagnostics.made import around, ideal

LEVELS = np.array(QUANTILES)


def uniform(actual: np.ndarray) -> OriginPredictions:
    """Forecasts of a uniform value between 0 and 1, whose quantiles are their own levels; actual (N, h)."""
    count, horizon = actual.shape
    values = np.broadcast_to(LEVELS, (count, horizon, len(LEVELS)))
    return OriginPredictions(np.arange(count) * horizon, QUANTILES, values, actual)


def test_pit_of_a_uniform_forecast_is_the_outcome_itself() -> None:
    actual = np.random.default_rng(0).uniform(0.05, 0.95, size=(50, 4))
    np.testing.assert_allclose(pit(uniform(actual)), actual)


def test_pit_of_ideal_forecasts_is_uniform() -> None:
    chance = np.random.default_rng(1).random((2000, 2))
    places = np.sort(pit(uniform(chance)).ravel())
    distance = np.abs(places - (np.arange(4000) + 0.5) / 4000).max()
    assert distance < 1.36 / np.sqrt(4000)  # Kolmogorov and Smirnov at 5 %
    table = pit_histogram(ideal(3000))
    assert table["share"].sum() == pytest.approx(1.0)
    assert table["share"].between(0.085, 0.115).all()


def test_too_wide_bands_make_a_hump_and_too_narrow_ones_a_valley() -> None:
    wide, narrow = (pit_histogram(ideal(spread=spread)) for spread in (2.0, 0.5))
    assert wide["share"].iloc[4:6].min() > wide["to"].iloc[0] > wide["from"].iloc[0] > wide["share"].iloc[0]
    assert narrow["share"].iloc[0] > narrow["to"].iloc[0]


def test_dry_days_are_spread_over_what_the_forecast_gave_them() -> None:
    """Half of all days are dry, and the forecast says so: all quantiles up to the median are 0."""
    chance = np.random.default_rng(2)
    actual = np.maximum(chance.uniform(-1.0, 1.0, size=(4000, 1)), 0.0)
    values = np.broadcast_to(np.maximum(2 * LEVELS - 1.0, 0.0), (4000, 1, len(LEVELS)))
    dry = OriginPredictions(np.arange(4000), QUANTILES, values, actual)
    np.testing.assert_allclose(reliability(dry)["held"], LEVELS, atol=0.025)


def test_what_did_not_come_yet_has_no_place() -> None:
    actual = np.array([[0.3, np.nan], [0.6, 0.7]])
    np.testing.assert_allclose(pit(uniform(actual)), actual)
    assert reliability(uniform(actual)).set_index("level").loc[0.5, "held"] == pytest.approx(1 / 3)


def test_reliability_is_exact_on_constructed_outcomes() -> None:
    """Twenty outcomes at 0.025, 0.075, … 0.975: each level holds just its share."""
    actual = ((np.arange(20) + 0.5) / 20).reshape(10, 2)
    table = reliability(uniform(actual))
    np.testing.assert_allclose(table["held"], LEVELS)
    assert (table["from"] < table["level"]).all()
    assert (table["to"] > table["level"]).all()


def test_independent_values_count_in_full_and_repeated_ones_once_an_origin() -> None:
    independent = ideal(600, 3)
    hits = (independent.actual <= 0.0).astype(float)[None]
    half = np.array([0.5])
    assert effective_count(hits, independent, half) == pytest.approx(1800, rel=0.35)
    same = np.repeat(hits[:, :, :1], 3, axis=2)
    assert effective_count(same, independent, half) == pytest.approx(600, rel=0.35)


def test_the_range_of_chance_holds_19_of_20_reliabilities_of_overlapping_ideal_forecasts() -> None:
    """Forecasts of a random walk from every row, five steps ahead: they err together."""
    origins, steps = np.arange(10, 300), np.arange(1, 6)
    inside = []
    for seed in range(60):
        walk = np.random.default_rng(seed).normal(size=310).cumsum()
        spread = np.sqrt(steps)[None, :, None]
        unit = around(walk, np.repeat(walk[origins][:, None], 5, axis=1), origins)
        values = walk[origins][:, None, None] + (unit.values - walk[origins][:, None, None]) * spread
        table = reliability(OriginPredictions(origins, QUANTILES, values, unit.actual))
        inside.append(((table["from"] <= table["held"]) & (table["held"] <= table["to"])).mean())
    assert 0.85 < np.mean(inside) <= 1.0


def test_the_range_of_chance_of_independent_values_is_the_binomial_one() -> None:
    table = reliability(ideal(2000, 1)).set_index("level")
    half = table.loc[0.5, "to"] - 0.5
    assert half == pytest.approx(1.96 * np.sqrt(0.25 / 2000), rel=0.25)


def test_widths_by_hand() -> None:
    one = uniform(np.full((4, 2), 0.5))
    table = sharpness({"one": one, "two": one}, band=0.8)
    assert table["model"].tolist() == ["one", "one", "two", "two"]
    np.testing.assert_allclose(table["width"], 0.8)
