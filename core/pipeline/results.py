"""Results as plain JSON, in the words of the command line."""

from __future__ import annotations

import math
from collections.abc import Sequence
from typing import Protocol

import numpy as np
import pandas as pd

from core.data.series import Series
from core.explain.types import Explanation
from core.forecasting.types import Evaluation, Forecast, OriginPredictions, Score
from core.pipeline.outcome import ModelFacts


class Finished(Protocol):
    """A forecast from end to end, in memory or read back from its folder."""

    @property
    def series(self) -> Series: ...
    @property
    def model(self) -> ModelFacts: ...
    @property
    def forecast(self) -> Forecast: ...
    @property
    def evaluation(self) -> Evaluation: ...
    @property
    def explanation(self) -> Explanation: ...
    @property
    def also(self) -> Sequence[Finished]: ...


def outcome_json(outcome: Finished) -> dict[str, object]:
    """The JSON of `python -m core forecast`; with several columns, "target" names the first, "also" has the others."""
    content = column_json(outcome)
    if outcome.also:
        others = [{"target": other.series.target, **column_json(other)} for other in outcome.also]
        content |= {"target": outcome.series.target, "also": others}
    return content


def column_json(outcome: Finished) -> dict[str, object]:
    """The forecast of one column."""
    return {
        "series": series_json(outcome.series),
        "model": model_json(outcome.model),
        "forecast": forecast_json(outcome.forecast),
        "evaluation": evaluation_json(outcome.evaluation),
        "explanation": explanation_json(outcome.explanation),
    }


def series_json(series: Series) -> dict[str, object]:
    """Which series it was: its name, length, first and last time, frequency and unit."""
    return {
        "name": series.name,
        "n": len(series),
        "start": time_text(series.times[0]),
        "end": time_text(series.times[-1]),
        "frequency": series.frequency.code,
        "unit": series.unit,
    }


def model_json(model: ModelFacts) -> dict[str, object]:
    """Which model it was, how long it trained, and the run it is saved under."""
    return {
        "name": model.name,
        "parameters": model.parameters,
        "train_seconds": round(model.train_seconds, 3),
        "seed": model.seed,
        "run": model.run,
    }


def forecast_json(forecast: Forecast) -> list[dict[str, object]]:
    """One entry a step ahead."""
    return [
        {"time": time_text(time), "step": step, "quantiles": quantiles_json(forecast.levels, values)}
        for step, (time, values) in enumerate(zip(forecast.times, forecast.values, strict=True), start=1)
    ]


def evaluation_json(evaluation: Evaluation) -> dict[str, object]:
    """Scores beside the baselines', the skill and the sentence that says it."""
    return {
        "origins": evaluation.origins,
        **score_json(evaluation.score),
        "skill": number(evaluation.skill),
        "skill_interval": [number(bound) for bound in evaluation.skill_interval],
        "best_baseline": evaluation.best_baseline,
        "verdict": str(evaluation.verdict),
        "baselines": {name: score_json(score) for name, score in evaluation.baselines.items()},
    }


def score_json(score: Score) -> dict[str, object]:
    """mase, crps and the share of values inside each band."""
    coverage = {f"{band:g}": number(share) for band, share in score.coverage.items()}
    return {"mase": number(score.mase), "crps": number(score.crps), "coverage": coverage}


def explanation_json(explanation: Explanation) -> dict[str, object]:
    """What one step of the forecast rests on: an attribution, in the series' unit, for each input value."""
    table = explanation.table()
    rows = zip(table["position"], table["feature"], table["attribution"], strict=True)
    return {
        "target_step": explanation.target[0] + 1,
        "quantile": explanation.target_labels[1],
        "method": explanation.method,
        "reference": explanation.reference,
        "output": number(explanation.output),
        "reference_output": number(explanation.reference_output),
        "completeness_error": number(explanation.completeness_error),
        "deletion_gain": number(explanation.deletion_gain),
        "insertion_gain": number(explanation.insertion_gain),
        "attributions": [
            {"time": time_text(time), "feature": str(feature), "value": number(value)} for time, feature, value in rows
        ],
    }


def predictions_json(predictions: OriginPredictions, times: pd.DatetimeIndex) -> list[dict[str, object]]:
    """One entry an origin and step; `times` are the series' times, which the test part lies inside."""
    return [
        {
            "origin": time_text(times[origin]),
            "time": time_text(times[origin + step]),
            "step": step,
            "quantiles": quantiles_json(predictions.levels, values),
        }
        for origin, steps in zip(predictions.origins.tolist(), predictions.values, strict=True)
        for step, values in enumerate(steps, start=1)
    ]


def quantiles_json(levels: tuple[float, ...], values: np.ndarray) -> dict[str, float | None]:
    """Quantiles by level, as {"0.1": ...}."""
    return {f"{level:g}": number(value) for level, value in zip(levels, values, strict=True)}


def number(value: float) -> float | None:
    """A number that JSON can hold: None where there is none, such as the interval of too few origins."""
    return float(value) if math.isfinite(value) else None


def time_text(time: object) -> str:
    """A time stamp in ISO 8601; anything else as it is written."""
    return time.isoformat() if isinstance(time, pd.Timestamp) else str(time)
