"""Several columns in one run: each with bands, an evaluation and a verdict of its own; one column stays as it was."""

from __future__ import annotations

import dataclasses
from pathlib import Path

import numpy as np
import pytest

from core.data.samples import load_sample
from core.data.series import Series
from core.errors import UserError
from core.forecasting.types import ForecastSettings
from core.pipeline import Outcome, jobs_of, load_outcome, outcome_json, run_forecast, save_outcome
from core.pipeline.targets import retargeted
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
