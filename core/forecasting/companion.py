"""What stands beside the networks: the baseline that makes the forecast better where it is mixed in.

A mean of forecasts with unlike errors errs less than each (Bates and Granger, "The combination of forecasts", 1969).
On a short smooth series exponential smoothing knows most; on a random walk every deviation from the last value is
noise; on a long series the networks are left alone. Which baseline and how much of it is chosen on rows before the
cut that neither the networks nor the baseline were fitted on. Its median is heard inside the networks' own 90 % band
only, so that a slow baseline cannot hold on to a level that is gone.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from functools import lru_cache

import numpy as np

from core import config
from core.forecasting import inputs
from core.forecasting.baselines import BASELINES
from core.forecasting.baselines.base import FIT_ROWS, Baseline
from core.forecasting.inputs import InputPlan
from core.forecasting.metrics import pinball
from core.forecasting.parts import Parts

SHARES = (0.2, 0.4, 0.6, 0.8)
"""Of the networks, beside the whole. They keep a fifth at least: the forecast is to be theirs, and explained."""
LEAST_GAIN = 0.01
"""What a baseline has to improve to be mixed in."""
MOST_ORIGINS = 600
LEAST_ROWS = 12
"""Rows that a baseline is estimated on at least, and origins that its errors are taken from: few, since it is the
shortest series that a network alone forecasts worst."""

Raw = Callable[[np.ndarray], tuple[np.ndarray, np.ndarray]]
"""origins (N,) -> quantiles of the networks (N, h, Q) and window scales (N,), in the series' unit."""


@dataclass(frozen=True)
class Past:
    """values: (T,) from the first row on. season: in steps, or 1. rows: those before them are for estimating."""

    values: np.ndarray
    season: int
    rows: int

    def medians(self, name: str, origins: np.ndarray, horizon: int) -> np.ndarray:
        """The baseline's medians (N, h); its parameters come from the first `rows` rows."""
        seen = np.ascontiguousarray(self.values[: self.rows], dtype=np.float64)
        baseline = _estimated(name, self.season, seen.tobytes())
        return np.asarray(baseline.predict(self.values, origins, horizon, (0.5,))[..., 0])


@lru_cache(maxsize=4)
def _estimated(name: str, season: int, rows: bytes) -> Baseline:
    """The baseline fitted on these rows; every forecast of one network asks for the same, and fitting is most of it."""
    return BASELINES[name](season).fit(np.frombuffer(rows))


def with_companion(plan: InputPlan, raw: Raw, past: Past, parts: Parts) -> InputPlan:
    """The plan with the baseline that lowers the loss most on the rows between training and cut, if one does."""
    h, values = plan.horizon, past.values
    held = _thinned(np.concatenate([parts.validation_origins(h), parts.calibration_origins(h)]))
    first = max(plan.first_origin, past.season - 1, past.rows // 4, past.rows - FIT_ROWS)
    before = _thinned(np.arange(first, parts.validation - h))
    if past.rows < max(LEAST_ROWS, 2 * past.season + 1) or len(before) < LEAST_ROWS:
        return plan
    quantiles, scale = raw(held)
    wide, wide_before = scale[:, None, None], raw(before)[1][:, None]
    actual = inputs.targets(values, held, h)
    best, lowest = plan, (1.0 - LEAST_GAIN) * _loss(actual, quantiles)
    for name in BASELINES:
        if name == "seasonal_naive" and past.season == 1:
            continue
        errors = inputs.targets(values, before, h) - past.medians(name, before, h)  # (M, h)
        spread = np.quantile(errors / wide_before, config.QUANTILES, axis=0).T  # (h, Q)
        heard = np.clip(past.medians(name, held, h), quantiles[..., 0], quantiles[..., -1])  # as in the module
        other = heard[..., None] + wide * spread
        for share in SHARES:
            loss = _loss(actual, share * quantiles + (1.0 - share) * other)
            if loss < lowest:
                steps = tuple(map(tuple, spread.tolist()))
                best, lowest = replace(plan, companion=name, share=share, companion_spread=steps), loss
    return best


def _loss(actual: np.ndarray, quantiles: np.ndarray) -> float:
    """Mean pinball loss, in the series' unit."""
    return float(np.mean(pinball(actual, quantiles, config.QUANTILES)))


def _thinned(origins: np.ndarray) -> np.ndarray:
    """At most MOST_ORIGINS of them, evenly spread."""
    if len(origins) <= MOST_ORIGINS:
        return origins
    return np.asarray(origins[np.linspace(0, len(origins) - 1, MOST_ORIGINS).astype(int)])
