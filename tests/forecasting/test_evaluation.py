"""Verdicts on series whose right verdict is known."""

from collections.abc import Callable

import numpy as np
import pandas as pd
import pytest
from scipy.signal import lfilter
from scipy.special import ndtri

from core.config import QUANTILES
from core.data.series import Frequency, Provenance, Series
from core.errors import UserError
from core.forecasting.baselines import BASELINES
from core.forecasting.baselines.titles import in_words
from core.forecasting.cut import cut_position, rolling_origins
from core.forecasting.evaluation import OURS, evaluate
from core.forecasting.types import Evaluation, OriginPredictions
from core.forecasting.verdict import Comparison, verdict
from core.messages import M
from core.task import Progress

HOURLY = Frequency("h", pd.Timedelta("1h"), (24, 168))
Forecaster = Callable[[np.ndarray, np.ndarray, int], np.ndarray]


def series(values: np.ndarray, frequency: Frequency = HOURLY) -> Series:
    index = pd.date_range("2020-01-01", periods=len(values), freq=frequency.step, name="time")
    return Series("made", pd.DataFrame({"y": values}, index=index), "y", frequency, Provenance("file", "made"))


def noise(rows: int, seed: int = 0) -> np.ndarray:
    return np.random.default_rng(seed).normal(size=rows)


def predictions(values: np.ndarray, horizon: int, step: int, forecaster: Forecaster) -> OriginPredictions:
    origins = rolling_origins(len(values), cut_position(len(values), 0.2), horizon, step)
    actual = values[origins[:, None] + np.arange(1, horizon + 1)]
    return OriginPredictions(origins, QUANTILES, forecaster(values, origins, horizon), actual)


def judged(values: np.ndarray, horizon: int, step: int, season: int, forecaster: Forecaster) -> Evaluation:
    cut = cut_position(len(values), 0.2)
    return evaluate(series(values), cut, season, predictions(values, horizon, step, forecaster), seed=1)


def baseline(name: str, season: int) -> Forecaster:
    def forecast(values: np.ndarray, origins: np.ndarray, horizon: int) -> np.ndarray:
        fitted = BASELINES[name](season).fit(values[: cut_position(len(values), 0.2)])
        return fitted.predict(values, origins, horizon, QUANTILES)

    return forecast


def normal(centre: Callable[[np.ndarray], np.ndarray], spread: float) -> Forecaster:
    """Normal quantiles around a function of the row that is forecast."""

    def forecast(values: np.ndarray, origins: np.ndarray, horizon: int) -> np.ndarray:
        rows = origins[:, None] + np.arange(1, horizon + 1)
        return centre(rows)[..., None] + spread * ndtri(np.array(QUANTILES))

    return forecast


WAVE = 5 * np.sin(2 * np.pi * np.arange(1500) / 24)


def test_the_optimum_of_an_autoregression_is_better() -> None:
    values = lfilter([1.0], [1.0, -0.7], noise(3000))

    def optimum(values: np.ndarray, origins: np.ndarray, horizon: int) -> np.ndarray:
        steps = np.arange(1, horizon + 1)
        spread = np.sqrt((1 - 0.49**steps) / (1 - 0.49))  # (h,)
        return (values[origins, None] * 0.7**steps)[..., None] + spread[:, None] * ndtri(np.array(QUANTILES))

    found = judged(values, 6, 6, 1, optimum)
    assert found.verdict_kind == "better"
    assert 0.05 < found.skill_interval[0] < found.skill < found.skill_interval[1] < 0.4
    assert str(found.verdict).startswith("Better than")


def test_the_numbers_of_the_optimum_of_a_sine_with_noise_are_known() -> None:
    found = judged(WAVE + noise(1500), 24, 24, 24, normal(lambda rows: WAVE[rows], 1.0))
    assert found.score.coverage[0.8] == pytest.approx(0.8, abs=0.06)
    # two independent unit normals differ by 2 / sqrt(pi) on average, one errs by sqrt(2 / pi)
    assert found.scale == pytest.approx(2 / np.sqrt(np.pi), rel=0.05)
    assert found.score.mase == pytest.approx(np.sqrt(2 / np.pi) / found.scale, rel=0.1)
    assert found.score.crps < found.baselines["seasonal_naive"].crps < found.baselines["naive"].crps
    assert set(found.baselines) == set(BASELINES)


