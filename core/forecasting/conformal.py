"""Conformal calibration of quantiles, per step, following drift as outcomes arrive.

A score is how far the truth lay above a predicted quantile, in units of the window's own scale. The quantile at
level q is then moved by the q-quantile of the scores known at the origin: split conformal prediction one side at
a time (Romano, Patterson and Candès, 2019), with weights that fade with age so that it follows drift (Barber et
al., 2023, "Conformal prediction beyond exchangeability").

The weighted distribution of the scores is kept as its values on a fixed grid. Each grid value is a running
exponential mean, so that all origins of a backtest are calibrated in one vectorised pass.

A symmetric share takes the scores of the level opposite, turned over, for as much of the distribution. It doubles
what is known and leaves a median where it is: right where drift is only chance, wrong where the forecast leans.
"""

from __future__ import annotations

from dataclasses import dataclass, replace

import numpy as np
from scipy.signal import lfilter

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
    for column, level in enumerate(levels):
        scores = history.scores[:, :, column]
        opposite = -history.scores[:, :, len(levels) - 1 - column] if history.symmetry else scores
        settled = slice(None, history.settled)
        grid = _grid(np.concatenate([scores[settled], opposite[settled]]) if history.symmetry else scores[settled])
        keep = 0.5 ** (history.stride / HALF_LIFE)
        known = []
        for j in range(horizon):
            below = _below(scores[:, j], opposite[:, j], grid, history.symmetry)
            known.append(_known_by(history.origins, below, origins - (j + 1), keep))
        for j in range(horizon):
            near = known[max(0, j - POOLED_STEPS) : j + POOLED_STEPS + 1]
            moved[:, j, column] = _quantile(np.mean(near, axis=0), grid, level)
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


def _below(scores: np.ndarray, opposite: np.ndarray, grid: np.ndarray, symmetry: float) -> np.ndarray:
    """Whether each score (M,) is at or below each grid value, (M, G); of the opposite level, its symmetric share."""
    below = (scores[:, None] <= grid[None, :]).astype(np.float64)
    if symmetry:
        below = (1.0 - symmetry / 2.0) * below + symmetry / 2.0 * (opposite[:, None] <= grid[None, :])
    below[~np.isfinite(scores)] = np.nan
    return below


def _known_by(origins: np.ndarray, below: np.ndarray, last: np.ndarray, keep: float) -> np.ndarray:
    """Weighted mean of `below` (M, G), NaN where an outcome is not known, over origins up to `last` (N,): (N, G)."""
    usable = np.isfinite(below[:, 0])
    below = below[usable]
    weighted = lfilter([1.0], [1.0, -keep], below, axis=0)
    weight = lfilter([1.0], [1.0, -keep], np.ones(len(below)))
    at = np.searchsorted(origins[usable], last, side="right") - 1
    if (at < 0).any():
        raise ValueError("No outcome is known at the first origin; calibration needs at least one score per step.")
    return np.asarray(weighted[at] / weight[at, None])


def _quantile(distribution: np.ndarray, grid: np.ndarray, level: float) -> np.ndarray:
    """The score at which each row of the distribution (N, G) reaches `level`, between grid values linearly."""
    above = np.clip((distribution < level).sum(axis=1), 1, len(grid) - 1)
    rows = np.arange(len(distribution))
    low, high = distribution[rows, above - 1], distribution[rows, above]
    share = np.clip((level - low) / np.maximum(high - low, 1e-12), 0.0, 1.0)
    return np.asarray(grid[above - 1] + share * (grid[above] - grid[above - 1]))
