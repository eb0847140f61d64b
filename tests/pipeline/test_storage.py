"""A finished forecast written to a folder and read back: equal in every field, and without torch."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

import numpy as np
import pandas as pd
import pytest

from core.errors import UserError
from core.pipeline import Outcome, forecast_arguments, forecast_job, load_outcome, outcome_json, save_outcome
from core.store import save_run
from core.store.series import save_series
from core.task import Progress
from tests.pipeline.conftest import SETTINGS, wave


def test_everything_comes_back(outcome: Outcome, tmp_path: Path) -> None:
    save_outcome(outcome, tmp_path)
    back = load_outcome(tmp_path)
    assert outcome_json(back) == outcome_json(outcome)
    assert back.settings == outcome.settings
    assert back.model == outcome.model
    assert back.telemetry == outcome.telemetry
    assert back.seconds == outcome.seconds
    pd.testing.assert_frame_equal(back.series.frame, outcome.series.frame, check_freq=False)
    pd.testing.assert_frame_equal(back.forecast.frame(), outcome.forecast.frame())
    assert back.forecast.season == outcome.forecast.season
    assert back.evaluation.verdict == outcome.evaluation.verdict
    assert back.evaluation.dates == outcome.evaluation.dates
    pd.testing.assert_frame_equal(back.evaluation.by_step, outcome.evaluation.by_step)
    for name, predictions in outcome.evaluation.baseline_predictions.items():
        np.testing.assert_array_equal(back.evaluation.baseline_predictions[name].values, predictions.values)
    np.testing.assert_array_equal(back.evaluation.predictions.actual, outcome.evaluation.predictions.actual)
    pd.testing.assert_frame_equal(back.explanation.table(), outcome.explanation.table())
    pd.testing.assert_frame_equal(back.explanation.deletion.table(), outcome.explanation.deletion.table())
    assert back.explanation.axes == outcome.explanation.axes


def test_the_model_comes_back_when_it_is_asked_for(outcome: Outcome, tmp_path: Path) -> None:
    save_outcome(outcome, tmp_path)
    rebuilt = load_outcome(tmp_path).fitted()
    np.testing.assert_array_equal(rebuilt.forecast(wave()).values, outcome.forecast.values)


def test_reading_a_result_does_not_import_torch(outcome: Outcome, tmp_path: Path) -> None:
    save_outcome(outcome, tmp_path)
    program = (
        "import sys, pathlib; from core.pipeline import load_outcome\n"
        "print(load_outcome(pathlib.Path(sys.argv[1])).evaluation.origins)\n"
        "print(sorted({'torch', 'captum', 'streamlit', 'statsmodels'} & set(sys.modules)))"
    )
    done = subprocess.run([sys.executable, "-c", program, str(tmp_path)], capture_output=True, text=True, check=True)
    assert done.stdout.splitlines() == [str(outcome.evaluation.origins), "[]"]


def test_a_job_leaves_an_outcome_that_equals_the_direct_one(outcome: Outcome, tmp_path: Path) -> None:
    heard: list[Progress] = []
    save_series(wave(), tmp_path)
    arguments = json.loads(json.dumps(forecast_arguments(SETTINGS)))
    forecast_job(tmp_path, arguments, heard.append)
    done, direct = outcome_json(load_outcome(tmp_path)), outcome_json(outcome)
    for content in (done, direct):
        content["model"].pop("train_seconds")  # type: ignore[attr-defined]
    assert done == direct
    assert heard


def test_a_job_can_use_a_saved_run_without_training(outcome: Outcome, tmp_path: Path) -> None:
    save_run(outcome.fitted.to_run(), "kept")
    save_series(wave(), tmp_path)
    forecast_job(tmp_path, forecast_arguments(SETTINGS, run="kept"), lambda progress: None)
    back = load_outcome(tmp_path)
    np.testing.assert_array_equal(back.forecast.values, outcome.forecast.values)
    assert back.model.run == "kept"
    assert "training" not in back.seconds


def test_a_folder_without_a_result_is_refused(tmp_path: Path) -> None:
    with pytest.raises(UserError, match="no finished forecast"):
        load_outcome(tmp_path)


def test_an_unknown_version_is_refused_by_name(outcome: Outcome, tmp_path: Path) -> None:
    save_outcome(outcome, tmp_path)
    content = json.loads((tmp_path / "outcome.json").read_text())
    (tmp_path / "outcome.json").write_text(json.dumps({**content, "version": 99}))
    with pytest.raises(UserError, match="version 99; this program reads version 1"):
        load_outcome(tmp_path)