def test_the_naive_forecast_of_a_random_walk_is_no_better_than_itself() -> None:
    found = judged(noise(1200).cumsum(), 5, 5, 1, baseline("naive", 1))
    assert found.verdict_kind == "no better"
    assert found.skill == pytest.approx(0.0, abs=0.02)
    assert "seasonal_naive" not in found.baselines
    assert str(found.verdict).startswith("No better than")


def test_a_forecast_of_the_past_mean_is_worse_on_a_random_walk() -> None:
    values = noise(1200, 1).cumsum()
    found = judged(values, 5, 5, 1, normal(lambda rows: np.full(rows.shape, values[:960].mean()), values[:960].std()))
    assert found.verdict_kind == "worse"
    assert found.skill_interval[1] < 0
    assert str(found.verdict).startswith("Worse than")


def test_the_line_y_equals_t() -> None:
    values = np.arange(300.0)
    found = judged(values, 3, 3, 1, normal(lambda rows: rows.astype(float), 0.0))
    assert found.score.crps == 0.0
    assert found.score.mase == 0.0
    assert found.baselines["naive"].mase == pytest.approx(2.0)  # steps 1, 2 and 3 away, on a scale of 1
    naive = found.by_step[found.by_step["model"] == "naive"].set_index("step")
    np.testing.assert_allclose(naive["mase"], [1, 2, 3])


def test_a_series_that_repeats_itself_exactly_gives_finite_numbers() -> None:
    values = np.tile([0.0, 1.0, 5.0, 2.0], 100)
    for forecaster in (normal(lambda rows: values[rows], 0.0), normal(lambda rows: values[rows], 1.0)):
        found = judged(values, 4, 4, 4, forecaster)
        assert np.isfinite([found.skill, *found.skill_interval, found.score.crps]).all()
        assert np.isfinite(found.by_step["skill"]).all()


def test_skill_is_the_ratio_of_the_scores_and_of_the_steps() -> None:
    found = judged(WAVE + noise(1500), 6, 3, 24, baseline("seasonal_naive", 24))
    best = found.baselines[found.best_baseline]
    assert best.crps == min(each.crps for each in found.baselines.values())
    assert found.skill == pytest.approx(1 - found.score.crps / best.crps)
    steps = found.by_step.pivot(index="step", columns="model")
    np.testing.assert_allclose(steps["skill"][OURS], 1 - steps["crps"][OURS] / steps["crps"][found.best_baseline])
    np.testing.assert_allclose(steps["crps"][OURS].mean(), found.score.crps)
    np.testing.assert_allclose(steps["skill"][found.best_baseline], 0.0, atol=1e-12)
    assert list(found.by_step.columns) == ["model", "step", "mase", "crps", "skill", "coverage80"]
    assert found.step == 3


def test_baselines_stand_on_the_same_origins_and_steps() -> None:
    found = judged(WAVE + noise(1500), 24, 24, 24, baseline("naive", 24))
    for each in found.baseline_predictions.values():
        assert each.values.shape == found.predictions.values.shape
        np.testing.assert_array_equal(each.origins, found.predictions.origins)
        np.testing.assert_array_equal(each.actual, found.predictions.actual)
    assert found.dates[0] == series(WAVE).times[1199]


def test_nothing_after_the_last_horizon_matters() -> None:
    values = WAVE + noise(1500)
    ours = predictions(values, 6, 6, baseline("naive", 1))
    kept = OriginPredictions(ours.origins[:20], ours.levels, ours.values[:20], ours.actual[:20])
    changed = values.copy()
    changed[ours.origins[19] + 7 :] = 1e5
    one, two = (evaluate(series(each), 1200, 24, kept) for each in (values, changed))
    assert one.baselines == two.baselines
    assert one.skill_interval == two.skill_interval


