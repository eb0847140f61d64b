"""Diebold and Mariano's test: a case by hand, its size on forecasts that are equal, and its power."""

import numpy as np
import pytest
from scipy.signal import lfilter
from scipy.stats import t

from core.forecasting.diagnostics.dependence import long_run_variance
from core.forecasting.diagnostics.diebold_mariano import diebold_mariano, holm, pair_tests
from tests.forecasting.diagnostics.made import around, ideal


def test_without_overlap_it_is_the_t_test_of_the_mean() -> None:
    """d = 1, 2, 3, 6: mean 3, squares about it 4 + 1 + 0 + 9 = 14; t = 3 / sqrt(14 / 3 / 4) = 2.777."""
    found = diebold_mariano(np.array([1.0, 2.0, 3.0, 6.0]), np.zeros(4), reach=0)
    assert found.statistic == pytest.approx(3 / np.sqrt(14 / 3 / 4))
    assert found.p_value == pytest.approx(2 * t.sf(3 / np.sqrt(14 / 3 / 4), 3))


def test_one_neighbour_by_hand() -> None:
    """d = 0, 2, 2, 2, 0, 0, 2, 0 (mean 1, all deviations 1): gamma0 1, gamma1 (-1+1+1-1+1-1-1)/8 = -1/8.

    Long-run variance 1 - 2/8 = 3/4; Harvey's factor with h = 2 is (8 + 1 - 4 + 2/8) / 8 = 5.25/8.
    """
    difference = np.array([0.0, 2.0, 2.0, 2.0, 0.0, 0.0, 2.0, 0.0])
    assert long_run_variance(difference, 1) == pytest.approx(0.75)
    found = diebold_mariano(difference, np.zeros(8), reach=1)
    assert found.statistic == pytest.approx(np.sqrt(8 / 0.75) * np.sqrt(5.25 / 8))


def test_a_negative_sum_of_autocovariances_gives_way_to_bartlett() -> None:
    """+1, -1, … has gamma1 = -7/8 beside gamma0 = 1: the plain sum is -6/8, Bartlett's 1 - 7/8 = 1/8."""
    assert long_run_variance(np.array([1.0, -1.0] * 4), 1) == pytest.approx(1 / 8)


def test_swapping_the_models_turns_the_sign() -> None:
    losses = np.random.default_rng(0).gamma(2.0, size=(2, 50))
    one, two = diebold_mariano(losses[0], losses[1], 2), diebold_mariano(losses[1], losses[0], 2)
    assert one.statistic == pytest.approx(-two.statistic)
    assert one.p_value == pytest.approx(two.p_value)


@pytest.mark.parametrize(("reach", "count"), [(0, 30), (2, 60), (4, 120), (13, 300)])
def test_equal_forecasts_are_told_apart_in_about_one_case_of_twenty(reach: int, count: int) -> None:
    chance = np.random.default_rng(reach)
    rejected = 0
    for _ in range(1000):
        noise = chance.normal(size=count + reach)
        difference = np.convolve(noise, np.ones(reach + 1), mode="valid")  # what overlapping horizons do
        rejected += diebold_mariano(difference, np.zeros(count), reach).p_value < 0.05
    assert 0.02 < rejected / 1000 < 0.09


def test_losses_that_linger_are_allowed_for() -> None:
    """Losses of two equal models that follow each other (0.4) although no horizons overlap."""
    chance, rejected = np.random.default_rng(5), 0
    for _ in range(300):
        noise = lfilter([1.0], [1.0, -0.4], chance.normal(size=164))[64:]
        rejected += diebold_mariano(noise, np.zeros(100), 4).p_value < 0.05
    assert rejected / 300 < 0.12


def test_pairs_are_all_compared_and_the_worse_forecast_is_found() -> None:
    good, same = ideal(), ideal()
    bad = around(np.concatenate([[0.0], good.actual.ravel()]), np.full(good.actual.shape, 1.0), good.origins)
    table = pair_tests({"good": good, "same": same, "bad": bad}).set_index(["first", "second"])
    assert list(table.index) == [("good", "same"), ("good", "bad"), ("same", "bad")]
    assert table.loc[("good", "same"), ["gain", "statistic", "p_value"]].tolist() == [0.0, 0.0, 1.0]
    assert table.loc[("good", "bad"), "statistic"] < -5
    assert table.loc[("good", "bad"), "p_adjusted"] < 1e-6
    assert table.loc[("good", "bad"), "gain"] > 0.2


def test_too_few_origins_say_nothing() -> None:
    few = ideal(count=7)
    worse = around(np.concatenate([[0.0], few.actual.ravel()]), np.full(few.actual.shape, 9.0), few.origins)
    assert np.isnan(pair_tests({"one": few, "two": worse})["p_value"]).all()


def test_holm_by_hand() -> None:
    adjusted = holm(np.array([0.04, 0.01, np.nan, 0.03]))
    np.testing.assert_allclose(adjusted, [0.06, 0.03, np.nan, 0.06])


def test_unpaired_losses_are_refused() -> None:
    with pytest.raises(ValueError, match="paired by origin"):
        diebold_mariano(np.zeros(3), np.zeros(4), 0)
