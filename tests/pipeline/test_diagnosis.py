"""Everything a backtest is asked at once: consistent with the scores, and asked of every model."""

from __future__ import annotations

import numpy as np
import pytest

from core.config import examples_folder
from core.forecasting import metrics
from core.pipeline import ModelComparison, diagnose, diagnose_model, load_comparison, window_forecast


@pytest.fixture(scope="module")
def found() -> ModelComparison:
    """The shipped example."""
    return load_comparison(examples_folder() / "backtest")


def test_scores_and_skill_are_those_of_the_evaluation(found: ModelComparison) -> None:
    said = diagnose(found)
    best = said.scores.set_index("model").loc[found.best]
    assert best["crps"] == pytest.approx(found.evaluation.score.crps, rel=1e-5)
    assert best["skill"] == pytest.approx(found.evaluation.skill, rel=1e-4)
    assert (best["low"], best["high"]) == pytest.approx(found.evaluation.skill_interval, rel=1e-3)
    assert said.scores["crps"].is_monotonic_increasing
    assert len(said.pairs) == 28
    assert set(said.by_step["model"]) == set(found.predictions)


def test_a_network_that_copies_the_last_value_is_named(found: ModelComparison) -> None:
    assert diagnose(found).repeating == ()
    copied = {**found.predictions, "mlp": found.predictions["naive"]}
    fooled = ModelComparison(**{**vars(found), "predictions": copied})
    assert diagnose(fooled).repeating == ("mlp",)


@pytest.mark.parametrize("name", ["lstm", "seasonal_naive"])
def test_errors_by_group_weigh_to_the_score(found: ModelComparison, name: str) -> None:
    each = found.predictions[name]
    whole = metrics.score(each.actual, each.values, each.levels, found.evaluation.scale).crps
    plain = found.evaluation.baselines[found.reference].crps
    errors = diagnose_model(found, name).errors
    assert list(errors) == ["month", "weekday", "volatility"]
    for table in errors.values():
        assert table["count"].sum() == each.actual.size
        assert np.average(table["crps"], weights=table["count"]) == pytest.approx(whole)
        assert np.average(table["baseline"], weights=table["count"]) == pytest.approx(plain, rel=1e-5)


def test_a_window_continues_its_history(found: ModelComparison) -> None:
    place = int(diagnose_model(found, "lstm").worst["place"].iloc[0])
    forecast, history, came = window_forecast(found, "lstm", place)
    assert history["time"].iloc[-1] == forecast.origin
    assert list(came["time"]) == list(forecast.times)
    np.testing.assert_array_equal(came["value"], found.predictions["lstm"].actual[place])
