"""What neighbouring origins are worth: forecasts that overlap err together and count for fewer than they are.

Newey and West (1987), "A simple, positive semi-definite, heteroskedasticity and autocorrelation consistent covariance
matrix"; the plain sum of autocovariances first, as Diebold and Mariano (1995) have it.
"""

from __future__ import annotations

import numpy as np

from core.forecasting.evaluation import overlap
from core.forecasting.types import OriginPredictions


def long_run_variance(values: np.ndarray, reach: int) -> float:
    """Variance of sqrt(n) times the mean of values (N,) that depend on each other over `reach` neighbours.

    The plain sum of autocovariances can come out negative; then they are weighted by Bartlett's triangle.
    """
    centred = values - values.mean()
    count = len(centred)
    lags = np.array([centred[lag:] @ centred[: count - lag] / count for lag in range(min(reach, count - 1) + 1)])
    plain = lags[0] + 2.0 * lags[1:].sum()
    if plain > 0.0:
        return float(plain)
    weights = 1.0 - np.arange(1, len(lags)) / (reach + 1.0)
    return float(lags[0] + 2.0 * (weights * lags[1:]).sum())


def reach_of(predictions: OriginPredictions) -> int:
    """How many origins back errors still depend on each other: all that forecast a common row, and a few that linger.

    Losses also follow each other where nothing overlaps (calm and stormy weeks), which n^(1/3) allows for.
    """
    count = len(predictions.origins)
    return min(max(overlap(predictions) - 1, int(count ** (1 / 3))), max(count - 2, 0))


def effective_count(hits: np.ndarray, predictions: OriginPredictions, shares: np.ndarray) -> float:
    """How many independent draws vary as much as the means of `hits` do, from two to the number of different rows.

    hits: (K, N, h), 0 or 1, NaN where nothing came yet; shares: their K probabilities. One count for all K, because
    the dependence is the same for all of them and rare hits alone would not show it.
    """
    origins, horizon = hits.shape[1:]
    known = np.isfinite(hits[0])
    rows = len(np.unique((predictions.origins[:, None] + np.arange(1, horizon + 1))[known]))
    surprise = np.nansum(hits - shares[:, None, None], axis=2) / (known.sum() / origins)  # (K, N)
    reach = reach_of(predictions)
    variance = sum(long_run_variance(each, reach) / origins for each in surprise)
    independent = float((shares * (1.0 - shares)).sum())
    return float(np.clip(independent / variance if variance > 0.0 else rows, min(2, rows), rows))
