"""Several columns in one run: each with bands, an evaluation and a verdict of its own; one column stays as it was."""

from __future__ import annotations

import dataclasses
from pathlib import Path

import numpy as np
import pytest
import torch

from core.data.samples import load_sample
from core.data.series import Series
from core.errors import UserError
from core.forecasting.saved import from_run
from core.forecasting.together import apart, targets_of, together
from core.forecasting.types import ForecastSettings
from core.pipeline import (
    ComparePlan,
    Outcome,
    compare,
    estimated_cost,
    jobs_of,
    load_comparison,
    load_outcome,
    outcome_json,
    reuse_run,
    run_forecast,
    save_comparison,
    save_outcome,
)
from core.pipeline.targets import retargeted
from core.store import read_run, write_run
from tests.pipeline.conftest import SETTINGS, wave

BOTH = dataclasses.replace(SETTINGS, also=("double",), networks=1)


def with_double(rows: int = 300) -> Series:
    """A wave, and beside it twice the same with a gap."""
    plain = wave(rows)
    double = 2 * plain.values
    double[40] = np.nan
    return dataclasses.replace(plain, frame=plain.frame.assign(double=double))


@pytest.fixture(scope="module")
def both() -> Outcome:
    return run_forecast(with_double(), BOTH)


def test_each_column_has_a_forecast_and_a_verdict_of_its_own(both: Outcome) -> None:
    (other,) = both.also
    assert (both.series.target, other.series.target) == ("value", "double")
    medians = [each.forecast.values[:, 3] for each in (both, other)]
    np.testing.assert_allclose(medians[1] / medians[0], 2.0, rtol=0.1)
    assert other.evaluation.score.crps < 1.0
    assert str(other.evaluation.verdict)


def test_each_sees_the_past_of_the_other(both: Outcome) -> None:
    assert both.fitted.card["covariates"] == {"double": "past only"}
    assert both.also[0].fitted.card["covariates"] == {"value": "past only"}


def test_the_time_is_shared_and_every_column_has_its_own_settings() -> None:
    jobs = jobs_of(with_double(), dataclasses.replace(BOTH, budget_seconds=10.0, covariates=(("double", "hold last"),)))
    assert [settings.budget_seconds for _, settings in jobs] == [5.0, 5.0]
    assert [settings.covariates for _, settings in jobs] == [(("double", "past only"),), (("value", "past only"),)]


def test_json_names_the_columns_and_the_folder_keeps_them(both: Outcome, tmp_path: Path) -> None:
    save_outcome(both, tmp_path)
    found = outcome_json(load_outcome(tmp_path))
    assert found == outcome_json(both)
    assert found["target"] == "value"
    (also,) = found["also"]  # type: ignore[misc]
    assert also["target"] == "double"
    assert set(also) >= {"series", "model", "forecast", "evaluation", "explanation"}


def test_a_run_of_two_columns_forecasts_each_as_it_was_made(both: Outcome, tmp_path: Path) -> None:
    save_outcome(both, tmp_path)
    stored = load_outcome(tmp_path).to_run()
    assert targets_of(stored.card) == ("value", "double")
    write_run(stored, tmp_path / "kept")
    again = reuse_run(read_run(tmp_path / "kept"), "kept", with_double())
    for before, after in zip((both, *both.also), (again, *again.also), strict=True):
        np.testing.assert_array_equal(after.forecast.values, before.forecast.values)
        assert after.run == "kept"
    (only,) = [reuse_run(stored, "kept", with_double(), columns=["double"])]
    np.testing.assert_array_equal(only.forecast.values, both.also[0].forecast.values)
    assert only.also == ()
    with pytest.raises(UserError, match="does not forecast “other”"):
        from_run(stored, "other")


def test_runs_put_together_come_apart_as_they_were(both: Outcome) -> None:
    runs = [each.fitted.to_run() for each in (both, *both.also)]
    for before, after in zip(runs, apart(together(runs)), strict=True):
        assert (after.model, after.config, after.preprocessing, after.card) == (
            before.model,
            before.config,
            before.preprocessing,
            before.card,
        )
        assert list(after.state) == list(before.state)
        assert all(torch.equal(after.state[name], weight) for name, weight in before.state.items())
    assert together(runs[:1]) is runs[0]


def test_a_damaged_run_of_two_columns_is_refused(both: Outcome) -> None:
    run = both.to_run()
    broken = dataclasses.replace(run, preprocessing={**run.preprocessing, "also": [{"model": "elman"}]})
    with pytest.raises(UserError, match="does not fit together"):
        from_run(broken)


def test_a_comparison_of_two_columns_holds_both_and_is_read_back(tmp_path: Path) -> None:
    plan = ComparePlan(("mlp",), horizon=7, step=14, seed=3, budget_seconds=12.0, also=("double",))
    found = compare(with_double(), plan)
    assert [each.series.target for each in (found, *found.also)] == ["value", "double"]
    (other,) = found.also
    assert other.plan.covariates == (("value", "past only"),)
    assert other.plan.budget_seconds == 6.0
    assert other.evaluation.scale == pytest.approx(2 * found.evaluation.scale, rel=0.05)
    save_comparison(found, tmp_path)
    (back,) = load_comparison(tmp_path).also
    assert (back.series.target, back.plan, back.models) == ("double", other.plan, other.models)
    one = estimated_cost(300, dataclasses.replace(plan, also=(), budget_seconds=6.0))
    assert estimated_cost(300, plan).fits == 2 * one.fits
    assert estimated_cost(300, plan).most == pytest.approx(2 * one.most)


def test_a_form_found_for_the_first_column_is_not_forced_on_the_others() -> None:
    jobs = jobs_of(with_double(), dataclasses.replace(BOTH, form="seasonal residual (7 steps)", hidden=24))
    assert [(settings.form, settings.hidden) for _, settings in jobs] == [
        ("seasonal residual (7 steps)", 24),
        (None, 24),
    ]


def test_the_json_of_one_column_is_as_it_was(outcome: Outcome) -> None:
    assert list(outcome_json(outcome)) == ["series", "model", "forecast", "evaluation", "explanation"]


def test_a_gap_of_another_column_is_filled_from_the_past_and_told() -> None:
    series = retargeted(with_double(), "double")
    assert series.filled == (40,)
    assert series.values[40] == series.values[39]
    assert retargeted(load_sample("seattle-weather"), "wind").unit == "m/s"


@pytest.mark.parametrize(
    ("also", "sentence"),
    [
        (("nothing",), "no column “nothing”"),
        (("value",), "once only"),
        (("a", "b", "c", "d"), "5 columns cannot be forecast at once"),
    ],
)
def test_columns_that_cannot_be_forecast_are_refused(also: tuple[str, ...], sentence: str) -> None:
    with pytest.raises(UserError, match=sentence):
        jobs_of(with_double(), ForecastSettings(also=also))
