"""A planted cause through the whole forecaster: most of what every method says falls on the two values that made it."""

from __future__ import annotations

import numpy as np
import pandas as pd
import pytest

from bench.planted import CAUSE, COVARIATES, EARLIER, LAG, MEDIAN, error_of, planted_series, planted_share
from core.explain import METHODS, explain
from core.forecasting.forecaster import fit
from core.forecasting.types import ForecastSettings
from core.task import Evidence

ROWS, HORIZON, ORIGINS = 2000, 7, 12


@pytest.fixture(scope="module")
def windows() -> list[tuple[Evidence, pd.Timestamp]]:
    """Evidence of a default forecaster at origins of the test part, with the day of its first step."""
    series = planted_series(ROWS, HORIZON)
    made = fit(series, ForecastSettings(horizon=HORIZON, budget_seconds=60.0, networks=3, covariates=COVARIATES))
    error = error_of(made, series)
    assert error < 0.1, f"the network did not learn the planted cause: {error:.3f}"
    origins = np.linspace(made.cut, ROWS - 1 - HORIZON, ORIGINS).astype(int)
    return list(zip(made.evidences(series, origins), series.times[origins + 1], strict=True))


@pytest.mark.slow
@pytest.mark.parametrize("method", METHODS)
def test_most_of_every_attribution_falls_on_the_planted_cause(
    windows: list[tuple[Evidence, pd.Timestamp]], method: str
) -> None:
    """Against a real window: between a flat one and the forecast's lie windows that never were."""
    share = planted_share((explain(one, (0, MEDIAN), method, EARLIER), at) for one, at in windows)
    assert share >= 0.8, f"{method}: {share:.2f}"


def test_the_series_is_made_as_it_is_said() -> None:
    series = planted_series(300, 7)
    values, plan = series.values, series.frame[CAUSE].to_numpy()
    left = values[LAG:] - values[:-LAG] - plan[LAG:]
    assert 0.015 < left.std() < 0.025
    assert values.std() < 3.0  # it stays near its weekly profile
    assert series.future is not None
    assert list(series.future.columns) == [CAUSE]
