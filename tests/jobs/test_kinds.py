"""What a worker may be asked to run, and that all of it can be found."""

from __future__ import annotations

import json

import pytest

from core.data.samples import load_sample
from core.forecasting.types import ForecastSettings
from core.jobs import JobQueue
from core.jobs.kinds import KINDS, find_function
from core.messages import M
from core.pipeline import forecast_arguments, load_outcome
from core.store.series import save_series
from tests.jobs.conftest import TEST_KINDS, ended


@pytest.mark.parametrize("place", [place for kind, place in KINDS.items() if kind not in TEST_KINDS])
def test_every_kind_is_a_function(place: str) -> None:
    assert callable(find_function(place))


@pytest.mark.parametrize("place", ["os:system", "subprocess:run", "corex:run", "test.support:run", ""])
def test_functions_outside_the_project_are_refused(place: str) -> None:
    with pytest.raises(ValueError, match="must live in core"):
        find_function(place)


def test_a_real_forecast_runs_as_a_job(warm: JobQueue) -> None:
    series = load_sample("seattle-weather").head(400)
    arguments = forecast_arguments(ForecastSettings(model="elman", horizon=3, budget_seconds=1.0, networks=1))
    identifier = warm.submit("forecast", arguments, M("Forecast"), lambda folder: save_series(series, folder))
    job = ended(warm, identifier, 60)
    assert job.status == "done", job.error
    outcome = load_outcome(job.folder)
    assert len(outcome.forecast.times) == 3
    assert list(outcome.telemetry) == job.telemetry
    assert job.progress is not None
    assert json.loads((job.folder / "job.json").read_text())["arguments"] == json.loads(json.dumps(arguments))


def test_everything_imported_ahead_can_be_imported(warm: JobQueue) -> None:
    assert "Traceback" not in (warm.folder / "worker.log").read_text()
