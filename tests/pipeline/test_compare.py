"""Several models from the same origins: fair, stored whole, told in a sentence, and run as a job."""

from __future__ import annotations

import dataclasses
from pathlib import Path

import numpy as np
import pandas as pd
import pytest

from core.errors import Cancelled, UserError
from core.forecasting.diagnostics.diebold_mariano import pair_tests
from core.pipeline import (
    ComparePlan,
    ModelComparison,
    backtest_job,
    compare,
    compare_arguments,
    estimated_cost,
    load_comparison,
    save_comparison,
)
from core.pipeline.comparison import verdict
from core.store.series import save_series
from core.task import Progress
from tests.pipeline.conftest import wave

PLAN = ComparePlan(("elman", "mlp"), horizon=7, step=3, seed=3, budget_seconds=12.0, test_fraction=0.25)


@pytest.fixture(scope="module")
def told() -> list[Progress]:
    """What the comparison reported."""
    return []


@pytest.fixture(scope="module")
def found(told: list[Progress]) -> ModelComparison:
    """A finished comparison of the wave."""
    return compare(wave(300), PLAN, told.append)


def test_all_models_stand_on_the_same_origins(found: ModelComparison) -> None:
    assert list(found.predictions) == ["elman", "mlp", "naive", "seasonal_naive", "ets", "theta"]
    for each in found.predictions.values():
        np.testing.assert_array_equal(each.origins, np.arange(224, 293, 3))
        np.testing.assert_array_equal(each.actual, found.predictions["naive"].actual)
    assert found.season == 7


def test_the_best_network_has_the_verdict(found: ModelComparison) -> None:
    other = next(name for name in found.models if name != found.best)
    pairs = pair_tests(found.predictions)
    assert found.evaluation.predictions is found.predictions[found.best]
    text = str(verdict(found, pairs))
    assert str(found.evaluation.verdict) in text
    certain = pairs.assign(p_adjusted=0.001)
    assert "by more than chance" in str(verdict(found, certain))
    unsure = pairs.assign(p_adjusted=0.9)
    assert f"leads {found.models[other].name.upper()}" in str(verdict(found, unsure)).upper().replace("LEADS", "leads")


def test_one_network_has_its_own_verdict(found: ModelComparison) -> None:
    alone = dataclasses.replace(found, models={found.best: found.models[found.best]})
    assert verdict(alone, pair_tests(found.predictions)) == found.evaluation.verdict


def test_it_is_read_back_as_it_was_saved(found: ModelComparison, tmp_path: Path) -> None:
    save_comparison(found, tmp_path)
    back = load_comparison(tmp_path)
    assert (back.plan, back.season, back.best, back.models) == (found.plan, found.season, found.best, found.models)
    assert back.evaluation.verdict == found.evaluation.verdict
    assert back.evaluation.score == found.evaluation.score
    assert list(back.predictions) == list(found.predictions)
    for name, each in found.predictions.items():
        np.testing.assert_allclose(back.predictions[name].values, each.values, rtol=1e-6)
        np.testing.assert_array_equal(back.predictions[name].actual, each.actual)
        np.testing.assert_array_equal(back.predictions[name].origins, each.origins)
    pd.testing.assert_frame_equal(back.evaluation.by_step, found.evaluation.by_step, atol=1e-4)


def test_the_table_holds_every_prediction_with_its_times(found: ModelComparison) -> None:
    table = found.table()
    assert len(table) == 6 * 23 * 7
    row = table[(table["model"] == "mlp") & (table["step"] == 7)].iloc[1]
    assert row["origin"] == found.series.times[227]
    assert row["time"] == found.series.times[234]
    assert row["actual"] == found.series.values[234]
    assert row["0.5"] == found.predictions["mlp"].values[1, 6, 3]


def test_progress_names_the_network_and_never_falls(found: ModelComparison, told: list[Progress]) -> None:
    shares = [each.fraction for each in told]
    assert shares == sorted(shares)
    stages = {str(each.stage) for each in told}
    assert {"Elman: Preparing the data", "MLP: Preparing the data", "Comparing with the baselines"} <= stages


def test_cancelling_stops_it() -> None:
    def stop(progress: Progress) -> None:
        raise Cancelled

    with pytest.raises(Cancelled):
        compare(wave(300), PLAN, stop)


def test_the_job_leaves_the_result_in_its_folder(tmp_path: Path) -> None:
    save_series(wave(200), tmp_path)
    plan = ComparePlan(("mlp",), horizon=7, step=14, refit="always", budget_seconds=12.0)
    backtest_job(tmp_path, compare_arguments(plan), lambda progress: None)
    back = load_comparison(tmp_path)
    assert back.plan == plan
    assert list(back.models) == ["mlp"]
    assert len(back.predictions["mlp"].origins) == 3


def test_refitting_costs_as_many_trainings_as_origins() -> None:
    once = estimated_cost(300, PLAN)
    again = estimated_cost(300, dataclasses.replace(PLAN, refit="always"))
    assert (once.fits, once.origins) == (2, 23)
    assert (again.fits, again.origins) == (46, 23)
    assert 20 * once.seconds < again.seconds * 1.5
    assert once.seconds <= once.most
    assert again.seconds <= again.most


@pytest.mark.parametrize(
    ("changed", "text"),
    [
        ({"models": ()}, "0 networks cannot be compared"),
        ({"models": ("lstm",) * 7}, "7 networks cannot be compared"),
        ({"models": ("lstmm",)}, "no model called “lstmm”"),
        ({"step": 0}, "cannot stand 0 rows apart"),
        ({"budget_seconds": 1e6}, "outside the limits"),
        ({"horizon": 200}, "fewer than the horizon of 200"),
    ],
)
def test_plans_that_cannot_be_carried_out_are_refused(changed: dict[str, object], text: str) -> None:
    with pytest.raises(UserError, match=text):
        estimated_cost(300, dataclasses.replace(PLAN, **changed))  # type: ignore[arg-type]


def test_a_folder_without_a_result_and_an_unknown_version_are_named(found: ModelComparison, tmp_path: Path) -> None:
    with pytest.raises(UserError, match="no finished backtest"):
        load_comparison(tmp_path)
    save_comparison(found, tmp_path)
    file = tmp_path / "comparison.json"
    file.write_text(file.read_text().replace('"version": 1', '"version": 99'))
    with pytest.raises(UserError, match="version 99"):
        load_comparison(tmp_path)
