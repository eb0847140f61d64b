"""Conformal calibration of quantiles, per step, following drift as outcomes arrive.

A score is how far the truth lay above a predicted quantile, in units of the window's own scale. The quantile at
level q is then moved by the q-quantile of the scores known at the origin: split conformal prediction one side at
a time (Romano, Patterson and Candès, 2019), with weights that fade with age so that it follows drift (Barber et
al., 2023, "Conformal prediction beyond exchangeability").

The weighted distribution of the scores is kept as its values on a fixed grid. Each grid value is a running
exponential mean: the origins of a backtest are calibrated in their order, each from the one before.

A symmetric share takes the scores of the level opposite, turned over, for as much of the distribution. It doubles
what is known and leaves a median where it is: right where drift is only chance, wrong where the forecast leans.
"""

from __future__ import annotations

from dataclasses import dataclass, replace

import numpy as np

HALF_LIFE = 150
"""Age in steps at which an outcome counts half."""
POOLED_STEPS = 2
"""Scores of this many neighbouring forecast steps on each side are pooled: fewer than that and the tails jitter."""
GRID_POINTS = 129
SYMMETRIES = (0.0, 0.5, 1.0)
FEW_SYMMETRY = 0.5
"""Symmetric share where there are too few scores to choose it by."""
LEAST_TO_CHOOSE = 30
LEAST_GAIN = 0.02
"""Origins that a symmetric share is chosen on at least, and what it has to gain."""


@dataclass(frozen=True)
class ScoreHistory:
    """Scores of past forecasts in the order of their origins.

    origins: (M,) positions, increasing; scores: (M, h, Q) in window scales, NaN where the outcome is not known yet.
    settled: how many leading scores come from the calibration part; the grid is laid through these alone, since a
    grid laid through later ones would know the future. stride: distance in steps between two origins.
    symmetry: share of the distribution that comes from the opposite level.
    """

    origins: np.ndarray
    scores: np.ndarray
    settled: int
    stride: int = 1
    symmetry: float = 0.0


