"""The lag warning fires for a forecast that repeats the last value, and for no forecast that knows more."""

import numpy as np
import pytest
from scipy.signal import lfilter

from core.forecasting.diagnostics.lag import correlation, lag_check
from tests.forecasting.diagnostics.made import around

ORIGINS = np.arange(100, 380, 2)


def walk(seed: int = 0) -> np.ndarray:
    return np.random.default_rng(seed).normal(size=400).cumsum()


def test_the_last_value_is_found_out() -> None:
    values = walk()
    check = lag_check(values, around(values, np.repeat(values[ORIGINS][:, None], 3, axis=1), ORIGINS))
    assert check is not None
    assert check.best == 1
    assert check.correlations[1] == pytest.approx(1.0)
    assert check.changes == 0.0
    assert check.repeats


def test_a_noisy_copy_of_the_last_value_is_found_out() -> None:
    values = walk()
    copy = values[ORIGINS] + np.random.default_rng(9).normal(0, 0.1, len(ORIGINS))
    check = lag_check(values, around(values, copy[:, None], ORIGINS))
    assert check is not None
    assert check.repeats


def test_a_true_forecast_is_not_accused() -> None:
    wave = 5 * np.sin(2 * np.pi * np.arange(400) / 24)
    values = wave + np.random.default_rng(0).normal(0, 0.3, 400)
    check = lag_check(values, around(values, wave[ORIGINS + 1][:, None], ORIGINS))
    assert check is not None
    assert check.best == 0
    assert not check.repeats


def test_the_optimum_of_an_autoregression_foresees_changes_although_it_resembles_the_last_value() -> None:
    values = lfilter([1.0], [1.0, -0.7], np.random.default_rng(1).normal(size=400))
    check = lag_check(values, around(values, 0.7 * values[ORIGINS][:, None], ORIGINS))
    assert check is not None
    assert check.best == 1
    assert check.changes > check.bar
    assert not check.repeats


def test_nothing_is_said_of_few_origins_or_of_a_constant() -> None:
    values = walk()
    assert lag_check(values, around(values, np.zeros((5, 1)), ORIGINS[:5])) is None
    assert lag_check(values, around(values, np.zeros((len(ORIGINS), 1)), ORIGINS)) is None


def test_correlation_by_hand() -> None:
    assert correlation(np.array([1.0, 2.0, 3.0]), np.array([2.0, 4.0, 6.0])) == pytest.approx(1.0)
    assert correlation(np.array([1.0, 2.0, 3.0]), np.array([1.0, -2.0, 1.0])) == pytest.approx(0.0)
    assert correlation(np.ones(3), np.array([1.0, 2.0, 3.0])) == 0.0
