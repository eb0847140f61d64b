"""Rolling-origin forecasts over the test part, trained once before it or again at every origin."""

from __future__ import annotations

import dataclasses
import time
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

import numpy as np

from core.data.series import Series
from core.errors import UserError
from core.forecasting.cut import cut_position
from core.forecasting.evaluation import evaluate
from core.forecasting.types import Evaluation, ForecastSettings, OriginPredictions
from core.messages import M
from core.pipeline.outcome import ModelFacts
from core.pipeline.results import evaluation_json, model_json, predictions_json, series_json
from core.pipeline.run import after_training, evaluation_origins
from core.pipeline.stages import Stages
from core.task import Progress, Report, silent

Refit = Literal["never", "always"]


@dataclass(frozen=True)
class Backtest:
    """Forecasts from every origin of the test part and their scores.

    model: of the last fit; its train_seconds are those of all fits together.
    """

    series: Series
    model: ModelFacts
    evaluation: Evaluation
    refit: Refit
    seconds: dict[str, float]


def backtest(
    series: Series,
    settings: ForecastSettings,
    step: int | None = None,
    refit: Refit = "never",
    report: Report = silent,
) -> Backtest:
    """Forecasts settings.horizon steps from every `step`-th row of the test part (default: one horizon apart).

    refit: "never" trains once on the rows before the test part, "always" again at each origin on all rows up to it;
    a forecast never sees a row after its origin. Raises UserError where no origin fits.
    """
    step = settings.horizon if step is None else step
    if step < 1:
        raise UserError(M("Origins cannot stand {step} rows apart.", step=step), M("Choose a step of at least 1."))
    cut = cut_position(len(series), settings.test_fraction)
    origins = evaluation_origins(len(series), cut, settings.horizon, step)
    fits = len(origins) if refit == "always" else 1
    stages = Stages(
        report, {"training": fits * settings.budget_seconds, "evaluation": after_training(len(origins))["evaluation"]}
    )
    told = stages.begin("training", M("Preparing the data"))
    predict = refitted if refit == "always" else fitted_once
    ours, model, season = predict(series, settings, origins, told)
    stages.end("training")
    told = stages.begin("evaluation", M("Comparing with the baselines"))
    evaluation = evaluate(series, cut, season, ours, seed=settings.seed, report=told)
    stages.end("evaluation")
    return Backtest(series, model, evaluation, refit, {**stages.seconds, "total": sum(stages.seconds.values())})


def backtest_json(result: Backtest, others: Sequence[Backtest] = ()) -> dict[str, object]:
    """The JSON of `python -m core backtest`: the evaluation and every prediction behind it.

    others: of further columns; then "target" names the first column and "also" holds theirs.
    """
    content = _column_json(result)
    if others:
        also = [{"target": other.series.target, **_column_json(other)} for other in others]
        content |= {"target": result.series.target, "also": also}
    return content


def _column_json(result: Backtest) -> dict[str, object]:
    return {
        "series": series_json(result.series),
        "model": model_json(result.model),
        "refit": result.refit,
        **evaluation_json(result.evaluation),
        "predictions": predictions_json(result.evaluation.predictions, result.series.times),
    }


def fitted_once(
    series: Series, settings: ForecastSettings, origins: np.ndarray, report: Report
) -> tuple[OriginPredictions, ModelFacts, int]:
    """Trained once on the rows before the test part: forecasts from the origins, the model, its season."""
    from core.forecasting.forecaster import fit  # imports torch: only once there is something to train

    fitted = fit(series, settings, report)
    model = ModelFacts(settings.model, fitted.parameters, fitted.train_seconds, settings.seed)
    return fitted.predict(series, origins), model, fitted.season


def refitted(
    series: Series, settings: ForecastSettings, origins: np.ndarray, report: Report
) -> tuple[OriginPredictions, ModelFacts, int]:
    """Trained again at each origin on all rows up to it: the same as `fitted_once`."""
    from core.forecasting.forecaster import fit

    parts: list[OriginPredictions] = []
    train_seconds = 0.0
    for done, origin in enumerate(origins.tolist()):
        # The part before the cut ends with the origin: all rows but the one that follows it.
        known = series.head(origin + 2)
        fitted = fit(known, dataclasses.replace(settings, test_fraction=1 / len(known)), _share(report, done, origins))
        train_seconds += fitted.train_seconds
        parts.append(fitted.predict(series, np.array([origin])))
    predictions = OriginPredictions(
        origins,
        parts[0].levels,
        np.concatenate([part.values for part in parts]),
        np.concatenate([part.actual for part in parts]),
    )
    model = ModelFacts(settings.model, fitted.parameters, train_seconds, settings.seed)
    return predictions, model, fitted.season


def _share(report: Report, done: int, origins: np.ndarray) -> Report:
    """Progress of one fit among all, with the time left guessed from the fits so far."""
    began = time.perf_counter()

    def told(progress: Progress) -> None:
        left = progress.seconds_left
        if left is not None:
            left += (len(origins) - done - 1) * (time.perf_counter() - began + left)
        stage = M("Training again at origin {number} of {count}", number=done + 1, count=len(origins))
        report(Progress((done + progress.fraction) / len(origins), stage, left, progress.telemetry))

    return told
