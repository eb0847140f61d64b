"""Several models forecast from the same origins: the finished result, its verdict, and its folder."""

from __future__ import annotations

import dataclasses
import io
import json
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Literal

import numpy as np
import pandas as pd

from core.data.series import Series
from core.errors import UserError
from core.forecasting.baselines import BASELINES
from core.forecasting.evaluation import OURS, scores_by_step
from core.forecasting.types import Ahead, Evaluation, ForecastSettings, OriginPredictions
from core.messages import M, Message
from core.models.registry import model_entry
from core.pipeline.codec import evaluation_from_json, evaluation_to_json, predictions_by_model, tidy_predictions
from core.pipeline.outcome import ModelFacts
from core.pipeline.storage import also_folder
from core.store.atomic import write_whole
from core.store.series import load_series, save_series

COMPARISON_VERSION = 1
"""Version of the saved form of a comparison; another one is refused by name."""

COMPARISON_FILE, PREDICTIONS_FILE = "comparison.json", "predictions.parquet"
CHANCE = 0.05
"""Differences that chance would make more often than this, over all pairs looked at, are not called differences."""

Refit = Literal["never", "always"]


@dataclass(frozen=True)
class ComparePlan:
    """What to compare. models: registry names. step: rows between origins. budget_seconds: of one training.
    covariates: other columns that every network looks at, each with how far ahead it is known. also: further columns
    to forecast, each compared on its own (see core.pipeline.targets).

    refit: train once before the test part, or again at each origin.
    """

    models: tuple[str, ...]
    horizon: int = 14
    step: int = 14
    refit: Refit = "never"
    seed: int = 0
    budget_seconds: float = 12.0
    test_fraction: float = 0.2
    covariates: tuple[tuple[str, Ahead], ...] = ()
    also: tuple[str, ...] = ()

    def __post_init__(self) -> None:
        # JSON has lists only; a plan rebuilt from it must equal the one that was saved.
        object.__setattr__(self, "models", tuple(self.models))
        object.__setattr__(self, "covariates", tuple((name, ahead) for name, ahead in self.covariates))
        object.__setattr__(self, "also", tuple(self.also))

    def settings(self, model: str) -> ForecastSettings:
        """The settings of one of the models."""
        return ForecastSettings(
            model=model,
            horizon=self.horizon,
            seed=self.seed,
            budget_seconds=self.budget_seconds,
            test_fraction=self.test_fraction,
            covariates=self.covariates,
            also=self.also,
        )


@dataclass(frozen=True)
class ModelComparison:
    """predictions: of every network, then of every baseline, by name, from the same origins. models: the networks.

    best: the network with the smallest error. evaluation: of `best`, beside the baselines. season: in steps, or 1.
    also: the comparisons of the plan's other columns.
    """

    series: Series
    plan: ComparePlan
    season: int
    best: str
    models: dict[str, ModelFacts]
    predictions: dict[str, OriginPredictions]
    evaluation: Evaluation
    seconds: dict[str, float]
    also: tuple[ModelComparison, ...] = ()

    @property
    def reference(self) -> str:
        """The best baseline, which skill is measured against."""
        return self.evaluation.best_baseline

    def table(self) -> pd.DataFrame:
        """Every prediction: model, origin and time, step, actual, one column a quantile."""
        table, times = tidy_predictions(self.predictions), self.series.times
        rows = table["origin"].to_numpy() + table["step"].to_numpy()
        table.insert(2, "time", times[np.minimum(rows, len(times) - 1)])
        return table.assign(origin=times[table["origin"].to_numpy()])


def verdict(found: ModelComparison, pairs: pd.DataFrame) -> Message:
    """What the comparison comes to. pairs: of `diebold_mariano.pair_tests`, among them all pairs of networks."""
    others = [name for name in found.models if name != found.best]
    if not others:
        return found.evaluation.verdict
    alike = [name for name in others if not _differs(pairs, found.best, name)]
    values: dict[str, object] = {
        "model": model_entry(found.best).title,
        "count": len(found.models),
        "alike": [model_entry(name).title for name in alike],
        "verdict": found.evaluation.verdict,
    }
    if not alike:
        return M("Of {count} networks {model} errs least, by more than chance. {verdict}", **values)
    return M("Of {count} networks {model} errs least; that it leads {alike} can be chance. {verdict}", **values)


def _differs(pairs: pd.DataFrame, first: str, second: str) -> bool:
    names = {first, second}
    row = next(pair for pair in pairs.itertuples() if {pair.first, pair.second} == names)
    return bool(float(str(row.p_adjusted)) < CHANCE)


def save_comparison(found: ModelComparison, folder: Path) -> None:
    """Writes everything into `folder`, comparison.json last; quantiles in single precision, to stay small."""
    for number, other in enumerate(found.also):
        save_comparison(other, also_folder(folder, number))
    save_series(found.series, folder)
    levels = found.evaluation.predictions.levels
    table = tidy_predictions(found.predictions).astype({f"{level:g}": "float32" for level in levels})
    values = io.BytesIO()
    table.astype({"model": "category", "origin": "int32", "step": "int16"}).to_parquet(values, compression="zstd")
    write_whole(folder / PREDICTIONS_FILE, values.getvalue())
    content = {
        "version": COMPARISON_VERSION,
        "plan": dataclasses.asdict(found.plan),
        "season": found.season,
        "best": found.best,
        "models": {name: dataclasses.asdict(model) for name, model in found.models.items()},
        "evaluation": evaluation_to_json(found.evaluation),
        "seconds": found.seconds,
        "also": len(found.also),
    }
    write_whole(folder / COMPARISON_FILE, json.dumps(content, ensure_ascii=False, default=float).encode())


def load_comparison(folder: Path) -> ModelComparison:
    """The comparison that `save_comparison` wrote; UserError where there is none or its version is unknown."""
    path = folder / COMPARISON_FILE
    again = M("Start the backtest again.")
    if not path.is_file():
        raise UserError(M("There is no finished backtest in {folder}.", folder=str(folder)), again)
    content: dict[str, Any] = json.loads(path.read_text(encoding="utf-8"))
    version = content["version"]
    if version != COMPARISON_VERSION:
        raise UserError(
            M(
                "The backtest in {folder} has version {version}; this program reads version {known}.",
                folder=str(folder),
                version=version,
                known=COMPARISON_VERSION,
            ),
            again,
        )
    best, plan = content["best"], content["plan"]
    table = pd.read_parquet(folder / PREDICTIONS_FILE)
    table = table.astype({"model": str, "origin": "int64", "step": "int64"})
    return ModelComparison(
        series=load_series(folder),
        plan=ComparePlan(**plan),
        season=content["season"],
        best=best,
        models={name: ModelFacts(**facts) for name, facts in content["models"].items()},
        predictions=predictions_by_model(table, tuple(content["evaluation"]["levels"])),
        evaluation=_evaluation(content["evaluation"], table, best),
        seconds=content["seconds"],
        also=tuple(load_comparison(also_folder(folder, number)) for number in range(content.get("also", 0))),
    )


def _evaluation(content: dict[str, Any], table: pd.DataFrame, best: str) -> Evaluation:
    """The evaluation of the best network, whose predictions stand in the table of all."""
    chosen = table[table["model"].isin([best, *BASELINES])].replace({"model": {best: OURS}})
    models = predictions_by_model(chosen, tuple(content["levels"]))
    by_step = scores_by_step(models, content["best_baseline"], content["scale"])
    return evaluation_from_json(content, chosen, by_step)
