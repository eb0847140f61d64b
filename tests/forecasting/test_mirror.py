"""Training windows upside down: what they hold, where they are allowed, and what a network learns from them."""

from dataclasses import replace

import numpy as np
import pandas as pd
import pytest
import torch

from core.data.series import Frequency, Provenance, Series
from core.forecasting import inputs, mirror
from core.forecasting.covariates import Covariate
from core.forecasting.forecaster import fit
from core.forecasting.inputs import InputPlan
from core.forecasting.module import normalise
from core.forecasting.types import ForecastSettings

LAST = InputPlan(12, 4, cycles=("week",), context_mean=(0.3, 0.0), context_spread=(2.0, 1.5))
SEASONAL = InputPlan(12, 4, "seasonal residual", 7, lags=((7, 2), (7, 3)), context_mean=(0.3, 0.0))


def windows(values: np.ndarray, plan: InputPlan) -> list[torch.Tensor]:
    """Normalised past, known, context and target at ten origins."""
    times, origins = pd.date_range("2020-01-01", periods=len(values), freq="D"), np.arange(60, 70)
    raw = inputs.gather(values, times, origins, plan)
    ready = normalise(torch.from_numpy(raw.past), torch.from_numpy(raw.known), plan)
    target = (torch.from_numpy(inputs.targets(values, origins, plan.horizon)) - ready.base) / ready.scale[:, None]
    return [ready.past, ready.known, ready.context, target.float()]


@pytest.mark.parametrize("plan", [LAST, SEASONAL], ids=["last value", "seasonal"])
def test_turned_over_windows_are_those_of_the_values_upside_down(plan: InputPlan) -> None:
    values = np.random.default_rng(0).normal(5, 3, 120).cumsum()
    here, there, some = windows(values, plan), windows(400.0 - values, plan), torch.tensor([1, 4, 9])
    mirror.turn_over(*here, plan, some)
    for one, other, untouched in zip(here, there, windows(values, plan), strict=True):
        torch.testing.assert_close(one[some], other[some])
        torch.testing.assert_close(one[0], untouched[0])


def test_about_half_of_the_windows_are_turned_over_and_always_the_same() -> None:
    rows = mirror.turned_over(2000)
    assert 900 < len(rows) < 1100
    assert torch.equal(rows, mirror.turned_over(2000))


def test_known_years_floors_and_other_columns_are_not_turned_over() -> None:
    assert mirror.mirrors(LAST)
    assert mirror.mirrors(SEASONAL)
    assert not mirror.mirrors(replace(LAST, cycles=("week", "year"), level=True))
    assert not mirror.mirrors(replace(LAST, lower=0.0))
    assert not mirror.mirrors(replace(LAST, covariates=(Covariate("wind", "hold last"),)))


def test_a_fall_is_followed_by_a_network_that_was_shown_only_rises() -> None:
    """Half a degree warmer every day until after the cut, then as much colder: −3 over six days.

    Shown the rises alone, the same network says +1.9.
    """
    rows = np.arange(600)
    values = 0.5 * np.minimum(rows, 996 - rows) + np.random.default_rng(1).normal(0, 0.3, 600)
    index = pd.date_range("2023-01-01", periods=600, freq="D", name="time")
    daily = Frequency("D", pd.Timedelta("1D"), (7, 365))
    series = Series("made", pd.DataFrame({"y": values}, index=index), "y", daily, Provenance("file", "made"))
    made = fit(series, ForecastSettings(horizon=6, seed=3, window=24, networks=1))
    quantiles, _ = made.raw_quantiles(series, index, np.arange(530, 550))
    assert (quantiles[:, -1, 3] - values[530:550]).mean() < -1.0
