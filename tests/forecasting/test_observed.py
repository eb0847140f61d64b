"""The forecast as a function of what was observed: the same numbers as from the network's inputs, edits consistent."""

from __future__ import annotations

import dataclasses

import numpy as np
import pandas as pd
import pytest
import torch

from core.data.frequency import infer
from core.data.series import Provenance, Series
from core.explain import explain
from core.forecasting.feature_kinds import by_kind, kind
from core.forecasting.forecaster import FittedForecaster, fit
from core.forecasting.observed import observed_evidences
from core.forecasting.types import ForecastSettings

ROWS = 420


@pytest.fixture(scope="module")
def series() -> Series:
    """A weekly rhythm with three other columns, one of which goes on after the end."""
    rng, days = np.random.default_rng(0), pd.date_range("2020-01-01", periods=ROWS + 5, name="time")
    columns = {name: rng.normal(size=ROWS + 5) for name in ("past", "held", "known")}
    target = 10 + 3 * np.sin(2 * np.pi * np.arange(ROWS + 5) / 7) + columns["known"] + 0.2 * rng.normal(size=ROWS + 5)
    frame = pd.DataFrame({"y": target, **columns}, index=days)
    return Series("made", frame[:ROWS], "y", infer(days), Provenance("file", "made"), future=frame[["known"]][ROWS:])


@pytest.fixture(
    scope="module",
    params=["last value + lags of 7 steps + calendar (week)", "seasonal residual (7 steps) + calendar (week)"],
)
def fitted(request: pytest.FixtureRequest, series: Series) -> FittedForecaster:
    covariates = (("past", "past only"), ("held", "hold last"), ("known", "known"))
    settings = ForecastSettings("mlp", 5, budget_seconds=1.0, networks=1, covariates=covariates, form=request.param)
    return fit(series, settings)


def test_observed_values_give_the_forecast_of_the_network_s_inputs(fitted: FittedForecaster, series: Series) -> None:
    origins = np.array([fitted.cut + 10, ROWS - 1])
    shown, observed = fitted.evidences(series, origins), observed_evidences(fitted, series, origins)
    for one, other in zip(shown, observed, strict=True):
        torch.testing.assert_close(other.module(*other.inputs), one.module(*one.inputs))
        assert other.axes[0].features == ("value", "past", "held", "known")
        assert other.axes[1].features == ("known",)
        assert set(one.references) - set(other.references) == {"no calendar"}
        for reference in other.references.values():
            assert [part.shape for part in reference] == [part.shape for part in other.inputs]


def test_an_edited_value_is_what_a_series_with_that_value_gives(fitted: FittedForecaster, series: Series) -> None:
    """Through every input made from it: the window, the lags, the base of a residual, a held covariate."""
    back = np.array([0, 6, 13])
    frame = series.frame.copy()
    frame.iloc[ROWS - 1 - back, 0] += 2.0
    frame.iloc[ROWS - 1, 2] -= 1.0
    other = dataclasses.replace(series, frame=frame)
    evidence = observed_evidences(fitted, series, np.array([ROWS - 1]))[0]
    observed = evidence.inputs[0].clone()
    observed[0, observed.shape[1] - 1 - back, 0] += 2.0
    observed[0, -1, 2] -= 1.0
    raw = fitted.evidence(other).inputs
    if fitted.plan.brings_medians:  # the companion keeps what it said of the series as it was
        raw[1][..., -1] = fitted.evidence(series).inputs[1][..., -1]
    module = evidence.module.module  # type: ignore[union-attr]
    torch.testing.assert_close(evidence.module(observed, evidence.inputs[1]), module(*raw))  # type: ignore[operator]


def test_an_earlier_window_is_a_real_one_and_keeps_the_date(fitted: FittedForecaster, series: Series) -> None:
    evidence = fitted.evidence(series)
    before = int(fitted.earlier_origins(np.array([ROWS - 1]))[0])
    assert (ROWS - 1 - before) % 7 == 0
    assert before <= ROWS - 1 - fitted.plan.window
    past, known = evidence.references["earlier window"]
    real = fitted.evidence(series, before).inputs
    calendar = [name.startswith("week") for name in evidence.axes[0].features]
    torch.testing.assert_close(past[..., [not c for c in calendar]], real[0][..., [not c for c in calendar]])
    torch.testing.assert_close(past[..., calendar], evidence.inputs[0][..., calendar])
    assert known.shape == evidence.inputs[1].shape


def test_the_calendar_counts_only_when_it_is_taken_away(fitted: FittedForecaster, series: Series) -> None:
    evidence = fitted.evidence(series)
    for reference in evidence.references:
        sums = by_kind(explain(evidence, (2, 3), reference=reference).table()).set_index("kind")
        companion = ["companion"] * fitted.plan.brings_medians
        assert list(sums.index) == ["past values", "lags", "covariates", "calendar", *companion]
        assert (sums.loc["calendar", "magnitude"] > 0) == (reference == "no calendar")


@pytest.mark.parametrize(
    ("name", "expected"),
    [("value", "past values"), ("value 7 steps earlier", "lags"), ("week sine", "calendar"), ("rain", "covariates")],
)
def test_kinds_of_inputs(name: str, expected: str) -> None:
    assert kind(name) == expected


def test_a_series_without_a_level_of_its_own_is_compared_with_its_window() -> None:
    rng, days = np.random.default_rng(1), pd.date_range("2020-01-01", periods=400, name="time")
    walk = pd.DataFrame({"y": 100 + rng.normal(size=400).cumsum()}, index=days)
    series = Series("walk", walk, "y", infer(days), Provenance("file", "made"))
    fitted = fit(series, ForecastSettings("mlp", 3, budget_seconds=0.5, networks=1, form="last value"))
    evidence = fitted.evidence(series)
    first = next(iter(evidence.references))
    assert first == ("training mean" if fitted.plan.level else "window mean")
    level = evidence.references["window mean"][0][0, :, 0]
    assert level.unique().item() == pytest.approx(walk["y"][-fitted.plan.window :].mean())
