"""Metrics against numbers worked out by hand."""

import numpy as np
import pytest

from core.config import QUANTILES
from core.errors import UserError
from core.forecasting.metrics import coverage, crps, mase_scale, median, pinball, score


def test_pinball_by_hand() -> None:
    # truth 3 above a 0.9 quantile of 1 costs 0.9 * 2; truth 3 below a 0.9 quantile of 5 costs 0.1 * 2
    loss = pinball(np.array([3.0, 3.0]), np.array([[1.0, 3.0], [5.0, 1.0]]), (0.9, 0.5))
    np.testing.assert_allclose(loss, [[1.8, 0.0], [0.2, 1.0]])


def test_crps_is_the_mean_of_twice_the_pinball_loss() -> None:
    # truth 0, quantiles -1, 0, 2 at 0.1, 0.5, 0.9: losses 0.1, 0 and 0.2
    assert crps(np.array(0.0), np.array([-1.0, 0.0, 2.0]), (0.1, 0.5, 0.9)) == pytest.approx(2 * 0.3 / 3)


def test_crps_of_a_point_forecast_at_symmetric_levels_is_its_absolute_error() -> None:
    assert crps(np.array(4.0), np.full(len(QUANTILES), 1.5), QUANTILES) == pytest.approx(2.5)


def test_scale_is_the_mean_seasonal_change() -> None:
    assert mase_scale(np.array([1.0, 5.0, 2.0, 9.0]), 1) == pytest.approx((4 + 3 + 7) / 3)
    assert mase_scale(np.array([1.0, 5.0, 2.0, 9.0]), 2) == pytest.approx((1 + 4) / 2)


@pytest.mark.parametrize("shift", [0.0, 1e-13])
def test_scale_of_an_exact_season_is_that_of_steps(shift: float) -> None:
    values = np.tile([0.0, 2.0], 20) + shift * np.arange(40)
    assert mase_scale(values, 2) == pytest.approx(2.0)


def test_scale_of_a_constant_series_is_refused_in_a_sentence() -> None:
    with pytest.raises(UserError, match="The 40 values of the training part do not change"):
        mase_scale(np.full(40, 7.0), 7)


def test_score_by_hand() -> None:
    levels = (0.1, 0.5, 0.9)
    values = np.array([[[-1.0, 0.0, 2.0], [0.0, 1.0, 2.0]]])  # (1, 2, 3)
    actual = np.array([[0.0, 5.0]])
    found = score(actual, values, levels, scale=2.0)
    assert found.mase == pytest.approx((0 + 4) / 2 / 2)
    second = (0.1 * 5 + 0.5 * 4 + 0.9 * 3) * 2 / 3
    assert found.crps == pytest.approx((0.2 + second) / 2 / 2)
    assert found.coverage == {0.8: 0.5}


def test_values_past_the_end_are_left_out() -> None:
    generator = np.random.default_rng(0)
    actual, values = generator.normal(size=(6, 4)), np.sort(generator.normal(size=(6, 4, 7)), axis=-1)
    cut = actual.copy()
    cut[3:] = np.nan
    found, wanted = score(cut, values, QUANTILES, 1.5), score(actual[:3], values[:3], QUANTILES, 1.5)
    assert (found.mase, found.crps) == pytest.approx((wanted.mase, wanted.crps))
    assert found.coverage == wanted.coverage


def test_nan_in_a_forecast_is_refused_with_its_place() -> None:
    values = np.zeros((5, 3, 7))
    values[2, 1, 4] = np.nan
    with pytest.raises(ValueError, match=r"1 forecast quantiles .* origin number 2, step 2, level 0\.75"):
        score(np.zeros((5, 3)), values, QUANTILES, 1.0)


def test_nothing_known_is_refused_rather_than_scored_as_perfect() -> None:
    with pytest.raises(ValueError, match="None of the 6 values"):
        score(np.full((2, 3), np.nan), np.zeros((2, 3, 7)), QUANTILES, 1.0)


def test_a_forecast_without_a_median_is_refused() -> None:
    with pytest.raises(ValueError, match="median is not among"):
        median(np.zeros((2, 2)), (0.1, 0.9))


def test_coverage_on_exchangeable_noise_is_the_nominal_one() -> None:
    generator = np.random.default_rng(3)
    bounds = np.quantile(generator.normal(size=4000), QUANTILES)
    actual = generator.normal(size=(400, 10))
    shares = coverage(actual, np.broadcast_to(bounds, (400, 10, 7)), QUANTILES)
    assert set(shares) == {0.5, 0.8, 0.9}
    for band, share in shares.items():
        assert share == pytest.approx(band, abs=0.03)
