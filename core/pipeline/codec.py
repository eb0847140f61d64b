"""Forecasts, evaluations and explanations as plain JSON and tables, and back."""

from __future__ import annotations

import dataclasses
from collections.abc import Mapping
from typing import Any

import numpy as np
import pandas as pd

from core.explain.types import DeletionCurve, Explanation
from core.forecasting.types import Evaluation, Forecast, OriginPredictions, Score
from core.messages import from_json, to_json
from core.task import InputAxis

OURS = "ours"
"""Name of the network among the models of a table of predictions."""

CURVES = ("share_removed", "ours", "random_mean", "random_low", "random_high")


def forecast_to_json(forecast: Forecast) -> dict[str, Any]:
    """What the table of the forecast does not hold."""
    return {"origin": forecast.origin.isoformat(), "levels": forecast.levels, "season": forecast.season}


def forecast_from_json(content: dict[str, Any], table: pd.DataFrame) -> Forecast:
    """The forecast from its JSON and its table."""
    levels = tuple(content["levels"])
    return Forecast(
        origin=pd.Timestamp(content["origin"]),
        times=pd.DatetimeIndex(table["time"], name=None),
        levels=levels,
        values=table[[f"{level:g}" for level in levels]].to_numpy(),
        naive=table["naive"].to_numpy(),
        seasonal_naive=table["seasonal_naive"].to_numpy() if "seasonal_naive" in table else None,
        season=content["season"],
    )


def evaluation_to_json(evaluation: Evaluation) -> dict[str, Any]:
    """Everything but the tables."""
    plain = ("origins", "step", "best_baseline", "skill", "skill_interval", "verdict_kind", "scale")
    return {
        **{name: getattr(evaluation, name) for name in plain},
        "levels": evaluation.predictions.levels,
        "score": _score_json(evaluation.score),
        "baselines": {name: _score_json(score) for name, score in evaluation.baselines.items()},
        "verdict": to_json(evaluation.verdict),
        "dates": [date.isoformat() for date in evaluation.dates],
    }


def evaluation_from_json(content: dict[str, Any], predicted: pd.DataFrame, by_step: pd.DataFrame) -> Evaluation:
    """The evaluation that `evaluation_to_json` and `predictions_table` took apart."""
    levels = tuple(content.pop("levels"))
    predictions = predictions_by_model(predicted, levels)
    first, last = (pd.Timestamp(date) for date in content.pop("dates"))
    return Evaluation(
        score=_score(content.pop("score")),
        baselines={name: _score(score) for name, score in content.pop("baselines").items()},
        verdict=from_json(content.pop("verdict")),
        skill_interval=tuple(content.pop("skill_interval")),
        by_step=by_step,
        dates=(first, last),
        predictions=predictions.pop(OURS),
        baseline_predictions=predictions,
        **content,
    )


def _score_json(score: Score) -> dict[str, Any]:
    return {"mase": score.mase, "crps": score.crps, "coverage": list(score.coverage.items())}


def _score(content: dict[str, Any]) -> Score:
    return Score(content["mase"], content["crps"], dict(content["coverage"]))


def predictions_table(evaluation: Evaluation) -> pd.DataFrame:
    """Rows model, origin, step, actual and one column a quantile, for the network and every baseline."""
    return tidy_predictions({OURS: evaluation.predictions, **evaluation.baseline_predictions})


def tidy_predictions(models: Mapping[str, OriginPredictions]) -> pd.DataFrame:
    """Rows model, origin (position), step, actual and one column a quantile, for each model by its name."""
    frames = []
    for name, predictions in models.items():
        count, horizon, _ = predictions.values.shape
        columns: dict[str, Any] = {
            "model": [name] * (count * horizon),
            "origin": np.repeat(predictions.origins, horizon),
            "step": np.tile(np.arange(1, horizon + 1), count),
            "actual": predictions.actual.ravel(),
        }
        flat = predictions.values.reshape(count * horizon, -1)
        columns |= {f"{level:g}": flat[:, place] for place, level in enumerate(predictions.levels)}
        frames.append(pd.DataFrame(columns))
    return pd.concat(frames, ignore_index=True)


def predictions_by_model(table: pd.DataFrame, levels: tuple[float, ...]) -> dict[str, OriginPredictions]:
    """The predictions that `tidy_predictions` put into one table, in its order."""
    return {str(name): _origin_predictions(part, levels) for name, part in table.groupby("model", sort=False)}


def _origin_predictions(table: pd.DataFrame, levels: tuple[float, ...]) -> OriginPredictions:
    horizon = int(table["step"].max())
    values = table[[f"{level:g}" for level in levels]].to_numpy()
    return OriginPredictions(
        origins=table["origin"].to_numpy()[::horizon],
        levels=levels,
        values=values.reshape(-1, horizon, len(levels)),
        actual=table["actual"].to_numpy().reshape(-1, horizon),
    )


def explanation_to_json(explanation: Explanation) -> dict[str, Any]:
    """The whole explanation; its arrays are small."""
    content = {item.name: getattr(explanation, item.name) for item in dataclasses.fields(explanation)}
    return content | {
        "target_labels": [_label_json(label) for label in explanation.target_labels],
        "attributions": [values.tolist() for values in explanation.attributions],
        "axes": [_axis_json(axis) for axis in explanation.axes],
        "deletion": _curve_json(explanation.deletion),
        "insertion": _curve_json(explanation.insertion),
    }


def explanation_from_json(content: dict[str, Any]) -> Explanation:
    """The explanation that `explanation_to_json` took apart."""
    return Explanation(
        **content
        | {
            "target": tuple(content["target"]),
            "target_labels": tuple(_label(label) for label in content["target_labels"]),
            "attributions": tuple(np.array(values) for values in content["attributions"]),
            "axes": tuple(_axis(axis) for axis in content["axes"]),
            "deletion": _curve(content["deletion"]),
            "insertion": _curve(content["insertion"]),
        }
    )


def _axis_json(axis: InputAxis) -> dict[str, Any]:
    positions = [_label_json(position) for position in axis.positions]
    return {"group": axis.group, "positions": positions, "features": axis.features}


def _axis(content: dict[str, Any]) -> InputAxis:
    positions = tuple(_label(position) for position in content["positions"])
    return InputAxis(content["group"], positions, tuple(content["features"]))


def _curve_json(curve: DeletionCurve) -> dict[str, Any]:
    return {"chance_gain": curve.chance_gain, **{name: getattr(curve, name).tolist() for name in CURVES}}


def _curve(content: dict[str, Any]) -> DeletionCurve:
    share, ours, mean, low, high = (np.array(content[name]) for name in CURVES)
    return DeletionCurve(share, ours, mean, low, high, content["chance_gain"])


def _label_json(label: object) -> object:
    return {"time": label.isoformat()} if isinstance(label, pd.Timestamp) else label


def _label(content: Any) -> Any:
    return pd.Timestamp(content["time"]) if isinstance(content, dict) else content
