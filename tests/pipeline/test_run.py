"""A forecast from end to end on series whose right answer is known."""

from __future__ import annotations

import dataclasses

import numpy as np
import pandas as pd
import pytest

from core.errors import Cancelled, UserError
from core.forecasting.types import ForecastSettings
from core.pipeline import Outcome, reuse_forecast, run_forecast
from core.pipeline.run import evaluation_origins
from core.task import Progress
from tests.pipeline.conftest import SETTINGS, wave


def test_it_learns_the_wave_and_says_so(outcome: Outcome) -> None:
    """The sine is known, so the error of the median is near that of its noise and far from the last value's."""
    steps = np.arange(400, 407)
    truth = 10 + np.sin(2 * np.pi * steps / 7)
    assert np.abs(outcome.forecast.values[:, 3] - truth).mean() < 0.25
    assert outcome.evaluation.baselines["naive"].crps > outcome.evaluation.score.crps
    assert outcome.fitted.season == 7


def test_forecast_continues_the_calendar_and_never_crosses(outcome: Outcome) -> None:
    expected = pd.date_range("2021-02-04", periods=7)
    assert list(outcome.forecast.times) == list(expected)
    assert (np.diff(outcome.forecast.values, axis=1) >= 0).all()


def test_all_stages_are_timed(outcome: Outcome) -> None:
    assert set(outcome.seconds) == {"training", "evaluation", "explanation", "total"}
    assert outcome.seconds["total"] >= outcome.seconds["training"] > 0
    assert {"epoch", "train_loss", "validation_loss", "gradient_norm"} <= set(outcome.telemetry[0])


def test_same_seed_same_numbers(outcome: Outcome) -> None:
    again = run_forecast(wave(), SETTINGS)
    np.testing.assert_array_equal(again.forecast.values, outcome.forecast.values)
    assert again.evaluation.score == outcome.evaluation.score
    assert again.evaluation.skill_interval == outcome.evaluation.skill_interval
    np.testing.assert_array_equal(again.explanation.attributions[0], outcome.explanation.attributions[0])


def test_rows_after_the_cut_reach_nothing_but_the_scores(outcome: Outcome) -> None:
    """Values after the cut are changed; a forecast from the cut, with everything fitted before it, stays the same."""
    changed = wave()
    changed.frame.iloc[outcome.fitted.cut :] += 5.0
    other = run_forecast(changed, SETTINGS)
    for name, weight in outcome.fitted.to_run().state.items():
        assert weight.equal(other.fitted.to_run().state[name]), name
    origin = np.array([outcome.fitted.cut - 1])
    here, there = outcome.fitted.predict(wave(), origin), other.fitted.predict(changed, origin)
    np.testing.assert_array_equal(here.values, there.values)


def test_progress_reaches_the_end_without_falling() -> None:
    heard: list[Progress] = []
    run_forecast(wave(200), SETTINGS, heard.append)
    fractions = [told.fraction for told in heard]
    assert fractions[0] == 0.0
    assert fractions == sorted(fractions)
    assert fractions[-1] > 0.8
    assert str(heard[-1].stage) == "Explaining the forecast"


def test_cancelling_stops_at_the_next_report() -> None:
    def cancel_in_the_middle(progress: Progress) -> None:
        if progress.fraction > 0.2:
            raise Cancelled

    with pytest.raises(Cancelled):
        run_forecast(wave(), SETTINGS, cancel_in_the_middle)


def test_a_saved_model_gives_the_same_result_on_the_same_rows(outcome: Outcome) -> None:
    again = reuse_forecast(outcome.fitted, wave())
    np.testing.assert_array_equal(again.forecast.values, outcome.forecast.values)
    assert again.evaluation.score == outcome.evaluation.score


def test_a_saved_model_is_scored_only_on_rows_it_has_not_seen(outcome: Outcome) -> None:
    fresh = reuse_forecast(outcome.fitted, wave(460))
    assert fresh.evaluation.dates[0] >= outcome.fitted.cut_time - pd.Timedelta(days=1)
    assert fresh.forecast.times[0] == pd.Timestamp("2020-01-01") + pd.Timedelta(days=460)
    assert "training" not in fresh.seconds


def test_the_explained_step_is_the_one_asked_for() -> None:
    explained = run_forecast(wave(200), SETTINGS, explain_step=5)
    assert explained.explanation.target[0] == 4
    assert explained.explanation.target_labels == (5, 0.5)


@pytest.mark.parametrize(
    ("rows", "cut", "horizon", "step", "first", "apart", "count"),
    [
        (1461, 1169, 14, None, 1168, 13, 22),  # one horizon apart would be 20 or fewer: 278 rows hold 21 of 13
        (8759, 7007, 24, None, 7006, 24, 73),
        (1461, 1169, 14, 14, 1168, 14, 20),
        (1500, 1200, 1, None, 1199, 1, 300),
    ],
)
def test_origins_of_the_evaluation(
    rows: int, cut: int, horizon: int, step: int | None, first: int, apart: int, count: int
) -> None:
    origins = evaluation_origins(rows, cut, horizon, step)
    assert origins[0] == first
    assert set(np.diff(origins)) == {apart}
    assert len(origins) == count
    assert origins[-1] + horizon < rows


@pytest.mark.parametrize("horizon", [0, 501])
def test_a_horizon_out_of_limits_is_refused(horizon: int) -> None:
    with pytest.raises(UserError, match=f"horizon of {horizon} steps is outside 1 to 500"):
        run_forecast(wave(), dataclasses.replace(SETTINGS, horizon=horizon))


def test_a_horizon_longer_than_the_test_part_is_refused_with_both_numbers() -> None:
    with pytest.raises(UserError, match="holds 40 of 200 rows, fewer than the horizon of 60 steps"):
        run_forecast(wave(200), ForecastSettings(horizon=60))


@pytest.mark.parametrize("step", [0, 8])
def test_a_step_that_the_forecast_lacks_is_refused(step: int) -> None:
    with pytest.raises(UserError, match=f"has no step {step}: it has 7"):
        run_forecast(wave(), SETTINGS, explain_step=step)
