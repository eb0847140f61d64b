"""Comparing models by rolling origins: what it will cost, the work itself, and the background job."""

from __future__ import annotations

import dataclasses
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

import numpy as np

from core.config import MAX_BUDGET_SECONDS
from core.data.series import Series
from core.errors import UserError
from core.forecasting import effort, metrics
from core.forecasting.cut import cut_position
from core.forecasting.evaluation import evaluate
from core.forecasting.seasonality import main_season
from core.forecasting.types import OriginPredictions
from core.messages import M, Message
from core.models.registry import model_entry
from core.pipeline.backtest import fitted_once, refitted
from core.pipeline.comparison import ComparePlan, ModelComparison, save_comparison
from core.pipeline.outcome import ModelFacts
from core.pipeline.run import after_training, evaluation_origins
from core.pipeline.stages import Stages
from core.pipeline.targets import jobs_of, part_of
from core.store.series import load_series
from core.task import Progress, Report, silent

MOST_MODELS = 6
"""Networks compared at once: as many as can be told apart by colour."""

USUAL_WINDOW, USUAL_FEATURES, USUAL_HIDDEN = 60, 4, 48
TRAINING_SHARE = 0.75
SHARE_FOR_TRIALS, SLOWER = 0.25, 1.3
"""What a training takes beside its plan: trying forms before it, and inputs and validation around it."""


@dataclass(frozen=True)
class Cost:
    """fits: trainings in all. origins: of the test part. seconds: expected; most: what the budget allows at worst."""

    fits: int
    origins: int
    seconds: float
    most: float


def estimated_cost(rows: int, plan: ComparePlan) -> Cost:
    """What a comparison on a series of `rows` will take; UserError where the plan cannot be carried out.

    Of several columns each gets an equal part of the time of a training.
    """
    check_plan(plan)
    columns = 1 + len(plan.also)
    if columns > 1:
        one = estimated_cost(rows, replace(plan, also=(), budget_seconds=plan.budget_seconds / columns))
        return Cost(columns * one.fits, one.origins, columns * one.seconds, columns * one.most)
    cut = cut_position(rows, plan.test_fraction)
    origins = len(evaluation_origins(rows, cut, plan.horizon, plan.step))
    each = origins if plan.refit == "always" else 1
    after = after_training(origins)["evaluation"]
    seconds = sum(_fit_seconds(model, cut, plan) for model in plan.models)
    fits = each * len(plan.models)
    return Cost(fits, origins, each * seconds + after, fits * plan.budget_seconds + after)


def _fit_seconds(model: str, cut: int, plan: ComparePlan) -> float:
    """Expected seconds of one training on `cut` rows, without looking at the series."""
    work = effort.Work(model, USUAL_WINDOW, USUAL_FEATURES, USUAL_HIDDEN, round(TRAINING_SHARE * cut))
    planned = effort.planned(work, plan.budget_seconds, plan.settings(model).networks).seconds
    trials = SHARE_FOR_TRIALS * effort.SHARE_PLANNED * plan.budget_seconds
    return min(SLOWER * (planned + trials), plan.budget_seconds)


def check_plan(plan: ComparePlan) -> None:
    """Raises UserError where the plan names no model, too many, an unknown one, or numbers out of their limits."""
    if not 1 <= len(plan.models) <= MOST_MODELS:
        raise UserError(
            M("{count} networks cannot be compared at once.", count=len(plan.models)),
            M("Choose from 1 to {most} of them.", most=MOST_MODELS),
        )
    for model in plan.models:
        model_entry(model)
    if plan.step < 1:
        raise UserError(M("Origins cannot stand {step} rows apart.", step=plan.step), M("Choose a step of at least 1."))
    if not 0.0 < plan.budget_seconds <= MAX_BUDGET_SECONDS:
        raise UserError(
            M("A training of {seconds} s is outside the limits.", seconds=plan.budget_seconds),
            M("Choose at most {most} s.", most=MAX_BUDGET_SECONDS),
        )


def compare(series: Series, plan: ComparePlan, report: Report = silent) -> ModelComparison:
    """Forecasts of every model of the plan from the same origins of the test part, scored beside the baselines.

    No forecast sees a row after its origin; the baselines keep the parameters of the training part. Of several columns
    the series' own target comes first, the comparisons of the others are its `also`.
    """
    check_plan(plan)
    jobs = jobs_of(series, plan.settings(plan.models[0]))
    if len(jobs) == 1:
        return compare_column(series, plan, report)
    first, *others = (
        compare_column(
            column,
            replace(plan, covariates=own.covariates, budget_seconds=own.budget_seconds, also=()),
            part_of(report, number, len(jobs), column.target),
        )
        for number, (column, own) in enumerate(jobs)
    )
    return replace(first, also=tuple(others))


def compare_column(series: Series, plan: ComparePlan, report: Report) -> ModelComparison:
    """The same for the series' target alone."""
    cost = estimated_cost(len(series), plan)
    cut = cut_position(len(series), plan.test_fraction)
    origins = evaluation_origins(len(series), cut, plan.horizon, plan.step)
    season = main_season(series.values[:cut], series.frequency.seasons)
    scale = metrics.mase_scale(series.values[:cut], season)
    each = cost.fits // len(plan.models)
    planned = {model: each * _fit_seconds(model, cut, plan) for model in plan.models}
    stages = Stages(report, {**planned, "evaluation": after_training(len(origins))["evaluation"]})
    networks, models = _train_all(series, plan, origins, stages)
    told = stages.begin("evaluation", M("Comparing with the baselines"))
    scores = {name: metrics.score(each.actual, each.values, each.levels, scale) for name, each in networks.items()}
    best = min(scores, key=lambda name: scores[name].crps)
    evaluation = evaluate(series, cut, season, networks[best], seed=plan.seed, report=told)
    stages.end("evaluation")
    predictions = {**networks, **evaluation.baseline_predictions}
    seconds = {**stages.seconds, "total": sum(stages.seconds.values())}
    return ModelComparison(series, plan, season, best, models, predictions, evaluation, seconds)


def _train_all(
    series: Series, plan: ComparePlan, origins: np.ndarray, stages: Stages
) -> tuple[dict[str, OriginPredictions], dict[str, ModelFacts]]:
    """Predictions and facts of every network of the plan, trained one after the other."""
    train = refitted if plan.refit == "always" else fitted_once
    predictions: dict[str, OriginPredictions] = {}
    models: dict[str, ModelFacts] = {}
    for model in plan.models:
        told = named(model, stages.begin(model, stage_of(model, M("Preparing the data"))))
        predictions[model], models[model], _ = train(series, plan.settings(model), origins, told)
        stages.end(model)
    return predictions, models


def named(model: str, report: Report) -> Report:
    """A report that says which network is being trained; losses of several would mix, so they are left out."""

    def told(progress: Progress) -> None:
        report(Progress(progress.fraction, stage_of(model, progress.stage), progress.seconds_left))

    return told


def stage_of(model: str, stage: Message) -> Message:
    """A stage with the network it belongs to."""
    return M("{model}: {stage}", model=model_entry(model).title, stage=stage)


def compare_arguments(plan: ComparePlan) -> dict[str, Any]:
    """Arguments of `backtest_job`, plain JSON; the series goes into the job's folder by `save_series`."""
    return {"plan": dataclasses.asdict(plan)}


def backtest_job(folder: Path, arguments: dict[str, Any], report: Report) -> None:
    """Compares models on the series saved in `folder` and leaves the result there, for `load_comparison`."""
    plan = ComparePlan(**arguments["plan"])
    save_comparison(compare(load_series(folder), plan, report), folder)
