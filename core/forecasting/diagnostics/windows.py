"""The windows in which a model failed worst, and each of them as a forecast beside what came."""

from __future__ import annotations

from collections.abc import Mapping

import numpy as np
import pandas as pd

from core.config import BANDS
from core.data.series import Series
from core.forecasting import metrics
from core.forecasting.evaluation import origin_losses
from core.forecasting.types import Forecast, OriginPredictions

MOST_WINDOWS = 10


def worst_windows(
    predictions: OriginPredictions, reference: OriginPredictions, times: pd.DatetimeIndex, scale: float
) -> pd.DataFrame:
    """The ten windows of largest error, a horizon apart at least, so that one event is not counted twice.

    place (among the origins), origin, start, end (times), crps, reference (its CRPS there), both in units of `scale`,
    times_usual (crps over its mean), held80 (share inside the 80 % band); worst first.
    """
    horizon = predictions.values.shape[1]
    steps = np.isfinite(predictions.actual).sum(axis=1)
    crps, other = (origin_losses(each) / np.maximum(steps, 1) / scale for each in (predictions, reference))  # (N,)
    held = _held(predictions)
    usual = float(crps[steps > 0].mean())
    rows = []
    for place in _apart(np.argsort(-crps, kind="stable"), predictions.origins, horizon):
        if steps[place]:
            origin = int(predictions.origins[place])
            start, end = times[origin + 1], times[min(origin + horizon, len(times) - 1)]
            ratio = crps[place] / usual if usual > 0.0 else np.nan
            rows.append((place, times[origin], start, end, crps[place], other[place], ratio, held[place]))
    columns = ["place", "origin", "start", "end", "crps", "reference", "times_usual", "held80"]
    return pd.DataFrame(rows, columns=columns)


def forecast_at(series: Series, models: Mapping[str, OriginPredictions], name: str, place: int) -> Forecast:
    """The forecast of model `name` from the origin number `place`, with the naive lines among `models` beside it."""
    predictions = models[name]
    origin, horizon = int(predictions.origins[place]), predictions.values.shape[1]
    plain = {
        line: metrics.median(models[line].values[place], models[line].levels)
        for line in ("naive", "seasonal_naive")
        if line in models
    }
    return Forecast(
        origin=series.times[origin],
        times=series.times[origin + 1 : origin + 1 + horizon],
        levels=predictions.levels,
        values=predictions.values[place],
        naive=plain.get("naive", np.full(horizon, series.values[origin])),
        seasonal_naive=plain.get("seasonal_naive"),
    )


def _held(predictions: OriginPredictions) -> np.ndarray:
    """Share of each origin's known values inside the 80 % band, (N,)."""
    low, high = (predictions.values[..., predictions.levels.index(level)] for level in BANDS[0.8])
    known = np.isfinite(predictions.actual)
    inside = (low <= predictions.actual) & (predictions.actual <= high)
    return np.asarray(inside.sum(axis=1) / np.maximum(known.sum(axis=1), 1))


def _apart(order: np.ndarray, origins: np.ndarray, horizon: int) -> list[int]:
    """The first places of `order` whose origins stand at least a horizon apart."""
    chosen: list[int] = []
    for place in order.tolist():
        if len(chosen) == MOST_WINDOWS:
            break
        if all(abs(int(origins[place]) - int(origins[other])) >= horizon for other in chosen):
            chosen.append(place)
    return chosen
