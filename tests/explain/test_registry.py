"""Every model of the registry, fitted for a moment: its explanations add up, and its gradients are the true ones."""

from __future__ import annotations

import numpy as np
import pandas as pd
import pytest

from core.data.frequency import infer
from core.data.series import Provenance, Series
from core.explain import explain
from core.explain.probe import answers, cell_values
from core.forecasting.forecaster import fit
from core.forecasting.types import ForecastSettings
from core.models.registry import MODELS
from core.task import Evidence

HORIZON = 4


@pytest.fixture(scope="module")
def series() -> Series:
    """300 days with a weekly rhythm and a slow wave."""
    days = np.arange(300)
    noise = np.random.default_rng(0).normal(0, 0.5, 300)
    values = 20 + 4 * np.sin(2 * np.pi * days / 7) + 3 * np.sin(days / 40) + noise
    index = pd.date_range("2021-01-01", periods=300, name="time")
    return Series("made", pd.DataFrame({"y": values}, index=index), "y", infer(index), Provenance("file", "made"))


@pytest.fixture(scope="module", params=list(MODELS))
def evidence(request: pytest.FixtureRequest, series: Series) -> Evidence:
    """The forecast of one model from the last row."""
    settings = ForecastSettings(
        request.param, HORIZON, budget_seconds=0.3, networks=1, window=20, hidden=12, form="last value"
    )
    return fit(series, settings).evidence(series)


def test_integrated_gradients_account_for_the_whole_change(evidence: Evidence) -> None:
    for reference, target in (("training mean", (0, 3)), ("persistence", (HORIZON - 1, 0)), ("earlier window", (1, 3))):
        assert explain(evidence, target, reference=reference).completeness_error < 0.01


def test_gradients_agree_with_finite_differences(evidence: Evidence) -> None:
    """Central differences at the five past values of largest slope; networks are float32, which bounds the step."""
    found = explain(evidence, (1, 3), "gradient x input", "training mean")
    held = evidence.inputs[0][0, :, 0].numpy()
    slopes = found.attributions[0][:, 0] / (held - evidence.references["training mean"][0][0, :, 0].numpy())
    rows = np.argsort(-np.abs(slopes))[:5]
    step = 0.02 * float(held.std())
    for row in rows:
        place = np.array([[row, 0]])
        value = cell_values(evidence, place)[0]
        up, down = answers(evidence, [(1, 3)], np.array([[value + step], [value - step]]), place)[:, 0]
        assert slopes[row] == pytest.approx((up - down) / (2 * step), rel=0.03, abs=0.01 * np.abs(slopes).max())
