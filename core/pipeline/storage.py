"""A finished forecast in a folder, and back, without torch until the model itself is asked for.

outcome.json holds everything but the tables (parquet), the series and the model (run/). Sentences are kept as
templates with values, so that a page shows an old result in whatever language it is read in.
"""

from __future__ import annotations

import dataclasses
import json
import os
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pandas as pd

from core.data.series import Series
from core.errors import UserError
from core.explain.types import Explanation
from core.forecasting.together import together
from core.forecasting.types import Evaluation, Forecast, ForecastSettings
from core.messages import M
from core.pipeline.codec import (
    evaluation_from_json,
    evaluation_to_json,
    explanation_from_json,
    explanation_to_json,
    forecast_from_json,
    forecast_to_json,
    predictions_table,
)
from core.pipeline.outcome import ModelFacts, Outcome
from core.store import read_run, write_run
from core.store.series import load_series, save_series
from core.task import Run

if TYPE_CHECKING:
    from core.forecasting.forecaster import FittedForecaster

ALSO = "also"
"""Folder of the other columns forecast in the same run, one folder each, each an outcome of its own."""

OUTCOME_VERSION = 1
"""Version of the saved form of an outcome; another one is refused by name."""


@dataclass(frozen=True)
class SavedOutcome:
    """A finished forecast read back from `folder`; the same fields as Outcome, the model rebuilt when asked for."""

    folder: Path
    series: Series
    settings: ForecastSettings
    model: ModelFacts
    forecast: Forecast
    evaluation: Evaluation
    explanation: Explanation
    telemetry: tuple[dict[str, float], ...]
    seconds: dict[str, float]
    also: tuple[SavedOutcome, ...] = ()

    def fitted(self) -> FittedForecaster:
        """The trained model, ready to forecast; the first call imports torch and reads the weights."""
        return self._fitted

    def to_run(self) -> Run:
        """The trained models of all columns as one run, from what is stored."""
        return together([read_run(each.folder / "run") for each in (self, *self.also)])

    @cached_property
    def _fitted(self) -> FittedForecaster:
        from core.forecasting.saved import from_run

        return from_run(read_run(self.folder / "run"))


def also_folder(folder: Path, number: int) -> Path:
    """Folder of the `number`-th other column of what is kept in `folder`."""
    return folder / ALSO / str(number)


def save_outcome(outcome: Outcome, folder: Path) -> None:
    """Writes everything into `folder`, outcome.json last, so that a half-written folder is never taken for a result."""
    folder.mkdir(parents=True, exist_ok=True)
    save_series(outcome.series, folder)
    write_run(outcome.fitted.to_run(), folder / "run")
    outcome.forecast.frame().to_parquet(folder / "forecast.parquet")
    outcome.evaluation.by_step.to_parquet(folder / "by_step.parquet")
    predictions_table(outcome.evaluation).to_parquet(folder / "predictions.parquet")
    content = {
        "version": OUTCOME_VERSION,
        "settings": dataclasses.asdict(outcome.settings),
        "model": dataclasses.asdict(outcome.model),
        "forecast": forecast_to_json(outcome.forecast),
        "evaluation": evaluation_to_json(outcome.evaluation),
        "explanation": explanation_to_json(outcome.explanation),
        "telemetry": list(outcome.telemetry),
        "seconds": outcome.seconds,
    }
    for number, other in enumerate(outcome.also):
        save_outcome(other, also_folder(folder, number))
    if outcome.also:
        content["also"] = len(outcome.also)
    unfinished = folder / "outcome.json.part"
    unfinished.write_text(json.dumps(content, ensure_ascii=False, default=float), encoding="utf-8")
    os.replace(unfinished, folder / "outcome.json")


def load_outcome(folder: Path) -> SavedOutcome:
    """The outcome that `save_outcome` wrote; raises UserError where there is none or its version is unknown."""
    path = folder / "outcome.json"
    if not path.is_file():
        raise UserError(
            M("There is no finished forecast in {folder}.", folder=str(folder)), M("Make the forecast again.")
        )
    content: dict[str, Any] = json.loads(path.read_text(encoding="utf-8"))
    if content["version"] != OUTCOME_VERSION:
        raise UserError(
            M(
                "The forecast in {folder} has version {version}; this program reads version {known}.",
                folder=str(folder),
                version=content["version"],
                known=OUTCOME_VERSION,
            ),
            M("Make the forecast again."),
        )
    return SavedOutcome(
        folder=folder,
        series=load_series(folder),
        settings=ForecastSettings(**content["settings"]),
        model=ModelFacts(**content["model"]),
        forecast=forecast_from_json(content["forecast"], pd.read_parquet(folder / "forecast.parquet")),
        evaluation=evaluation_from_json(
            content["evaluation"],
            pd.read_parquet(folder / "predictions.parquet"),
            pd.read_parquet(folder / "by_step.parquet"),
        ),
        explanation=explanation_from_json(content["explanation"]),
        telemetry=tuple(content["telemetry"]),
        seconds=content["seconds"],
        also=tuple(load_outcome(also_folder(folder, number)) for number in range(content.get("also", 0))),
    )
