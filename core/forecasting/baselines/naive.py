"""The two forecasts that cost nothing: the last value, and the value one season ago.

Hyndman and Athanasopoulos, "Forecasting: principles and practice", section 5.2; bands from the training part's
own errors at the same distance, taken with both signs so that the median is the naive value itself.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Self

import numpy as np

from core.forecasting.baselines.base import FIT_ROWS, Baseline, check_origins
from core.forecasting.baselines.growth import Growth, growth_of

MIN_ERRORS = 30
"""With fewer past errors at a distance, those at the shortest distance are widened by the square root of time."""


class SeasonalNaive(Baseline):
    """Repeats the last season: step j after origin o is y[o + j - k m], k the fewest seasons that make it known.

    On 0, 2, 0, 2, ... with season 2 it forecasts 0, 2, 0, 2, ... without error.
    """

    def fit(self, train_values: np.ndarray) -> Self:
        """Keeps the last rows of the training part (T,), whose seasonal changes make the bands."""
        if len(train_values) <= self.season:
            raise ValueError(f"{len(train_values)} rows hold no change over a season of {self.season} steps.")
        # the oldest rows add little and cost a sort each; a whole season more, so that FIT_ROWS changes remain
        self._recent = train_values[-(FIT_ROWS + self.season) :]
        self._growth = growth_of(self._recent, self.season)
        return self

    def predict(self, values: np.ndarray, origins: np.ndarray, horizon: int, levels: Sequence[float]) -> np.ndarray:
        """Quantiles (N, h, Q); an origin needs one season of rows before it."""
        check_origins(origins, self.season - 1, len(values))
        steps = np.arange(1, horizon + 1)
        lags = self.season * -(-steps // self.season)  # (h,) whole seasons back
        last = values[origins[:, None] + steps - lags]  # (N, h)
        changes = {int(lag): self._changes(int(lag), levels) for lag in np.unique(lags)}
        spread = np.stack([changes[int(lag)] for lag in lags])  # (h, Q)
        if self._growth.floor is None:
            return np.asarray(last[:, :, None] + spread)
        return np.asarray(last[:, :, None] * np.exp(spread * np.sign(last)[:, :, None]))

    def _changes(self, lag: int, levels: Sequence[float]) -> np.ndarray:
        """Quantiles (Q,) of the training part's changes over `lag` steps, made symmetric around 0."""
        seen = _changes_over(self._recent, lag, self._growth)
        if len(seen) < MIN_ERRORS:
            seen = _changes_over(self._recent, self.season, self._growth) * np.sqrt(lag / self.season)
        return np.asarray(np.quantile(np.concatenate([seen, -seen]), levels))


class Naive(SeasonalNaive):
    """Repeats the last value; its season is one step."""

    def __init__(self, season: int = 1) -> None:
        super().__init__(1)


def _changes_over(values: np.ndarray, lag: int, growth: Growth) -> np.ndarray:
    """y[t] - y[t - lag] on the scale of `growth`, (T - lag,)."""
    seen = growth.forward(values)
    return np.asarray(seen[lag:] - seen[:-lag])
