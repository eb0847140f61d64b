"""Missing steps and values of a regular series: found, measured, and filled from the past alone."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import pandas as pd

from core.data.series import Frequency

MAX_FILLED_RUN = 3
"""Longest run of missing steps that is filled: a longer one would be invented rather than observed."""

MAX_FILLED_SHARE = 0.05
"""Largest share of all steps that may be filled."""


@dataclass(frozen=True)
class Run:
    """Consecutive missing steps: positions start to stop - 1."""

    start: int
    stop: int

    def __len__(self) -> int:
        return self.stop - self.start


def is_regular(frequency: Frequency) -> bool:
    """True where every step of a grid should be there; trading days and irregular times are positional."""
    return frequency.code not in ("B", "irregular")


def with_missing_steps(frame: pd.DataFrame, frequency: Frequency) -> pd.DataFrame:
    """The frame with an empty row for every step of its grid that is missing; untouched where positional."""
    if not is_regular(frequency) or len(frame) < 3:
        return frame
    index = pd.DatetimeIndex(frame.index)
    grid = pd.date_range(index[0], index[-1], freq=frequency.code).as_unit(index.unit)
    if len(grid) == len(frame) or not index.isin(grid).all():
        return frame
    return frame.reindex(grid.rename(index.name))


def grid_length(index: pd.DatetimeIndex, frequency: Frequency) -> int:
    """Steps from the first to the last time, missing ones counted; the length itself where positional."""
    if not is_regular(frequency) or len(index) < 3:
        return len(index)
    return max(len(index), round((index[-1] - index[0]) / frequency.step) + 1)


def missing_runs(values: np.ndarray) -> list[Run]:
    """Runs of NaN in values (T,)."""
    missing = np.concatenate([[False], np.isnan(values), [False]])
    edges = np.flatnonzero(missing[1:] != missing[:-1])
    return [Run(int(start), int(stop)) for start, stop in zip(edges[::2], edges[1::2], strict=True)]


def trim(frame: pd.DataFrame, target: str) -> pd.DataFrame:
    """The frame from the first to the last row that has a target: its ends cannot be filled from the past."""
    known = np.flatnonzero(frame[target].notna().to_numpy())
    return frame.iloc[known[0] : known[-1] + 1] if len(known) else frame.iloc[:0]


def too_large(values: np.ndarray) -> list[Run]:
    """Runs of NaN that are too long to fill."""
    return [run for run in missing_runs(values) if len(run) > MAX_FILLED_RUN]


def fill(frame: pd.DataFrame, target: str) -> tuple[pd.DataFrame, tuple[int, ...]]:
    """The frame with each missing value replaced by the last one before it, and the positions of filled targets."""
    filled = tuple(int(position) for position in np.flatnonzero(frame[target].isna().to_numpy()))
    return frame.ffill(), filled


def complete(frame: pd.DataFrame, target: str, frequency: Frequency) -> tuple[pd.DataFrame, tuple[int, ...]]:
    """Missing steps inserted, ends trimmed and the rest filled from the past, whatever the size of the gaps."""
    return fill(trim(with_missing_steps(frame, frequency), target), target)
