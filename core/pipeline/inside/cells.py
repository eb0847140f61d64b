"""Two or three recurrent cells trained on the same series in the same form, and what each of them remembers."""

from __future__ import annotations

import dataclasses
import json
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

from core.config import DEFAULT_HORIZON
from core.data.series import Series
from core.errors import UserError
from core.forecasting import metrics
from core.forecasting.types import ForecastSettings
from core.messages import M
from core.models.registry import MODELS, model_entry
from core.pipeline.inside.files import load_view, save_view
from core.pipeline.inside.view import WindowView, window_view
from core.pipeline.run import evaluation_origins
from core.pipeline.stages import Stages
from core.store import read_run, write_run
from core.store.atomic import write_whole
from core.store.series import load_series, save_series
from core.task import Progress, Report, silent

if TYPE_CHECKING:
    from core.forecasting.forecaster import FittedForecaster

CELLS_VERSION = 1
CELLS_FILE = "cells.json"
USUAL = ("elman", "gru", "lstm")
MOST_CELLS = 3
"""As many panels as stand side by side and can still be read."""


@dataclass(frozen=True)
class CellsPlan:
    """models: registry names of recurrent networks. budget_seconds: for each training, of one network."""

    models: tuple[str, ...] = USUAL
    horizon: int = DEFAULT_HORIZON
    seed: int = 0
    budget_seconds: float = 8.0

    def __post_init__(self) -> None:
        object.__setattr__(self, "models", tuple(self.models))  # JSON has lists only


@dataclass(frozen=True)
class Cell:
    """One of the networks. mase: over the test part, below 1 is better than repeating the last (season's) value."""

    model: str
    parameters: int
    train_seconds: float
    mase: float
    view: WindowView


@dataclass(frozen=True)
class CellsComparison:
    """series: what they were trained on. cells: in the order of the plan, all over the same window."""

    series: Series
    plan: CellsPlan
    cells: tuple[Cell, ...]


def compare_cells(
    series: Series, plan: CellsPlan, report: Report = silent
) -> tuple[CellsComparison, dict[str, FittedForecaster]]:
    """Trains every cell with the form and window found for the first, and looks at the last window through each."""
    check_plan(plan)
    stages = Stages(report, dict.fromkeys(plan.models, plan.budget_seconds))
    settings = ForecastSettings(horizon=plan.horizon, seed=plan.seed, budget_seconds=plan.budget_seconds, networks=1)
    trained: dict[str, FittedForecaster] = {}
    cells = []
    for model in plan.models:
        told = _named(model, stages.begin(model, M("Preparing the data")))
        trained[model] = fitted = _train(series, dataclasses.replace(settings, model=model), told)
        settings = dataclasses.replace(settings, form=str(fitted.card["form"]), window=fitted.plan.window)
        cells.append(_cell(fitted, series))
        stages.end(model)
    return CellsComparison(series, plan, tuple(cells)), trained


def check_plan(plan: CellsPlan) -> None:
    """UserError where the plan names too few or too many networks, or one without recurrence."""
    if not 2 <= len(plan.models) <= MOST_CELLS:
        raise UserError(
            M("{count} networks cannot be set side by side here.", count=len(plan.models)),
            M("Choose two or three."),
        )
    for model in plan.models:
        if not model_entry(model).capabilities.recurrent:
            raise UserError(
                M("“{name}” carries no state from step to step.", name=model_entry(model).title),
                M("Choose recurrent networks only."),
            )


def _train(series: Series, settings: ForecastSettings, report: Report) -> FittedForecaster:
    from core.forecasting.forecaster import fit  # imports torch

    return fit(series, settings, report)


def _cell(fitted: FittedForecaster, series: Series) -> Cell:
    scale = metrics.mase_scale(series.values[: fitted.cut], fitted.season)
    ours = fitted.predict(series, evaluation_origins(len(series), fitted.cut, fitted.plan.horizon))
    mase = metrics.score(ours.actual, ours.values, ours.levels, scale).mase
    return Cell(fitted.settings.model, fitted.parameters, fitted.train_seconds, mase, window_view(fitted, series))


def _named(model: str, report: Report) -> Report:
    """A report that says which network is being trained, without the losses, which would mix."""

    def told(progress: Progress) -> None:
        stage = M("{model}: {stage}", model=MODELS[model].title, stage=progress.stage)
        report(Progress(progress.fraction, stage, progress.seconds_left))

    return told


def save_cells(found: CellsComparison, trained: dict[str, FittedForecaster], folder: Path) -> None:
    """Writes series, runs and views into `folder`, cells.json last."""
    save_series(found.series, folder)
    for cell in found.cells:
        write_run(trained[cell.model].to_run(), folder / cell.model / "run")
        save_view(cell.view, folder / cell.model)
    facts = [
        {"model": cell.model, "parameters": cell.parameters, "train_seconds": cell.train_seconds, "mase": cell.mase}
        for cell in found.cells
    ]
    content = {"version": CELLS_VERSION, "plan": dataclasses.asdict(found.plan), "cells": facts}
    write_whole(folder / CELLS_FILE, json.dumps(content, indent=1).encode())


def has_cells(folder: Path) -> bool:
    """Whether a finished comparison is kept in `folder`."""
    return (folder / CELLS_FILE).is_file()


def load_cells(folder: Path) -> CellsComparison:
    """The comparison that `save_cells` wrote; UserError where there is none or its version is unknown."""
    if not has_cells(folder):
        raise UserError(
            M("There is no finished comparison of cells in {folder}.", folder=str(folder)), M("Make it again.")
        )
    content: dict[str, Any] = json.loads((folder / CELLS_FILE).read_text(encoding="utf-8"))
    if content["version"] != CELLS_VERSION:
        raise UserError(
            M(
                "The comparison in {folder} has version {version}; this program reads version {known}.",
                folder=str(folder),
                version=content["version"],
                known=CELLS_VERSION,
            ),
            M("Make it again."),
        )
    cells = tuple(Cell(**facts, view=load_view(folder / facts["model"])) for facts in content["cells"])
    return CellsComparison(load_series(folder), CellsPlan(**content["plan"]), cells)


@cache
def fitted_cell(folder: Path, model: str) -> FittedForecaster:
    """One trained network of a saved comparison; imports torch."""
    from core.forecasting.saved import from_run

    return from_run(read_run(folder / model / "run"))


def cells_arguments(plan: CellsPlan) -> dict[str, Any]:
    """Arguments of `cells_job`, plain JSON; the series goes into the job's folder by `save_series`."""
    return {"plan": dataclasses.asdict(plan)}


def cells_job(folder: Path, arguments: dict[str, Any], report: Report) -> None:
    """Trains and compares the cells on the series saved in `folder`, and leaves the comparison there."""
    found, trained = compare_cells(load_series(folder), CellsPlan(**arguments["plan"]), report)
    save_cells(found, trained, folder)
