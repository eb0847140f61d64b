"""The forecaster on series with known structure: nothing leaks, it finds what can be found, it can be rebuilt."""

import dataclasses

import numpy as np
import pandas as pd
import pytest
import torch

from core.data.series import Frequency, Provenance, Series
from core.errors import Cancelled, UserError
from core.forecasting.cut import rolling_origins
from core.forecasting.forecaster import FittedForecaster, fit
from core.forecasting.saved import from_run
from core.forecasting.types import ForecastSettings
from core.models.registry import MODELS
from core.task import Progress

HOURLY = Frequency("h", pd.Timedelta("1h"), (24, 168))
DAILY = Frequency("D", pd.Timedelta("1D"), (7, 365))
QUICK = ForecastSettings(model="lstm", horizon=6, seed=3, budget_seconds=30.0, window=24, networks=1)


def series(values: np.ndarray, frequency: Frequency = DAILY) -> Series:
    index = pd.date_range("2015-01-01", periods=len(values), freq=frequency.step, name="time")
    return Series("made", pd.DataFrame({"y": values}, index=index), "y", frequency, Provenance("file", "made"))


def noisy_sine(rows: int = 1200, seed: int = 0) -> np.ndarray:
    return 10 * np.sin(2 * np.pi * np.arange(rows) / 24) + np.random.default_rng(seed).normal(0, 1, rows)


def walk(rows: int = 900, seed: int = 0) -> np.ndarray:
    return 100 + np.random.default_rng(seed).normal(0, 1, rows).cumsum()


def crps(made: FittedForecaster, data: Series) -> float:
    predictions = made.predict(data, rolling_origins(len(data), made.cut, made.plan.horizon, 3))
    above = predictions.actual[..., None] - predictions.values
    levels = np.array(predictions.levels)
    return float(2 * np.maximum(levels * above, (levels - 1) * above).mean())


@pytest.fixture(scope="module")
def sine() -> tuple[Series, FittedForecaster]:
    data = series(noisy_sine(), HOURLY)
    return data, fit(data, QUICK)


@pytest.mark.parametrize("model", sorted(MODELS))
def test_rows_after_the_cut_change_neither_weights_nor_forecast(model: str) -> None:
    settings = dataclasses.replace(QUICK, model=model)
    values = noisy_sine(500)
    changed = values.copy()
    changed[400:] = np.random.default_rng(9).normal(1e4, 1e3, 100)
    one, two = (fit(series(data, HOURLY), settings) for data in (values, changed))
    assert one.cut == 400
    for name, weight in one.module.state_dict().items():
        assert torch.equal(weight, two.module.state_dict()[name]), name
    first, second = one.forecast(series(values, HOURLY), 399), two.forecast(series(changed, HOURLY), 399)
    np.testing.assert_array_equal(first.values, second.values)
    np.testing.assert_array_equal(one.calibration.scores, two.calibration.scores)
    assert one.card["form"] == two.card["form"]
    assert one.season == two.season


def test_a_backtest_forecast_knows_nothing_after_its_origin(sine: tuple[Series, FittedForecaster]) -> None:
    data, made = sine
    origin = 1050
    changed = data.values.copy()
    changed[origin + 1 :] = -500.0
    origins = np.array([origin, 1100])
    before = made.predict(data, origins).values[0]
    after = made.predict(series(changed, HOURLY), origins).values[0]
    np.testing.assert_array_equal(before, after)


def test_noisy_sine_is_forecast_near_the_optimum(sine: tuple[Series, FittedForecaster]) -> None:
    """The best possible forecast knows the sine and the spread 1 of its noise: mean quantile loss 2 E[pinball]."""
    data, made = sine
    levels = np.array(made.module.networks[0].config.levels)
    rng = np.random.default_rng(5)
    noise = rng.normal(0, 1, 200_000)[:, None]
    above = noise - np.quantile(noise, levels)
    optimum = float(2 * np.maximum(levels * above, (levels - 1) * above).mean())
    assert crps(made, data) < 1.25 * optimum
    predictions = made.predict(data, rolling_origins(len(data), made.cut, 6, 1))
    inside = (predictions.actual >= predictions.values[..., 1]) & (predictions.actual <= predictions.values[..., 5])
    assert 0.72 < inside.mean() < 0.88


def test_random_walk_is_no_better_than_the_last_value_by_more_than_chance() -> None:
    data = series(walk())
    made = fit(data, QUICK)
    predictions = made.predict(data, rolling_origins(len(data), made.cut, 6, 6))
    naive = np.abs(predictions.actual - data.values[predictions.origins][:, None]).mean()
    ours = np.abs(predictions.actual - predictions.values[..., 3]).mean()
    assert 0.9 < ours / naive < 1.15


def test_a_straight_line_is_continued() -> None:
    """y = t: the recursion every forecaster must know; naive is off by 1 … 6."""
    data = series(np.arange(600.0) + np.random.default_rng(0).normal(0, 0.01, 600))
    made = fit(data, QUICK)
    forecast = made.forecast(data)
    np.testing.assert_allclose(forecast.values[:, 3], 600 + np.arange(6), atol=0.5)


