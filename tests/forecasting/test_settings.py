"""Settings that a search may choose are honoured by a fit; left out, nothing changes."""

from __future__ import annotations

import dataclasses

import numpy as np
import pytest
import torch

from core.errors import UserError
from core.forecasting.forecaster import FittedForecaster, fit
from core.forecasting.types import ForecastSettings
from tests.forecasting.tuning.test_search import daily_cycle, hours

SETTINGS = ForecastSettings(model="elman", horizon=6, seed=3, budget_seconds=20.0, networks=1)


@pytest.fixture(scope="module")
def usual() -> FittedForecaster:
    return fit(hours(daily_cycle()), SETTINGS)


def test_the_usual_values_written_out_give_the_same_weights(usual: FittedForecaster) -> None:
    written = dataclasses.replace(
        SETTINGS, hidden=48, learning_rate=5e-3, weight_decay=1e-2, form=str(usual.card["form"])
    )
    same = fit(hours(daily_cycle()), written)
    for name, weight in usual.module.state_dict().items():
        assert torch.equal(weight, same.module.state_dict()[name]), name


@pytest.mark.parametrize("change", [{"hidden": 16}, {"learning_rate": 1e-3}, {"weight_decay": 0.5}])
def test_each_of_them_changes_the_network(usual: FittedForecaster, change: dict[str, float]) -> None:
    other = fit(hours(daily_cycle()), dataclasses.replace(SETTINGS, form=usual.card["form"], **change))
    assert other.network.config.hidden == change.get("hidden", 48)
    quantiles = [made.forecast(hours(daily_cycle())).values for made in (usual, other)]
    assert not np.array_equal(*quantiles)


def test_the_wanted_form_is_taken_without_trying_others(usual: FittedForecaster) -> None:
    made = fit(hours(daily_cycle()), dataclasses.replace(SETTINGS, form="last value"))
    assert made.card["form"] == "last value" != usual.card["form"]
    assert made.card["forms_tried"] == {}


def test_a_form_the_series_does_not_offer_is_refused() -> None:
    with pytest.raises(UserError, match=r"no forecast of the form “lunar”.*seasonal residual"):
        fit(hours(daily_cycle()), dataclasses.replace(SETTINGS, form="lunar"))


def test_a_window_too_long_for_a_long_validation_part_is_still_fitted() -> None:
    """Two thirds of the rows before the calibration part hold no window of 120 steps on top of four seasons."""
    made = fit(hours(daily_cycle()), dataclasses.replace(SETTINGS, window=120))
    assert made.plan.window == 120
    assert len(made.card["forms_tried"]) == 4
