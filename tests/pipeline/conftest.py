"""One trained outcome that the tests of this folder share: training takes seconds, reading it does not."""

from __future__ import annotations

import numpy as np
import pandas as pd
import pytest

from core.data.series import Frequency, Provenance, Series
from core.forecasting.types import ForecastSettings
from core.pipeline import Outcome, run_forecast

SETTINGS = ForecastSettings(model="elman", horizon=7, seed=3, budget_seconds=12.0)
"""Training takes a second of its twelve: a slower machine must not cut it short, or the numbers would differ."""


def wave(rows: int = 400) -> Series:
    """Days of a weekly sine with noise a fifth of its height; the same noise however many rows."""
    time = np.arange(rows)
    noise = np.random.default_rng(1).normal(0, 0.2, 1000)[:rows]
    frame = pd.DataFrame(
        {"value": 10 + np.sin(2 * np.pi * time / 7) + noise},
        index=pd.date_range("2020-01-01", periods=rows, name="time"),
    )
    return Series("wave", frame, "value", Frequency("D", pd.Timedelta(days=1), (7,)), Provenance("file", "test"), "kg")


@pytest.fixture(scope="session")
def outcome() -> Outcome:
    """A finished forecast of the wave."""
    return run_forecast(wave(), SETTINGS)
