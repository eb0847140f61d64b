"""Whether two models really differ, or one was lucky on these origins.

Diebold and Mariano (1995), "Comparing predictive accuracy"; small samples as in Harvey, Leybourne and Newbold (1997),
"Testing the equality of prediction mean squared errors"; many pairs as in Holm (1979), "A simple sequentially
rejective multiple test procedure".
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from itertools import combinations

import numpy as np
import pandas as pd
from scipy.special import stdtr

from core.forecasting.bootstrap import FEW_ORIGINS, independent
from core.forecasting.diagnostics.dependence import long_run_variance, reach_of
from core.forecasting.evaluation import origin_losses, overlap
from core.forecasting.types import OriginPredictions


@dataclass(frozen=True)
class DieboldMariano:
    """statistic: below 0 where the first loses less. p_value: two-sided, NaN where nothing can be said."""

    statistic: float
    p_value: float


def diebold_mariano(first: np.ndarray, second: np.ndarray, reach: int) -> DieboldMariano:
    """Test of equal expected losses (N,), paired by origin, that depend on each other over `reach` neighbours.

    Student's t with N - 1 degrees of freedom. Losses that are equal throughout differ with p = 1.
    """
    if first.shape != second.shape or first.ndim != 1:
        raise ValueError(f"Losses must be paired by origin, not of shapes {first.shape} and {second.shape}.")
    difference, count, horizon = first - second, len(first), reach + 1
    if count <= 2 * reach + 1:
        return DieboldMariano(np.nan, np.nan)
    variance = long_run_variance(difference, reach) / count
    if variance <= 0.0:
        mean = float(difference.mean())
        return DieboldMariano(0.0, 1.0) if mean == 0.0 else DieboldMariano(float(np.sign(mean) * np.inf), 0.0)
    small_sample = (count + 1 - 2 * horizon + horizon * (horizon - 1) / count) / count
    statistic = float(difference.mean() / np.sqrt(variance) * np.sqrt(small_sample))
    return DieboldMariano(statistic, float(2.0 * stdtr(count - 1, -abs(statistic))))


def pair_tests(predictions: Mapping[str, OriginPredictions]) -> pd.DataFrame:
    """Every pair of models: first, second, gain, statistic, p_value, p_adjusted (for the number of pairs, by Holm).

    gain: 1 - CRPS of the first / CRPS of the second. p_value is NaN where there are too few independent origins.
    """
    some = next(iter(predictions.values()))
    enough = independent(len(some.origins), overlap(some)) >= FEW_ORIGINS
    losses = {name: origin_losses(each) for name, each in predictions.items()}
    rows = []
    for first, second in combinations(predictions, 2):
        ours, theirs = losses[first], losses[second]
        found = diebold_mariano(ours, theirs, reach_of(some)) if enough else DieboldMariano(np.nan, np.nan)
        gain = 1.0 - float(ours.sum() / theirs.sum()) if theirs.sum() > 0 else np.nan
        rows.append((first, second, gain, found.statistic, found.p_value))
    table = pd.DataFrame(rows, columns=["first", "second", "gain", "statistic", "p_value"])
    return table.assign(p_adjusted=holm(table["p_value"].to_numpy(float)))


def holm(p_values: np.ndarray) -> np.ndarray:
    """p values (K,) adjusted for having looked at all of them; NaN stays and does not count."""
    adjusted = np.full(len(p_values), np.nan)
    known = np.flatnonzero(np.isfinite(p_values))
    order = known[np.argsort(p_values[known], kind="stable")]
    scaled = p_values[order] * np.arange(len(order), 0, -1)
    adjusted[order] = np.minimum(np.maximum.accumulate(scaled), 1.0)
    return adjusted
