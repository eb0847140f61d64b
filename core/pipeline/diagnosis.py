"""Everything that a backtest is asked at once: about all of its models, and about one of them."""

from __future__ import annotations

from dataclasses import dataclass

import pandas as pd

from core.forecasting.diagnostics import breakdown, calibration, skill
from core.forecasting.diagnostics.diebold_mariano import pair_tests
from core.forecasting.diagnostics.lag import LagCheck, lag_check
from core.forecasting.diagnostics.windows import forecast_at, worst_windows
from core.forecasting.types import Forecast
from core.messages import Message
from core.pipeline.comparison import ModelComparison, verdict

VOLATILITY = "volatility"
"""Beside the calendar's kinds of groups."""

HISTORY, LEAST_HISTORY = 3, 30
"""Horizons, and rows at least, that are shown before a window."""


@dataclass(frozen=True)
class Diagnosis:
    """scores: of `skill.scores`. by_step: of `skill.skill_by_step`. pairs: of `pair_tests`. widths: of `sharpness`.

    repeating: networks that merely repeat the last value.
    """

    verdict: Message
    scores: pd.DataFrame
    by_step: pd.DataFrame
    pairs: pd.DataFrame
    widths: pd.DataFrame
    repeating: tuple[str, ...]


@dataclass(frozen=True)
class ModelDiagnosis:
    """One model: reliability, pit and worst windows as core.forecasting.diagnostics has them; lag None where unknown.

    errors: by kind ("month", "weekday", "hour", "volatility"): group, count, crps, mase, held80 and baseline, the CRPS
    of the best baseline there.
    """

    name: str
    reliability: pd.DataFrame
    pit: pd.DataFrame
    worst: pd.DataFrame
    lag: LagCheck | None
    errors: dict[str, pd.DataFrame]


def diagnose(found: ModelComparison) -> Diagnosis:
    """What can be said about all models together."""
    models, scale, seed = found.predictions, found.evaluation.scale, found.plan.seed
    pairs = pair_tests(models)
    checks = {name: lag_check(found.series.values, models[name]) for name in found.models}
    return Diagnosis(
        verdict=verdict(found, pairs),
        scores=skill.scores(models, found.reference, scale, seed),
        by_step=skill.skill_by_step(models, found.reference, scale, seed),
        pairs=pairs,
        widths=calibration.sharpness(models),
        repeating=tuple(name for name, check in checks.items() if check is not None and check.repeats),
    )


def diagnose_model(found: ModelComparison, name: str) -> ModelDiagnosis:
    """What can be said about one network or baseline."""
    predictions, reference = found.predictions[name], found.predictions[found.reference]
    scale, seed = found.evaluation.scale, found.plan.seed
    return ModelDiagnosis(
        name=name,
        reliability=calibration.reliability(predictions, seed),
        pit=calibration.pit_histogram(predictions, seed=seed),
        worst=worst_windows(predictions, reference, found.series.times, scale),
        lag=lag_check(found.series.values, predictions),
        errors=errors_by_group(found, name),
    )


def errors_by_group(found: ModelComparison, name: str) -> dict[str, pd.DataFrame]:
    """Errors of a model beside the best baseline's, by every kind of group that has at least two groups."""
    two = {"model": found.predictions[name], "baseline": found.predictions[found.reference]}
    scale = found.evaluation.scale
    tables = {
        kind: breakdown.by_calendar(two, found.series.times, kind, scale)
        for kind in breakdown.calendars(found.series.frequency)
    }
    tables[VOLATILITY] = breakdown.by_volatility(two, found.series, scale)
    beside = {kind: _beside(table) for kind, table in tables.items()}
    return {kind: table for kind, table in beside.items() if len(table) > 1}


def window_forecast(found: ModelComparison, name: str, place: int) -> tuple[Forecast, pd.DataFrame, pd.DataFrame]:
    """One of the windows: its forecast, the history before it and what came, both time and value."""
    forecast = forecast_at(found.series, found.predictions, name, place)
    origin = int(found.predictions[name].origins[place])
    horizon = len(forecast.times)
    first = max(0, origin + 1 - max(HISTORY * horizon, LEAST_HISTORY))
    observed = pd.DataFrame({"time": found.series.times, "value": found.series.values})
    return forecast, observed.iloc[first : origin + 1], observed.iloc[origin + 1 : origin + 1 + horizon]


def _beside(table: pd.DataFrame) -> pd.DataFrame:
    """The rows of the model with the baseline's CRPS in a column of their own."""
    plain = table[table["model"] == "baseline"].set_index("group")["crps"]
    mine = table[table["model"] == "model"].drop(columns="model").reset_index(drop=True)
    return mine.assign(baseline=mine["group"].map(plain))