def with_symmetry(history: ScoreHistory, levels: tuple[float, ...]) -> ScoreHistory:
    """The history with the symmetric share that calibrates its second half best, each origin by what was known then.

    All of it lies before the cut.
    """
    half, horizon = len(history.scores) // 2, history.scores.shape[1]
    first = half + -(-horizon // history.stride)
    if len(history.scores) - first < LEAST_TO_CHOOSE:
        return replace(history, symmetry=FEW_SYMMETRY)
    weights = np.array(levels)
    best, lowest = 0.0, np.inf
    for symmetry in SYMMETRIES:
        known = ScoreHistory(history.origins, history.scores, half, history.stride, symmetry)
        left = history.scores[first:] - shifts(known, history.origins[first:], levels)
        loss = float(np.nanmean(np.maximum(weights * left, (weights - 1.0) * left)))
        if loss < lowest * (1.0 - LEAST_GAIN):
            best, lowest = symmetry, loss
    return replace(history, symmetry=best)


def scores_of(actual: np.ndarray, values: np.ndarray, scale: np.ndarray) -> np.ndarray:
    """Scores (N, h, Q) of forecasts: actual (N, h), values (N, h, Q), scale (N,), all in the series' unit."""
    return np.asarray((actual[..., None] - values) / scale[:, None, None])


def shifts(history: ScoreHistory, origins: np.ndarray, levels: tuple[float, ...]) -> np.ndarray:
    """How far to move each quantile at each origin, in window scales: (N, h, Q).

    A forecast made at o with step j (1-based) is known at an origin p when o + j <= p; no later score is used.
    """
    horizon = history.scores.shape[1]
    moved = np.empty((len(origins), horizon, len(levels)))
    lag = np.arange(1, horizon + 1)
    known_until = np.searchsorted(history.origins, origins[:, None] - lag, side="right") - 1  # (N, h)
    running, now = _RunningDistribution(history), np.empty((horizon, len(levels)))
    for place in np.argsort(origins, kind="stable"):
        if running.advance(known_until[place]):
            now = _quantiles(_pooled(running.distribution()), running.grid, np.array(levels))
        moved[place] = now
    return moved


def apply(values: np.ndarray, moved: np.ndarray, scale: np.ndarray) -> np.ndarray:
    """Calibrated quantiles (N, h, Q), sorted so that they never cross."""
    return np.sort(values + scale[:, None, None] * moved, axis=-1)


def _grid(scores: np.ndarray) -> np.ndarray:
    """Score values at which the distribution is kept: evenly spaced in probability, with room beyond both ends."""
    finite = scores[np.isfinite(scores)]
    inner = np.quantile(finite, np.linspace(0.0, 1.0, GRID_POINTS - 8))
    reach = max(float(inner[-1] - inner[0]), 1e-9)
    beyond = reach * np.array([0.25, 0.5, 1.0, 2.0])
    return np.concatenate([inner[0] - beyond[::-1], inner, inner[-1] + beyond])


class _RunningDistribution:
    """The weighted distribution of the scores known so far, for each step: at or below each grid value.

    grid: (Q, G). Its running sums (h, Q, G) take one score a step at a time, in the order of the origins.
    """

    def __init__(self, history: ScoreHistory) -> None:
        self._scores, self._symmetry = history.scores, history.symmetry
        self._opposite = -history.scores[..., ::-1]
        horizon, columns = history.scores.shape[1:]
        settled = slice(None, history.settled)
        sources = [self._scores[settled], self._opposite[settled]] if history.symmetry else [self._scores[settled]]
        self.grid = np.stack([_grid(np.concatenate([part[..., q] for part in sources])) for q in range(columns)])
        self._keep = 0.5 ** (history.stride / HALF_LIFE)
        self._sums, self._weights = np.zeros((horizon, columns, GRID_POINTS)), np.zeros(horizon)
        self._done = np.full(horizon, -1)

    def advance(self, until: np.ndarray) -> bool:
        """Takes the scores of each step (h,) up to that index, itself included; whether there was one, or none yet."""
        changed = not self._weights.all()
        while (behind := self._done < until).any():
            changed = True
            self._done[behind] += 1
            steps = np.flatnonzero(behind)
            known = np.isfinite(self._scores[self._done[steps], steps, 0])  # an outcome still missing counts not at all
            self._take(steps[known])
        return changed

    def _take(self, steps: np.ndarray) -> None:
        """The next score of each of these steps; what came before fades."""
        rows: np.ndarray | slice = slice(None) if len(steps) == len(self._sums) else steps
        at = self._done[steps]
        below = self._below(self._scores[at, steps])
        if self._symmetry:
            opposite = self._below(self._opposite[at, steps])
            below = (1.0 - self._symmetry / 2.0) * below + self._symmetry / 2.0 * opposite
        self._sums[rows] *= self._keep
        self._sums[rows] += below
        self._weights[rows] = self._keep * self._weights[rows] + 1.0

    def _below(self, scores: np.ndarray) -> np.ndarray:
        """Whether each score (R, Q) is at or below each grid value: (R, Q, G)."""
        return np.asarray(scores[..., None] <= self.grid)

    def distribution(self) -> np.ndarray:
        """Shares (h, Q, G) of the weight at or below each grid value."""
        if not self._weights.all():
            raise ValueError("No outcome is known at the first origin; calibration needs at least one score per step.")
        return np.asarray(self._sums / self._weights[:, None, None])


def _pooled(known: np.ndarray) -> np.ndarray:
    """The mean of each step (h, Q, G) with its neighbours."""
    horizon, pooled = len(known), known.copy()
    for distance in range(1, min(POOLED_STEPS, horizon - 1) + 1):
        pooled[distance:] += known[:-distance]
        pooled[:-distance] += known[distance:]
    steps = np.arange(horizon)
    near = 1 + np.minimum(steps, POOLED_STEPS) + np.minimum(steps[::-1], POOLED_STEPS)
    return np.asarray(pooled / near[:, None, None])


def _quantiles(distribution: np.ndarray, grid: np.ndarray, levels: np.ndarray) -> np.ndarray:
    """The score (h, Q) at which each distribution (h, Q, G) reaches its level (Q,), between grid values linearly."""
    above = np.clip((distribution < levels[:, None]).sum(axis=-1), 1, grid.shape[1] - 1)[..., None]
    low = np.take_along_axis(distribution, above - 1, -1)[..., 0]
    high = np.take_along_axis(distribution, above, -1)[..., 0]
    share = np.clip((levels - low) / np.maximum(high - low, 1e-12), 0.0, 1.0)
    columns = np.arange(len(grid))
    start, end = grid[columns, above[..., 0] - 1], grid[columns, above[..., 0]]
    return np.asarray(start + share * (end - start))
