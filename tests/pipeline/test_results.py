"""The JSON of the command line: its keys are the ones agreed on, its numbers those of the definitions."""

from __future__ import annotations

import json

import numpy as np
import pytest

from core.config import BANDS, QUANTILES
from core.pipeline import Outcome, backtest, backtest_json, outcome_json
from core.pipeline.backtest import Backtest
from core.pipeline.results import number
from tests.pipeline.conftest import SETTINGS, wave


def test_keys_are_those_of_the_agreed_form(outcome: Outcome) -> None:
    content = json.loads(json.dumps(outcome_json(outcome), allow_nan=False))
    assert list(content) == ["series", "model", "forecast", "evaluation", "explanation"]
    assert content["series"] == {
        "name": "wave",
        "n": 400,
        "start": "2020-01-01T00:00:00",
        "end": "2021-02-03T00:00:00",
        "frequency": "D",
        "unit": "kg",
    }
    assert list(content["model"]) == ["name", "parameters", "train_seconds", "seed", "run"]
    assert len(content["forecast"]) == 7
    assert list(content["forecast"][0]) == ["time", "step", "quantiles"]
    assert list(content["forecast"][0]["quantiles"]) == ["0.05", "0.1", "0.25", "0.5", "0.75", "0.9", "0.95"]
    assert {
        "origins",
        "mase",
        "crps",
        "coverage",
        "skill",
        "skill_interval",
        "best_baseline",
        "verdict",
        "baselines",
    } == (set(content["evaluation"]))
    assert set(content["evaluation"]["baselines"]) == {"naive", "seasonal_naive", "ets", "theta"}
    assert set(content["evaluation"]["baselines"]["ets"]) == {"mase", "crps", "coverage"}
    assert list(content["explanation"]) == [
        "target_step",
        "quantile",
        "method",
        "reference",
        "output",
        "reference_output",
        "completeness_error",
        "deletion_gain",
        "insertion_gain",
        "attributions",
    ]
    assert set(content["explanation"]["attributions"][0]) == {"time", "feature", "value"}


def test_attributions_add_up_to_the_change_of_the_forecast(outcome: Outcome) -> None:
    content = outcome_json(outcome)["explanation"]
    assert isinstance(content, dict)
    total = sum(cell["value"] for cell in content["attributions"])
    change = outcome.explanation.output - outcome.explanation.reference_output
    assert abs(total - change) / abs(change) == pytest.approx(content["completeness_error"], abs=1e-6)
    assert content["completeness_error"] < 0.01


@pytest.fixture(scope="module")
def tested() -> Backtest:
    return backtest(wave(), SETTINGS, step=5)


def test_every_origin_of_the_test_part_is_there(tested: Backtest) -> None:
    content = backtest_json(tested)
    predictions = content["predictions"]
    assert isinstance(predictions, list)
    times = wave().times
    origins = [times[position].isoformat() for position in range(319, 393, 5)]  # cut 320, last origin leaves 7 steps
    assert [entry["origin"] for entry in predictions[::7]] == origins
    assert content["origins"] == len(origins) == 15
    assert [entry["step"] for entry in predictions[:7]] == [1, 2, 3, 4, 5, 6, 7]
    assert predictions[6]["time"] == times[319 + 7].isoformat()


def test_scores_are_those_of_the_definitions(tested: Backtest) -> None:
    """mase, crps and coverage computed once more from the predictions in the JSON and the series alone."""
    content = json.loads(json.dumps(backtest_json(tested)))
    series = wave()
    values = dict(zip((time.isoformat() for time in series.times), series.values, strict=True))
    scale = np.abs(series.values[7:320] - series.values[: 320 - 7]).mean()
    truth = np.array([values[entry["time"]] for entry in content["predictions"]])
    quantiles = np.array([list(entry["quantiles"].values()) for entry in content["predictions"]])
    above = truth[:, None] - quantiles
    levels = np.array(QUANTILES)
    crps = (2 * np.maximum(levels * above, (levels - 1) * above)).mean() / scale
    assert content["crps"] == pytest.approx(crps, rel=1e-9)
    assert content["mase"] == pytest.approx(np.abs(above[:, 3]).mean() / scale, rel=1e-9)
    for band, (low, high) in BANDS.items():
        inside = (truth >= quantiles[:, QUANTILES.index(low)]) & (truth <= quantiles[:, QUANTILES.index(high)])
        assert content["coverage"][f"{band:g}"] == pytest.approx(inside.mean())
    best = min(score["crps"] for score in content["baselines"].values())
    assert content["skill"] == pytest.approx(1 - crps / best)
    assert content["baselines"][content["best_baseline"]]["crps"] == best


def test_numbers_that_json_cannot_hold_become_null() -> None:
    assert number(float("nan")) is None
    assert number(float("inf")) is None
    assert number(np.float64(0.25)) == 0.25
