"""Where a model errs: by month, weekday or hour, and in calm or restless times."""

from __future__ import annotations

from collections.abc import Mapping

import numpy as np
import pandas as pd

from core.config import BANDS
from core.data.series import Frequency, Series
from core.forecasting import metrics
from core.forecasting.types import OriginPredictions

COLUMNS = ["model", "group", "count", "crps", "mase", "held80"]
FIELDS = {"month": "month", "weekday": "day_of_week", "hour": "hour"}
"""What pandas calls the part of a time that values may differ by."""

LEAST_WINDOW = 20
CALM, USUAL, RESTLESS = range(3)


def calendars(frequency: Frequency) -> tuple[str, ...]:
    """Which of "month", "weekday" and "hour" values of this frequency can differ by, in the order to show."""
    kinds = []
    if frequency.step <= pd.Timedelta(days=100):
        kinds.append("month")
    if frequency.step <= pd.Timedelta(days=1):
        kinds.append("weekday")
    if frequency.step < pd.Timedelta(days=1):
        kinds.append("hour")
    return tuple(kinds)


def by_calendar(
    models: Mapping[str, OriginPredictions], times: pd.DatetimeIndex, kind: str, scale: float
) -> pd.DataFrame:
    """Errors by the month (1-12), weekday (0 is Monday) or hour (0-23) that was forecast, of each model.

    Columns model, group, count (values), crps and mase (in units of `scale`), held80 (share inside the 80 % band).
    """
    some = next(iter(models.values()))
    rows = some.origins[:, None] + np.arange(1, some.values.shape[1] + 1)  # (N, h)
    groups = np.asarray(getattr(times, FIELDS[kind]))[np.minimum(rows, len(times) - 1)]
    return _grouped(models, groups, scale)


def by_volatility(models: Mapping[str, OriginPredictions], series: Series, scale: float) -> pd.DataFrame:
    """Errors by how restless the window before the origin was, in thirds: group 0 calm, 1 usual, 2 restless.

    The columns of `by_calendar`.
    """
    some = next(iter(models.values()))
    restless = volatility(series.values, some.origins, max(2 * some.values.shape[1], LEAST_WINDOW))
    thirds = np.quantile(restless, [1 / 3, 2 / 3])
    groups = np.searchsorted(thirds, restless, side="left")  # (N,)
    return _grouped(models, np.repeat(groups[:, None], some.values.shape[1], axis=1), scale)


def volatility(values: np.ndarray, origins: np.ndarray, window: int) -> np.ndarray:
    """Mean |y[t] - y[t-1]| over the `window` rows before each origin, (N,), in the series' unit."""
    running = np.concatenate([[0.0, 0.0], np.cumsum(np.abs(np.diff(values)))])  # at t + 1: the sum up to row t
    first = np.maximum(origins - window, 0)
    return np.asarray((running[origins + 1] - running[first + 1]) / np.maximum(origins - first, 1))


def _grouped(models: Mapping[str, OriginPredictions], groups: np.ndarray, scale: float) -> pd.DataFrame:
    """Mean errors of each model in each group (N, h); what did not come yet is left out."""
    frames = []
    for name, predictions in models.items():
        actual, levels = predictions.actual, list(predictions.levels)
        low, high = (predictions.values[..., levels.index(level)] for level in BANDS[0.8])
        cells = pd.DataFrame(
            {
                "group": groups.ravel(),
                "crps": metrics.crps(actual, predictions.values, levels).ravel() / scale,
                "mase": np.abs(actual - metrics.median(predictions.values, levels)).ravel() / scale,
                "held80": ((low <= actual) & (actual <= high)).ravel().astype(float),
            }
        )[np.isfinite(actual).ravel()]
        means = cells.groupby("group").mean()
        frames.append(means.assign(model=name, count=cells.groupby("group").size()).reset_index())
    table: pd.DataFrame = pd.concat(frames, ignore_index=True)[COLUMNS]
    return table
