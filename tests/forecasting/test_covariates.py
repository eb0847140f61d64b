"""Covariates: they help where they carry the cause, what must be known ahead is said, nothing unknown is seen."""

import dataclasses

import numpy as np
import pandas as pd
import pytest
import torch

from core.data.series import Frequency, Provenance, Series
from core.errors import UserError
from core.forecasting.covariates import Beside, Covariate, columns_of
from core.forecasting.cut import rolling_origins
from core.forecasting.forecaster import FittedForecaster, fit
from core.forecasting.saved import from_run
from core.forecasting.types import Ahead, ForecastSettings

ROWS, HORIZON = 700, 4
DAILY = Frequency("D", pd.Timedelta("1D"), (7, 365))
SETTINGS = ForecastSettings(model="elman", horizon=HORIZON, budget_seconds=30.0, window=16, networks=1)


def made(future: bool = False) -> Series:
    """The target is today's driver plus a little noise; the driver itself comes out of nowhere."""
    rng = np.random.default_rng(0)
    driver = rng.normal(0, 3, ROWS + HORIZON)
    target = driver + rng.normal(0, 0.3, ROWS + HORIZON)
    index = pd.date_range("2018-01-01", periods=ROWS + HORIZON, freq="D", name="time")
    frame = pd.DataFrame({"y": target, "driver": driver}, index=index)
    coming = frame[["driver"]].iloc[ROWS:] if future else None
    return Series("made", frame.iloc[:ROWS], "y", DAILY, Provenance("file", "made"), future=coming)


def with_driver(ahead: Ahead) -> ForecastSettings:
    return dataclasses.replace(SETTINGS, covariates=(("driver", ahead),))


def error(fitted: FittedForecaster, series: Series) -> float:
    predictions = fitted.predict(series, rolling_origins(ROWS, fitted.cut, HORIZON, HORIZON))
    return float(np.abs(predictions.actual - predictions.values[..., 3]).mean())


def test_a_driver_known_ahead_is_used_and_one_known_late_is_not() -> None:
    series = made(future=True)
    known, late = fit(series, with_driver("known")), fit(series, with_driver("past only"))
    assert error(known, series) < 0.9
    assert error(late, series) > 2.0
    coming = series.future
    assert coming is not None
    np.testing.assert_allclose(known.forecast(series).values[:, 3], coming["driver"], atol=2.5)


def test_what_must_be_known_ahead_and_is_not_is_said() -> None:
    series = made()
    fitted = fit(series, with_driver("known"))
    with pytest.raises(UserError, match=r"“driver” must be known for the 4 steps ahead, and 4 of them are missing"):
        fitted.forecast(series)


@pytest.mark.parametrize("ahead", ["past only", "hold last", "forecast"])
def test_nothing_after_an_origin_is_seen(ahead: Ahead) -> None:
    series = made()
    fitted = fit(series, with_driver(ahead))
    frame = series.frame.copy()
    frame.iloc[621:] = 1e4
    changed = dataclasses.replace(series, frame=frame)
    one, two = (fitted.predict(each, np.array([620])).values for each in (series, changed))
    np.testing.assert_array_equal(one, two)
    again = fit(changed, with_driver(ahead))
    for name, weight in fitted.module.state_dict().items():
        if fitted.cut > 621:
            break
        assert torch.equal(weight, again.module.state_dict()[name]), name


def test_held_and_forecast_values_are_what_they_say() -> None:
    series = made()
    held = Beside(series, (Covariate("driver", "hold last"),), HORIZON, {}).ahead_of(np.array([10, 20]))
    driver = series.frame["driver"].to_numpy()
    np.testing.assert_array_equal(held[..., 0], np.repeat(driver[[10, 20]][:, None], HORIZON, axis=1))
    fitted = fit(series, with_driver("forecast"))
    ahead = Beside(series, fitted.plan.covariates, HORIZON, fitted.helpers).ahead_of(np.array([650]))
    assert ahead.shape == (1, HORIZON, 1)
    assert np.abs(ahead).max() < 3.0  # the median of noise around 0


def test_a_run_with_covariates_is_rebuilt_with_its_helpers() -> None:
    series = made()
    fitted = fit(series, with_driver("forecast"))
    again = from_run(fitted.to_run())
    assert again.settings == fitted.settings
    np.testing.assert_array_equal(fitted.forecast(series).values, again.forecast(series).values)


def test_evidence_names_covariates_and_explains_the_whole_forecast() -> None:
    series = made(future=True)
    fitted = fit(series, with_driver("known"))
    evidence = fitted.evidence(series)
    assert [axis.features for axis in evidence.axes] == [("value", "driver"), ("driver",)]
    np.testing.assert_allclose(
        evidence.module(*evidence.inputs).detach().numpy()[0], fitted.forecast(series).values, rtol=1e-5, atol=1e-5
    )


def test_gaps_are_filled_from_the_past_and_unknown_columns_refused() -> None:
    series = made()
    frame = series.frame.copy()
    frame.iloc[5:8, 1] = np.nan
    filled = columns_of(dataclasses.replace(series, frame=frame), ["driver"])[:, 0]
    np.testing.assert_array_equal(filled[5:8], frame["driver"].iloc[4])
    with pytest.raises(UserError, match="no column “rain”"):
        fit(series, dataclasses.replace(SETTINGS, covariates=(("rain", "past only"),)))
    with pytest.raises(UserError, match="cannot be an input beside itself"):
        fit(series, dataclasses.replace(SETTINGS, covariates=(("y", "past only"),)))