def test_a_level_shift_in_the_test_part_is_followed() -> None:
    values = noisy_sine(1200)
    values[1050:] += 200.0
    data = series(values, HOURLY)
    made = fit(data, QUICK)
    forecast = made.forecast(data, 1150)
    assert np.abs(forecast.values[:, 3] - values[1151:1157]).max() < 8.0


def test_quantiles_do_not_cross_and_bands_widen_with_heavy_tails() -> None:
    heavy = series(np.random.default_rng(4).standard_t(2, 800).cumsum())
    made = fit(heavy, QUICK)
    predictions = made.predict(heavy, rolling_origins(800, made.cut, 6, 1))
    assert (np.diff(predictions.values, axis=-1) >= 0).all()
    inside = (predictions.actual >= predictions.values[..., 1]) & (predictions.actual <= predictions.values[..., 5])
    assert 0.7 < inside.mean() < 0.9


def test_rain_is_never_forecast_below_zero() -> None:
    rng = np.random.default_rng(6)
    rain = np.where(rng.random(600) < 0.5, 0.0, rng.gamma(1.0, 5.0, 600))
    data = series(rain)
    made = fit(data, QUICK)
    assert made.plan.lower == 0.0
    assert made.predict(data, rolling_origins(600, made.cut, 6, 1)).values.min() >= 0.0


def test_large_offsets_lose_no_precision() -> None:
    """A price near a billion that moves by units: single precision alone would round the moves away."""
    data, lifted = series(walk()), series(walk() + 1e9)
    small, large = (fit(each, QUICK).forecast(each) for each in (data, lifted))
    np.testing.assert_allclose(large.values - 1e9, small.values, atol=0.05)


def test_a_run_rebuilt_forecasts_the_same(sine: tuple[Series, FittedForecaster]) -> None:
    data, made = sine
    again = from_run(made.to_run())
    np.testing.assert_array_equal(made.forecast(data).values, again.forecast(data).values)
    other = series(noisy_sine(400, seed=8) + 50, HOURLY)
    np.testing.assert_array_equal(made.forecast(other).values, again.forecast(other).values)
    assert abs(again.forecast(other).values[:, 3] - (noisy_sine(406, seed=8)[400:] + 50)).max() < 5.0


def test_a_run_whose_parts_do_not_fit_is_refused(sine: tuple[Series, FittedForecaster]) -> None:
    run = sine[1].to_run()
    broken = dataclasses.replace(run, state={name: value[:1] for name, value in run.state.items()})
    with pytest.raises(UserError, match="does not fit together"):
        from_run(broken)


def test_same_seed_same_forecast_and_another_seed_another(sine: tuple[Series, FittedForecaster]) -> None:
    data, made = sine
    np.testing.assert_array_equal(made.forecast(data).values, fit(data, QUICK).forecast(data).values)
    other = fit(data, dataclasses.replace(QUICK, seed=4))
    assert not np.array_equal(made.forecast(data).values, other.forecast(data).values)


def test_evidence_is_the_forecast_itself(sine: tuple[Series, FittedForecaster]) -> None:
    data, made = sine
    evidence = made.evidence(data)
    made_again = evidence.module(*evidence.inputs).detach().numpy()[0]
    np.testing.assert_allclose(made_again, made.forecast(data).values, rtol=1e-6)
    assert [axis.group for axis in evidence.axes] == ["past", "known ahead"]
    for tensor, axis in zip(evidence.inputs, evidence.axes, strict=True):
        assert tensor.shape == (1, len(axis.positions), len(axis.features))
    for reference in evidence.references.values():
        assert [part.shape for part in reference] == [part.shape for part in evidence.inputs]
        assert torch.isfinite(evidence.module(*reference)).all()


def test_trace_covers_the_window(sine: tuple[Series, FittedForecaster]) -> None:
    data, made = sine
    trace = made.trace(data)
    assert trace.hidden.shape == (made.plan.window, 48)
    assert set(trace.gates) == set(MODELS["lstm"].capabilities.gates)


def test_progress_rises_and_cancelling_stops_at_once() -> None:
    seen: list[Progress] = []
    fit(series(noisy_sine(500), HOURLY), dataclasses.replace(QUICK), seen.append)
    fractions = [progress.fraction for progress in seen]
    assert fractions == sorted(fractions)
    assert fractions[-1] == pytest.approx(1.0)
    assert {"epoch", "train_loss", "validation_loss", "gradient_norm"} <= set(seen[-1].telemetry)

    def stop(progress: Progress) -> None:
        raise Cancelled

    with pytest.raises(Cancelled):
        fit(series(noisy_sine(500), HOURLY), QUICK, stop)


def test_a_history_shorter_than_the_window_is_refused(sine: tuple[Series, FittedForecaster]) -> None:
    with pytest.raises(UserError, match="rows before the first forecast"):
        sine[1].forecast(series(noisy_sine(20), HOURLY))


def test_a_slow_network_has_its_form_chosen_by_a_quick_one() -> None:
    data = series(noisy_sine(600), HOURLY)
    settings = dataclasses.replace(QUICK, budget_seconds=4.0)
    slow, quick = (fit(data, dataclasses.replace(settings, model=model)) for model in ("attention", "lstm"))
    assert len(slow.card["forms_tried"]) > 1
    assert slow.card["forms_tried"] == quick.card["forms_tried"]
    assert slow.network.config.encoder == "attention"
