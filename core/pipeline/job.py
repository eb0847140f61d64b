"""The forecast as a background job: what a page hands over, and what the worker does with it."""

from __future__ import annotations

import dataclasses
from pathlib import Path
from typing import Any

from core.forecasting.types import ForecastSettings
from core.pipeline.outcome import Outcome
from core.pipeline.run import reuse_run, run_forecast
from core.pipeline.storage import save_outcome
from core.store import load_run
from core.store.series import load_series
from core.task import Report


def forecast_arguments(
    settings: ForecastSettings, explain_step: int | None = None, run: str | None = None
) -> dict[str, Any]:
    """Arguments of `forecast_job`, plain JSON; the series goes into the job's folder by `save_series`.

    run: name of a saved run to use without training; its own settings then hold.
    """
    return {"settings": dataclasses.asdict(settings), "explain_step": explain_step, "run": run}


def forecast_job(folder: Path, arguments: dict[str, Any], report: Report) -> None:
    """Forecasts the series saved in `folder` and leaves the outcome there, for `load_outcome`."""
    save_outcome(forecast_saved_series(folder, arguments, report), folder)


def forecast_saved_series(folder: Path, arguments: dict[str, Any], report: Report) -> Outcome:
    """The outcome of a job's arguments."""
    series = load_series(folder)
    explain_step = arguments.get("explain_step")
    if arguments.get("run") is None:
        return run_forecast(series, ForecastSettings(**arguments["settings"]), report, explain_step)
    return reuse_run(load_run(arguments["run"]), arguments["run"], series, report, explain_step)
