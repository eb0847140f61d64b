"""A baseline is mixed in where it helps on rows before the cut, and left out where it does not."""

from __future__ import annotations

import dataclasses

import numpy as np
import pandas as pd
import pytest
import torch

from core.config import QUANTILES
from core.data.files import series_from_table
from core.forecasting import companion
from core.forecasting.companion import Past, with_companion
from core.forecasting.forecaster import fit
from core.forecasting.inputs import InputPlan, targets
from core.forecasting.module import normalise
from core.forecasting.observed import observed_evidences, with_companion_of
from core.forecasting.parts import split
from core.forecasting.saved import from_run
from tests.forecasting.test_forecaster import DAILY, HOURLY, QUICK, noisy_sine, series, walk

PLAN = InputPlan(window=12, horizon=5)
PARTS = split(500, 5)


def around(values: np.ndarray, medians: np.ndarray, spread: float) -> np.ndarray:
    """Normal quantiles (N, h, Q) of that spread around medians (N, h)."""
    from scipy.special import ndtri

    return np.asarray(medians[..., None] + spread * ndtri(np.array(QUANTILES)))


def test_a_network_that_knows_what_comes_is_left_alone() -> None:
    values = walk(500)

    def knowing(origins: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
        return around(values, targets(values, origins, 5), 0.1), np.ones(len(origins))

    assert with_companion(PLAN, knowing, Past(values, 1, PARTS.validation), PARTS) == PLAN


def test_a_network_that_strays_from_a_random_walk_is_drawn_to_the_last_value() -> None:
    values = walk(500)
    rng = np.random.default_rng(1)

    def straying(origins: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
        medians = values[origins][:, None] + rng.normal(0, 4, (len(origins), 5))
        return around(values, medians, 2.0), np.ones(len(origins))

    mixed = with_companion(PLAN, straying, Past(values, 1, PARTS.validation), PARTS)
    assert mixed.companion in ("naive", "ets", "theta")
    assert mixed.share == min(companion.SHARES)
    spread = np.array(mixed.companion_spread)
    assert (np.diff(spread, axis=1) >= 0).all()
    assert spread[4, 6] > 1.5 * spread[0, 6]  # a walk strays further in five steps than in one


def test_rows_after_the_cut_play_no_part() -> None:
    values = np.random.default_rng(3).normal(100, 1, 700)  # of noise, smoothing knows more than a network
    changed = values.copy()
    changed[560:] = 1e5
    one, two = (fit(series(data), dataclasses.replace(QUICK, model="elman")) for data in (values, changed))
    assert one.plan == two.plan
    assert one.plan.companion  # else nothing was looked at
    np.testing.assert_array_equal(one.forecast(series(values), 559).values, two.forecast(series(changed), 559).values)


def test_a_short_series_is_not_left_to_the_network_alone() -> None:
    """Five years of months that grow with their season: the network alone errs twice as much."""
    t = np.arange(60)
    noise = np.random.default_rng(0).normal(0, 0.03, 60)
    values = 100 * np.exp(0.005 * t + noise) * (1 + 0.25 * np.sin(2 * np.pi * t / 12))
    months = pd.date_range("2015-01-01", periods=60, freq="MS")
    data, _ = series_from_table(pd.DataFrame({"month": months, "y": values}), "month", "y")
    made = fit(data, dataclasses.replace(QUICK, horizon=3, window=None))
    assert made.plan.companion
    predictions = made.predict(data, np.arange(made.cut - 1, 57))
    error = np.abs(predictions.actual - predictions.values[..., 3]).mean()
    made.plan = made.module.plan = dataclasses.replace(made.plan, companion="", share=1.0)
    alone, _ = made.raw_quantiles(data, data.times, predictions.origins)
    assert error < 0.7 * np.abs(predictions.actual - alone[..., 3]).mean()


@pytest.mark.parametrize("name", ["naive", "seasonal_naive", "ets", "theta"])
def test_the_mixture_is_explained_and_rebuilt(name: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """The module of the evidence gives the forecast, the baseline being one of its inputs; so does the saved run."""
    data = series(noisy_sine(400), HOURLY if name == "seasonal_naive" else DAILY)
    monkeypatch.setattr(companion, "BASELINES", {name: companion.BASELINES[name]})
    monkeypatch.setattr(companion, "LEAST_GAIN", -1e9)
    made = fit(data, dataclasses.replace(QUICK, model="elman", horizon=3))
    assert made.plan.companion == name
    assert made.card["beside"] == name
    assert 0 < made.card["network_share"] < 1
    forecast = made.forecast(data).values
    evidence = made.evidence(data)
    values = evidence.module(*evidence.inputs).detach().numpy()[0]
    np.testing.assert_allclose(np.sort(values, axis=-1), forecast, atol=1e-4)
    assert (evidence.axes[1].features[-1:] == (f"{name} forecast",)) == (name != "naive")
    assert evidence.unlearned is not None
    ready = normalise(*evidence.inputs, made.plan)
    mean = torch.stack([network(ready.past, ready.known, ready.context) for network in made.module.networks]).mean(0)
    learned = made.plan.share * ready.scale[:, None, None] * mean
    given = evidence.unlearned(*evidence.inputs)
    assert ready.companion is not None
    inside = (ready.companion >= mean[..., 0]) & (ready.companion <= mean[..., -1])  # not cut short by their band
    torch.testing.assert_close((given + learned)[inside], evidence.module(*evidence.inputs)[inside])
    for reference in evidence.references.values():
        assert [part.shape for part in reference] == [part.shape for part in evidence.inputs]
    np.testing.assert_array_equal(from_run(made.to_run()).forecast(data).values, forecast)
    frame = data.frame.copy()
    frame.iloc[-3:, 0] += 4.0
    other = dataclasses.replace(data, frame=frame)
    observed = observed_evidences(made, data, np.array([len(data) - 1]))[0]
    past = observed.inputs[0].clone()
    past[0, -3:, 0] += 4.0
    edited = with_companion_of(observed, made, data, past[0, :, 0].numpy()).module(past)
    assert observed.unlearned is not None
    torch.testing.assert_close(observed.unlearned(*observed.inputs), given)
    torch.testing.assert_close(edited, evidence.module(*made.evidence(other).inputs))
