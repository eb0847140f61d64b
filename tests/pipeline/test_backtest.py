"""Rolling-origin forecasts: trained once or again at each origin, and never on a row after the origin."""

from __future__ import annotations

import numpy as np
import pytest

from core.errors import UserError
from core.forecasting.types import ForecastSettings
from core.pipeline import Outcome, backtest
from core.task import Progress
from tests.pipeline.conftest import SETTINGS, wave

QUICK = ForecastSettings(model="elman", horizon=7, seed=3, budget_seconds=12.0, test_fraction=0.15)


def test_trained_once_equals_the_forecast_of_the_same_settings(outcome: Outcome) -> None:
    tested = backtest(wave(), SETTINGS, step=7)
    expected = outcome.fitted.predict(wave(), tested.evaluation.predictions.origins)
    np.testing.assert_array_equal(tested.evaluation.predictions.values, expected.values)


def test_step_defaults_to_the_horizon() -> None:
    origins = backtest(wave(), QUICK).evaluation.predictions.origins
    assert set(np.diff(origins)) == {7}


def test_trained_again_sees_rows_up_to_each_origin_and_none_after() -> None:
    heard: list[Progress] = []
    series = wave(200)
    here = backtest(series, QUICK, step=10, refit="always", report=heard.append)
    changed = wave(200)
    second = int(here.evaluation.predictions.origins[1])
    changed.frame.iloc[second + 1 :] += 5.0
    there = backtest(changed, QUICK, step=10, refit="always")
    ours, theirs = here.evaluation.predictions.values, there.evaluation.predictions.values
    np.testing.assert_array_equal(ours[:2], theirs[:2])
    assert not np.allclose(ours[2], theirs[2])
    once = backtest(series, QUICK, step=10).evaluation.predictions.values
    assert not np.allclose(ours[2], once[2])
    assert "Training again at origin 3 of 3" in {str(told.stage) for told in heard}


@pytest.mark.parametrize("step", [0, -3])
def test_a_step_below_one_is_refused(step: int) -> None:
    with pytest.raises(UserError, match=f"cannot stand {step} rows apart"):
        backtest(wave(), QUICK, step=step)
