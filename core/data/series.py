"""A series: tidy observed values by position, with unit, frequency and provenance."""

from __future__ import annotations

import dataclasses
from dataclasses import dataclass, field
from typing import Literal

import numpy as np
import pandas as pd

Source = Literal["sample", "stock", "weather", "file"]


@dataclass(frozen=True)
class Frequency:
    """The distance between two observed steps.

    code: pandas offset alias of the step ("D", "h", "30min", "W-SUN", "MS"), or "B" for trading days, which have
        no fixed distance, or "irregular".
    step: the median distance.
    seasons: season lengths in steps that this frequency may have, shortest first: (24, 168) for hours, (7, 365)
        for days, (5, 252) for trading days. Whether a series *has* them is the forecaster's to find out.
    """

    code: str
    step: pd.Timedelta
    seasons: tuple[int, ...] = ()


@dataclass(frozen=True)
class Provenance:
    """Where the values come from, under which licence, and when they were fetched (UTC, None for files)."""

    source: Source
    origin: str
    licence: str = ""
    url: str = ""
    fetched: pd.Timestamp | None = None
    stale: bool = False
    """True when an older cached answer stands in for a service that could not be reached."""


@dataclass(frozen=True)
class Series:
    """Values observed step by step.

    frame: one row a step; index `time`, a strictly increasing tz-naive DatetimeIndex (local time of the place
        or exchange); float64 columns, no missing value in the target.
    target: the column to forecast.
    unit: of the target, "" where unknown.
    calendar: exchange calendar code ("XNYS") for trading days, else None.
    filled: positions of rows whose target was missing and filled from the past.
    future: rows after the last observed one, with columns whose coming values are known already (a holiday, a
        price set in advance); None where nothing is.
    """

    name: str
    frame: pd.DataFrame
    target: str
    frequency: Frequency
    provenance: Provenance
    unit: str = ""
    calendar: str | None = None
    filled: tuple[int, ...] = field(default=())
    future: pd.DataFrame | None = None

    def __post_init__(self) -> None:
        index = self.frame.index
        if not isinstance(index, pd.DatetimeIndex) or index.tz is not None:
            raise ValueError("Series.frame needs a tz-naive DatetimeIndex.")
        if not index.is_monotonic_increasing or not index.is_unique:
            raise ValueError("Series.frame needs strictly increasing times.")
        if not np.isfinite(self.values).all():
            raise ValueError(f"Series.frame[{self.target!r}] has missing or infinite values.")

    @property
    def values(self) -> np.ndarray:
        """Target values, float64, shape (T,)."""
        return self.frame[self.target].to_numpy(dtype=np.float64)

    @property
    def times(self) -> pd.DatetimeIndex:
        """Observation times, shape (T,)."""
        index = self.frame.index
        assert isinstance(index, pd.DatetimeIndex)
        return index

    def __len__(self) -> int:
        return len(self.frame)

    def head(self, rows: int) -> Series:
        """The first `rows` rows: what is known at the cut."""
        return dataclasses.replace(
            self,
            frame=self.frame.iloc[:rows],
            filled=tuple(row for row in self.filled if row < rows),
            future=self.future if rows >= len(self) else None,
        )
