"""What a search leaves on disk, and the sentence it is summed up in."""

from __future__ import annotations

import dataclasses
import json
import math
from pathlib import Path

import pytest

from core.errors import UserError
from core.forecasting.tuning.types import Again, Choice, Trial, Tuning, TuningLimits
from core.forecasting.types import ForecastSettings
from core.pipeline import load_tuning, tune_arguments, tune_job, tuning_json
from core.pipeline.tune import save_tuning, tuning_from_json, verdict
from core.store.series import save_series
from core.task import Progress
from tests.pipeline.conftest import wave

SETTINGS = ForecastSettings(model="elman", horizon=7, seed=3)
LIMITS = TuningLimits(seconds=60.0, trials=4)


def trial(number: int, crps: float, pruned: bool = False, hidden: int = 48) -> Trial:
    return Trial(number, Choice("elman", "last value", None, hidden, 5e-3, 1e-2), crps, pruned, 60, 10, 0.5)


def tuning(
    *trials: Trial, again: tuple[Again, ...] = (), interval: tuple[float, float] | None = None, usual: int = 2
) -> Tuning:
    return Tuning(SETTINGS, LIMITS, usual, 200, 100, "kg", trials, again, interval, "trials", 2.0)


FOUND = tuning(
    trial(1, 2.0),
    trial(2, 1.0),
    trial(3, math.inf, pruned=True),
    trial(4, 0.9, hidden=32),
    again=(Again(4, 0.9, 1.0), Again(5, 0.72, 0.8)),
    interval=(0.02, 0.17),
)


def test_the_best_and_the_start_are_the_lowest_of_all_and_of_the_usual_trials() -> None:
    assert FOUND.best is not None
    assert FOUND.start is not None
    assert (FOUND.best.number, FOUND.start.number) == (4, 2)
    assert FOUND.gain == pytest.approx(0.1)
    assert FOUND.gain_again == pytest.approx(0.1)
    assert FOUND.tuned == dataclasses.replace(
        SETTINGS, form="last value", hidden=32, learning_rate=5e-3, weight_decay=1e-2
    )


def test_a_trial_that_was_given_up_is_never_the_best() -> None:
    assert tuning(trial(1, 2.0), trial(2, 1.0, pruned=True)).best == trial(1, 2.0)


def test_the_table_keeps_the_lowest_so_far() -> None:
    assert FOUND.frame()["best"].tolist() == [2.0, 1.0, 1.0, 0.9]


def test_it_comes_back_from_its_folder(tmp_path: Path) -> None:
    assert load_tuning(tmp_path) is None
    save_tuning(FOUND, tmp_path)
    assert load_tuning(tmp_path) == FOUND
    text = (tmp_path / "tuning.json").read_text()
    assert "Infinity" not in text
    assert json.loads(text)["better"] is True


def test_another_version_is_refused() -> None:
    with pytest.raises(UserError, match="have version 9; this program reads version 1"):
        tuning_from_json(tuning_json(FOUND) | {"version": 9})


@pytest.mark.parametrize(
    ("found", "words"),
    [
        (FOUND, "with 2 other seeds it is 10.0\u00a0% better (2.0\u00a0% to 17.0\u00a0%)"),
        (
            dataclasses.replace(FOUND, interval=(-0.01, 0.2)),
            "that is 10.0\u00a0% (-1.0\u00a0% to 20.0\u00a0%), which may be chance: no better than the settings so far",
        ),
        (dataclasses.replace(FOUND, again=(), interval=None), "there was no time to check it"),
        (tuning(trial(1, 2.0), trial(2, 1.0), trial(3, 1.1)), "None of the 3 settings tried was better"),
        (tuning(trial(1, 2.0)), "time for the settings so far only"),
    ],
)
def test_the_verdict_says_whether_it_is_worth_using(found: Tuning, words: str) -> None:
    assert words in str(verdict(found))


def test_the_job_leaves_every_trial_that_it_told(tmp_path: Path) -> None:
    save_series(wave(200), tmp_path)
    heard: list[Progress] = []
    tune_job(tmp_path, json.loads(json.dumps(tune_arguments(SETTINGS, LIMITS))), heard.append)
    found = load_tuning(tmp_path)
    assert found is not None
    assert found.ended == "trials"
    assert found.limits == LIMITS
    told = [progress.telemetry["validation_crps"] for progress in heard if progress.telemetry]
    assert [each.crps for each in found.trials] == told
    assert len(told) == LIMITS.trials
