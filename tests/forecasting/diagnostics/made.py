"""Forecasts whose right diagnosis is known."""

from __future__ import annotations

import numpy as np
from scipy.special import ndtri

from core.config import QUANTILES
from core.forecasting.types import OriginPredictions

SPREAD = ndtri(np.array(QUANTILES))


def around(values: np.ndarray, centre: np.ndarray, origins: np.ndarray, spread: float = 1.0) -> OriginPredictions:
    """Normal forecasts around `centre` (N, h) of the rows after each origin of `values` (T,)."""
    rows = origins[:, None] + np.arange(1, centre.shape[1] + 1)
    return OriginPredictions(origins, QUANTILES, centre[..., None] + spread * SPREAD, values[rows])


def ideal(count: int = 400, horizon: int = 3, seed: int = 0, spread: float = 1.0) -> OriginPredictions:
    """Forecasts of independent unit normals that do not overlap; `spread` times as wide as they should be."""
    origins = np.arange(0, count * horizon, horizon)
    values = np.random.default_rng(seed).normal(size=count * horizon + 1)
    return around(values, np.zeros((count, horizon)), origins, spread)
