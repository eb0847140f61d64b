"""How sure a skill is: the moving-block bootstrap over origins.

Künsch (1989), "The jackknife and the bootstrap for general stationary observations", with the ends joined (Politis
and Romano, 1992); the interval widened for few blocks as in Hesterberg (2015), "What teachers should know about the
bootstrap", section 4.1.
"""

from __future__ import annotations

import numpy as np
from scipy.special import ndtr, stdtrit

DRAWS = 2000
FEW_ORIGINS = 8
"""With fewer independent origins, resampling knows too little; Student's t on the differences takes its place."""


def block_length(origins: int, overlap: int) -> int:
    """Origins in a block: two overlaps, and longer where errors linger, by 1.5 n^(1/3); but four blocks where it can.

    The factors are those at which intervals of known autoregressive and overlapping errors hold nearest to 95 %.
    """
    wanted = max(2 * overlap if overlap > 1 else 1, int(np.ceil(1.5 * origins ** (1 / 3))))
    return min(wanted, max(origins // 4, overlap))


def independent(origins: int, overlap: int) -> int:
    """How many origins there are whose horizons do not overlap."""
    return -(-origins // overlap)


def skill_interval(
    ours: np.ndarray, theirs: np.ndarray, overlap: int, *, seed: int = 0, level: float = 0.95
) -> tuple[float, float]:
    """Interval of 1 - sum(ours) / sum(theirs) over origins, losses (N,) paired by origin.

    overlap: how many consecutive origins forecast a common step. One origin says nothing about its own uncertainty:
    it gets the skill less 1, and 1, the best there is.
    """
    if ours.shape != theirs.shape or ours.ndim != 1 or len(ours) == 0:
        raise ValueError(f"Losses must be paired by origin, not of shapes {ours.shape} and {theirs.shape}.")
    skill = 1.0 - float(ours.sum() / theirs.sum())
    if len(ours) == 1:
        return min(skill, 0.0) - 1.0, 1.0
    if independent(len(ours), overlap) < FEW_ORIGINS:
        return _student_interval(ours, theirs, skill, overlap, level)
    return _bootstrap_interval(ours, theirs, block_length(len(ours), overlap), seed, level)


def _student_interval(
    ours: np.ndarray, theirs: np.ndarray, skill: float, overlap: int, level: float
) -> tuple[float, float]:
    """Student's t on the linearised ratio, with as many observations as there are independent origins."""
    count = max(independent(len(ours), overlap), 2)
    influence = (ours - (1.0 - skill) * theirs) / theirs.mean()  # (N,), mean 0
    half = float(stdtrit(count - 1, 0.5 + level / 2.0) * influence.std(ddof=1) / np.sqrt(count))
    return skill - half, skill + half


def _bootstrap_interval(
    ours: np.ndarray, theirs: np.ndarray, length: int, seed: int, level: float
) -> tuple[float, float]:
    """Percentiles of the skill over resampled blocks of `length` neighbouring origins, ends joined."""
    count = len(ours)
    blocks = -(-count // length)
    starts = np.random.default_rng(seed).integers(count, size=(DRAWS, blocks))
    drawn = 1.0 - _block_sums(ours, length)[starts].sum(axis=1) / _block_sums(theirs, length)[starts].sum(axis=1)
    share = 0.5 - level / 2.0
    if blocks > 1:
        share = float(ndtr(stdtrit(blocks - 1, share) * np.sqrt(blocks / (blocks - 1.0))))
    low, high = np.quantile(drawn, [share, 1.0 - share])
    return float(low), float(high)


def _block_sums(losses: np.ndarray, length: int) -> np.ndarray:
    """Sum of `length` neighbouring losses from each origin on, (N,)."""
    running = np.concatenate([[0.0], np.cumsum(np.concatenate([losses, losses[: length - 1]]))])
    return np.asarray(running[length:] - running[:-length])
