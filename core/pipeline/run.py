"""A forecast from end to end: train, score beside the baselines on the test part, forecast, explain."""

from __future__ import annotations

import dataclasses
import time
from collections.abc import Sequence
from typing import TYPE_CHECKING

import numpy as np

from core.config import MAX_HORIZON, QUANTILES
from core.data.series import Series
from core.errors import UserError
from core.forecasting.cut import cut_position, rolling_origins
from core.forecasting.evaluation import evaluate
from core.forecasting.together import targets_of
from core.forecasting.types import ForecastSettings
from core.messages import M
from core.pipeline.explaining import ExplainChoice, check_choice, explain_choice
from core.pipeline.outcome import Outcome
from core.pipeline.stages import Stages
from core.pipeline.targets import jobs_of, part_of, retargeted
from core.task import Report, Run, silent

if TYPE_CHECKING:
    from core.forecasting.forecaster import FittedForecaster

FEW_ORIGINS = 20
"""Fewer origins than these, one horizon apart, and they stand closer: the interval of the skill needs them."""
MOST_ORIGINS = 300
MIN_COLUMNS = 2
"""From this many on a run finds its columns by their names."""


def run_forecast(
    series: Series,
    settings: ForecastSettings,
    report: Report = silent,
    explain_step: int | None = None,
    choice: ExplainChoice | None = None,
) -> Outcome:
    """Trains on the part of `series` before the cut and forecasts from its last row.

    explain_step: 1-based step whose median is explained, None for the first; choice: another number of the forecast,
    or another method or reference, in its place. Of several columns (settings.also) the series' own target comes
    first, the outcomes of the others are its `also`. Raises UserError where the series is too short for the horizon,
    core.errors.Cancelled where `report` does.
    """
    jobs = jobs_of(series, settings)
    if len(jobs) == 1:
        return forecast_column(series, settings, report, explain_step, choice)
    return _together(
        [
            forecast_column(column, own, part_of(report, number, len(jobs), column.target), explain_step, choice)
            for number, (column, own) in enumerate(jobs)
        ]
    )


def _together(columns: list[Outcome]) -> Outcome:
    """Outcomes of several columns as one, the first in front."""
    first, *others = columns
    total = sum(each.seconds["total"] for each in columns)
    return dataclasses.replace(first, also=tuple(others), seconds={**first.seconds, "total": total})


def forecast_column(
    series: Series, settings: ForecastSettings, report: Report, explain_step: int | None, choice: ExplainChoice | None
) -> Outcome:
    """The same for the series' target alone."""
    from core.forecasting.forecaster import fit  # imports torch: only once there is something to train

    cut = cut_position(len(series), settings.test_fraction)
    origins = evaluation_origins(len(series), cut, settings.horizon)
    asked = checked(choice, explain_step, settings.horizon)
    stages = Stages(report, {"training": settings.budget_seconds, **after_training(len(origins))})
    fitted = fit(series, settings, stages.begin("training", M("Preparing the data")))
    stages.end("training")
    return finish(fitted, series, origins, cut, asked, stages)


def reuse_forecast(
    fitted: FittedForecaster,
    series: Series,
    report: Report = silent,
    explain_step: int | None = None,
    choice: ExplainChoice | None = None,
) -> Outcome:
    """The same with a model trained before: forecasts fresh data of the same kind without training.

    Scores come from rows after everything the model has seen, so the test part starts where its training ended or,
    where that lies before, at the usual cut.
    """
    settings = fitted.settings
    seen = int(series.times.searchsorted(fitted.cut_time))
    cut = max(seen, cut_position(len(series), settings.test_fraction))
    origins = evaluation_origins(len(series), cut, settings.horizon)
    stages = Stages(report, after_training(len(origins)))
    return finish(fitted, series, origins, cut, checked(choice, explain_step, settings.horizon), stages)


def reuse_run(
    run: Run,
    name: str,
    series: Series,
    report: Report = silent,
    explain_step: int | None = None,
    choice: ExplainChoice | None = None,
    columns: Sequence[str] = (),
) -> Outcome:
    """The same with a whole saved run: of several columns each is forecast, or those of `columns`.

    A run of one column forecasts the series' own target, whatever its name; one of several finds its columns by name.
    Raises UserError where the series or the run has no such column.
    """
    from core.forecasting.saved import from_run

    wanted = tuple(columns) or targets_of(run.card)
    if len(targets_of(run.card)) < MIN_COLUMNS:
        outcome = reuse_forecast(from_run(run), series, report, explain_step, choice)
        return dataclasses.replace(outcome, run=name)
    made = [(retargeted(series, column), from_run(run, column)) for column in wanted]
    found = [
        reuse_forecast(fitted, own, part_of(report, number, len(made), own.target), explain_step, choice)
        for number, (own, fitted) in enumerate(made)
    ]
    return _together([dataclasses.replace(outcome, run=name) for outcome in found])


def finish(
    fitted: FittedForecaster, series: Series, origins: np.ndarray, cut: int, choice: ExplainChoice, stages: Stages
) -> Outcome:
    """Scores, forecast and explanation of a trained model."""
    began = time.perf_counter()
    told = stages.begin("evaluation", M("Comparing with the baselines"))
    ours = fitted.predict(series, origins)
    evaluation = evaluate(series, cut, fitted.season, ours, seed=fitted.settings.seed, report=told)
    stages.end("evaluation")
    stages.begin("explanation", M("Explaining the forecast"))
    forecast = fitted.forecast(series)
    explanation = explain_choice(fitted.evidence(series), choice, fitted.settings.seed)
    stages.end("explanation")
    total = stages.seconds.get("training", 0.0) + time.perf_counter() - began
    seconds = {**stages.seconds, "total": total}
    return Outcome(series, fitted, forecast, evaluation, explanation, tuple(stages.telemetry), seconds)


def evaluation_origins(rows: int, cut: int, horizon: int, step: int | None = None) -> np.ndarray:
    """Origins of the test part, one horizon apart or closer where they would be few; with `step`, exactly so far.

    Raises UserError where no forecast fits into the test part.
    """
    if not 1 <= horizon <= MAX_HORIZON:
        raise UserError(
            M("A horizon of {horizon} steps is outside 1 to {limit}.", horizon=horizon, limit=MAX_HORIZON),
            M("Choose a horizon inside these limits."),
        )
    if step is not None:
        origins = rolling_origins(rows, cut, horizon, step)
    else:
        closer = max(1, (rows - cut - horizon) // FEW_ORIGINS)
        origins = rolling_origins(rows, cut, horizon, min(horizon, closer), MOST_ORIGINS)
    if len(origins) == 0:
        raise UserError(
            M(
                "The test part holds {test} of {rows} rows, fewer than the horizon of {horizon} steps.",
                test=rows - cut,
                rows=rows,
                horizon=horizon,
            ),
            M("Shorten the horizon or bring a longer series."),
        )
    return origins


def checked(choice: ExplainChoice | None, step: int | None, horizon: int) -> ExplainChoice:
    """What to explain: the choice, else the median of the 1-based step; UserError where the forecast has no such."""
    return check_choice(choice or ExplainChoice(1 if step is None else step), horizon, QUANTILES)


def after_training(origins: int) -> dict[str, float]:
    """Seconds that the stages after training are expected to take; most of it is fitting ETS."""
    return {"evaluation": 1.5 + 0.005 * origins, "explanation": 0.5}
