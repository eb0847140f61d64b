"""What every baseline is: fitted once on the training part, then carried forward to each origin."""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections.abc import Sequence
from typing import Self

import numpy as np
from scipy.special import ndtri

from core.messages import Message

FIT_ROWS = 3000
"""Baselines are fitted on at most this many of the last rows of the training part."""


class Baseline(ABC):
    """A classical forecast that a network has to beat.

    season: its length in steps, 1 for none. notes: what went wrong while fitting and what took its place, empty
    when all went well.
    """

    def __init__(self, season: int) -> None:
        if season < 1:
            raise ValueError(f"A season has at least 1 step, not {season}.")
        self.season = season
        self.notes: list[Message] = []

    @abstractmethod
    def fit(self, train_values: np.ndarray) -> Self:
        """Estimates every parameter on the training part (T,); returns itself."""

    @abstractmethod
    def predict(self, values: np.ndarray, origins: np.ndarray, horizon: int, levels: Sequence[float]) -> np.ndarray:
        """Quantiles (N, h, Q) at `levels` for the steps after each origin (N,), parameters as fitted.

        values: the series from its first row on. An origin is the position of the last known row; no value after
        it is looked at.
        """


def check_origins(origins: np.ndarray, first: int, rows: int) -> None:
    """Raises ValueError where an origin lies before `first` or past the last of `rows` rows."""
    if len(origins) == 0 or origins.min() < first or origins.max() >= rows:
        raise ValueError(f"Origins must lie between rows {first} and {rows - 1}, not {origins.tolist()[:5]}.")


def normal_bands(centre: np.ndarray, spread: np.ndarray, levels: Sequence[float]) -> np.ndarray:
    """Quantiles (N, h, Q) of normal distributions with medians `centre` (N, h) and deviations `spread` (h,)."""
    return np.asarray(centre[:, :, None] + spread[None, :, None] * ndtri(np.asarray(levels)))
