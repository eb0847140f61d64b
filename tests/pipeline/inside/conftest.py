"""One small series, and forecasters of it trained once for all tests here."""

from __future__ import annotations

from functools import cache

import numpy as np
import pandas as pd
import pytest

from core.data.series import Frequency, Provenance, Series
from core.forecasting.forecaster import FittedForecaster, fit
from core.forecasting.types import ForecastSettings


@cache
def made_series() -> Series:
    """420 days of a weekly wave with noise, beside a column that is the target of the day before."""
    time = np.arange(420)
    values = 10 + np.sin(2 * np.pi * time / 7) + np.random.default_rng(1).normal(0, 0.2, 420)
    index = pd.date_range("2020-01-01", periods=420, freq="D", name="time")
    frame = pd.DataFrame({"value": values, "echo": np.roll(values, 1)}, index=index)
    return Series(
        "wave", frame, "value", Frequency("D", pd.Timedelta(days=1), (7,)), Provenance("file", "a test"), "kg"
    )


@cache
def trained(model: str) -> FittedForecaster:
    """A network of eight units, hardly trained."""
    settings = ForecastSettings(model=model, horizon=4, budget_seconds=0.5, window=12, networks=2, hidden=8)
    return fit(made_series(), settings)


@pytest.fixture
def series() -> Series:
    """The small series."""
    return made_series()