def test_values_past_the_end_are_left_out() -> None:
    values = WAVE + noise(1500)
    ours = predictions(values, 6, 6, baseline("naive", 1))
    open_ended = ours.actual.copy()
    open_ended[-1, 3:] = np.nan
    found = evaluate(series(values), 1200, 24, OriginPredictions(ours.origins, ours.levels, ours.values, open_ended))
    assert np.isfinite([found.skill, *found.skill_interval]).all()
    best = found.baselines[found.best_baseline]
    assert found.skill == pytest.approx(1 - found.score.crps / best.crps)


def test_few_origins_are_too_few_to_tell() -> None:
    found = judged(WAVE[:300] + noise(300), 24, 24, 24, normal(lambda rows: WAVE[rows], 1.0))
    assert found.origins == 2
    assert found.verdict_kind == "no better"
    assert str(found.verdict).startswith("Too few test origins to tell: 2 give")


def test_many_overlapping_origins_are_still_few() -> None:
    found = judged(WAVE[:300] + noise(300), 24, 1, 24, normal(lambda rows: WAVE[rows], 1.0))
    assert found.origins > 30
    assert "Too few" in str(found.verdict)


def test_one_origin_is_enough_for_scores_but_not_for_a_verdict() -> None:
    found = judged(WAVE[:300] + noise(300), 50, 50, 24, normal(lambda rows: WAVE[rows], 1.0))
    assert found.origins == 1
    assert found.step == 50
    assert np.isfinite(found.skill_interval).all()


def test_nan_in_ours_is_refused() -> None:
    with pytest.raises(ValueError, match="are not numbers"):
        judged(WAVE, 6, 6, 24, lambda values, origins, horizon: np.full((len(origins), horizon, 7), np.nan))


def test_a_constant_training_part_is_refused_in_a_sentence() -> None:
    with pytest.raises(UserError, match="do not change"):
        judged(np.concatenate([np.full(400, 2.0), noise(100)]), 5, 5, 1, baseline("naive", 1))


def test_origins_in_the_training_part_are_refused() -> None:
    values = WAVE + noise(1500)
    with pytest.raises(ValueError, match="lies before the last row of the training part"):
        evaluate(series(values), 1400, 24, predictions(values, 6, 6, baseline("naive", 1)))


def test_progress_never_falls_and_ends_at_one() -> None:
    told: list[Progress] = []
    values = WAVE + noise(1500)
    evaluate(series(values), 1200, 24, predictions(values, 6, 6, baseline("naive", 1)), report=told.append)
    shares = [each.fraction for each in told]
    assert shares == sorted(shares)
    assert shares[-1] == 1.0


def test_the_sentence() -> None:
    better = Comparison(M("the last value"), 0.28, (0.24, 0.32), 20, enough=True)
    assert str(verdict(better, {0.8: 0.79})).replace("\u00a0", " ") == (
        "Better than the last value by 28 % (24 % to 32 %) over 20 test origins; the 80 % band held 79 % of what came."
    )
    worse = Comparison(M("the last value"), -0.1, (-0.15, -0.05), 20, enough=True)
    assert str(verdict(worse, {})).replace("\u00a0", " ") == (
        "Worse than the last value by 10 % (5 % to 15 %) over 20 test origins."
    )
    neither = Comparison(M("the last value"), -0.01, (-0.05, 0.03), 20, enough=True)
    assert neither.kind == "no better"
    assert "a loss of 1 % (-3 % to 5 %)" in str(verdict(neither, {})).replace("\u00a0", " ")
    unsure = Comparison(M("the last value"), 0.5, (0.4, 0.6), 5, enough=False)
    assert unsure.kind == "no better"


def test_a_baseline_in_words_names_the_season() -> None:
    assert str(in_words("seasonal_naive", HOURLY, 24)) == "the same hour yesterday"
    weekly = Frequency("W-SUN", pd.Timedelta("7D"), (52,))
    assert str(in_words("seasonal_naive", weekly, 52)) == "the same week last year"
    assert str(in_words("seasonal_naive", weekly, 13)) == "the value one season ago"
    assert str(in_words("naive", HOURLY, 24)) == "the last value"
