"""Known facts beside the states: the calendar, volatility and other columns, and which unit follows which of them.

The unit is chosen on the rows that the network was fitted on; how closely it follows is measured on the rows after
them alone, so that the best of many units is not praised for its luck.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import pandas as pd

from core.data.series import Series
from core.forecasting.bootstrap import block_length
from core.pipeline.inside.states import States

DRAWS = 1000
VOLATILITY_ROWS = 7
DAY, YEAR = pd.Timedelta(days=1), pd.Timedelta(days=365)
LEAST_ROWS = 20
"""Fewer held-out rows than these say nothing."""


@dataclass(frozen=True)
class Track:
    """name: "hour", "weekday", "year", "volatility", or "column: …". values: (N,). period: of a cycle, else None."""

    name: str
    values: np.ndarray
    period: float | None = None

    def features(self) -> np.ndarray:
        """What a unit is compared with, (N, 1), or the two of a cycle, (N, 2)."""
        if self.period is None:
            return self.values[:, None]
        angle = 2 * np.pi * self.values / self.period
        return np.stack([np.sin(angle), np.cos(angle)], axis=1)


@dataclass(frozen=True)
class Follows:
    """How closely the unit that follows a track best in training follows it on held-out rows.

    unit: from 1. training, held_out: correlations; interval: 95 % of the latter.
    """

    track: str
    unit: int
    training: float
    held_out: float
    interval: tuple[float, float]


def tracks(series: Series, positions: np.ndarray) -> list[Track]:
    """Everything known about the rows at `positions` that changes over them; nothing after a row is used."""
    times = series.times[positions]
    found = []
    if series.frequency.step < DAY:
        found.append(Track("hour", times.hour.to_numpy(float) + times.minute.to_numpy(float) / 60, 24.0))
    if series.frequency.step <= DAY:
        found.append(Track("weekday", times.day_of_week.to_numpy(float), 7.0))
    if times[-1] - times[0] >= 2 * YEAR:
        found.append(Track("year", times.day_of_year.to_numpy(float), 365.25))
    moves = pd.Series(series.values).diff().rolling(VOLATILITY_ROWS).std()
    found.append(Track("volatility", moves.bfill().to_numpy()[positions]))
    for column in series.frame.columns.drop(series.target):
        values = pd.to_numeric(series.frame[column], errors="coerce").ffill().bfill().to_numpy(dtype=np.float64)
        if np.isfinite(values).all():
            found.append(Track(f"column: {column}", values[positions]))
    return [track for track in found if np.ptp(track.values) > 0]


def follows(states: States, found: Sequence[Track], window: int, seed: int = 0) -> list[Follows]:
    """For every track its unit and their correlation, closest on held-out rows first; [] with too few of those."""
    if len(states.positions) - states.seen < LEAST_ROWS or states.seen < LEAST_ROWS:
        return []
    made = [_follows(states, track, window, seed) for track in found]
    return sorted(made, key=lambda one: -abs(one.held_out))


def _follows(states: States, track: Track, window: int, seed: int) -> Follows:
    """Least squares of each unit on the track's features over the training rows, then correlation of fit and unit."""
    features = np.column_stack([np.ones(len(track.values)), track.features()])
    seen = slice(0, states.seen)
    weights, *_ = np.linalg.lstsq(features[seen], states.hidden[seen], rcond=None)  # (1 + features, H)
    fitted = features @ weights  # (N, H)
    training = np.array(
        [_correlation(fitted[seen, unit], states.hidden[seen, unit]) for unit in range(fitted.shape[1])]
    )
    unit = int(np.nanargmax(np.abs(training)))
    # Against the track itself where it has one direction, so that the sign says which way the unit goes.
    compared = fitted[:, unit] if track.period is not None else track.values
    held_out = compared[states.seen :], states.hidden[states.seen :, unit]
    before = _correlation(compared[seen], states.hidden[seen, unit])
    return Follows(track.name, unit + 1, before, _correlation(*held_out), _interval(*held_out, window, seed))


def _correlation(first: np.ndarray, second: np.ndarray) -> float:
    """Pearson's; 0 where one of them does not change."""
    if np.ptp(first) == 0 or np.ptp(second) == 0:
        return 0.0
    return float(np.corrcoef(first, second)[0, 1])


def _interval(first: np.ndarray, second: np.ndarray, window: int, seed: int) -> tuple[float, float]:
    """95 % by the moving-block bootstrap, ends joined: neighbouring windows share most of their rows."""
    count = len(first)
    length = block_length(count, max(1, window // 2))
    starts = np.random.default_rng(seed).integers(count, size=(DRAWS, -(-count // length)))
    rows = ((starts[..., None] + np.arange(length)) % count).reshape(DRAWS, -1)[:, :count]
    centred = [values[rows] - values[rows].mean(axis=1, keepdims=True) for values in (first, second)]  # (DRAWS, N)
    spread = np.sqrt((centred[0] ** 2).sum(axis=1) * (centred[1] ** 2).sum(axis=1))
    drawn = (centred[0] * centred[1]).sum(axis=1) / np.where(spread > 0, spread, 1.0)
    low, high = np.quantile(drawn, [0.025, 0.975])
    return float(low), float(high)
