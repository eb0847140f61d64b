"""Does a forecast merely repeat the last value? The commonest way for a picture of forecasts to look good.

The cross-correlation of the one-step median with the series, at no lag and later; and whether the changes that the
median foresees have anything to do with those that came.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from scipy.special import stdtrit

from core.forecasting import metrics
from core.forecasting.types import OriginPredictions

LAGS = 5
LEAST_ORIGINS = 8
NEGLIGIBLE = 1e-9


@dataclass(frozen=True)
class LagCheck:
    """correlations: of the one-step median with the value 0, 1, 2 … steps before the one it is a forecast of.

    changes: correlation of the foreseen change with the one that came; bar: what chance may reach.
    """

    correlations: tuple[float, ...]
    changes: float
    bar: float

    @property
    def best(self) -> int:
        """The lag at which the median resembles the series most."""
        return int(np.argmax(self.correlations))

    @property
    def repeats(self) -> bool:
        """Whether the median runs one step behind and foresees no change better than chance would."""
        return self.best == 1 and self.changes <= self.bar


def lag_check(values: np.ndarray, predictions: OriginPredictions) -> LagCheck | None:
    """The check on the series' values (T,); None with fewer than eight known outcomes or where nothing varies."""
    known = np.isfinite(predictions.actual[:, 0]) & (predictions.origins >= LAGS)
    rows = predictions.origins[known] + 1
    if len(rows) < LEAST_ORIGINS:
        return None
    medians = metrics.median(predictions.values[known, 0], predictions.levels)
    last, actual = values[rows - 1], predictions.actual[known, 0]
    if np.ptp(medians) == 0.0 or np.ptp(actual) == 0.0 or np.ptp(last) == 0.0:
        return None
    correlations = tuple(correlation(medians, values[rows - lag]) for lag in range(LAGS + 1))
    bar = critical_correlation(len(rows))
    return LagCheck(correlations, correlation(medians - last, actual - last), bar)


def correlation(first: np.ndarray, second: np.ndarray) -> float:
    """Pearson's correlation; 0 where one of them does not vary."""
    spread = float(first.std() * second.std())
    size = float(np.abs(first).max() * np.abs(second).max())
    if spread <= NEGLIGIBLE * size:
        return 0.0
    return float(np.mean((first - first.mean()) * (second - second.mean())) / spread)


def critical_correlation(count: int, level: float = 0.95) -> float:
    """The correlation that `count` unrelated pairs exceed in one case of twenty (one-sided)."""
    quantile = float(stdtrit(count - 2, level))
    return float(quantile / np.sqrt(count - 2 + quantile**2))
