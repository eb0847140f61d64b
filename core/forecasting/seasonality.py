"""Which seasons a series has: what repeats from cycle to cycle beyond what chance would line up.

The share of variance that a cycle has in common with the others is the intraclass correlation (Fisher, 1925). Its
null distribution comes from turning each cycle by a random number of steps: that keeps how smooth the values are,
which is why a random walk, whose cycles look alike but do not line up, is told apart from a season.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

MIN_CYCLES = 2
MAX_CYCLES = 100
"""Only this many of the last cycles are compared: more change nothing, and old habits may have gone."""

NEGLIGIBLE = 1e-10
"""A swing smaller than this share of the values' own size is a rounding error that a trend leaves."""

TURNS = 200
"""Random turns that a season is compared with."""


@dataclass(frozen=True)
class Bar:
    """What a season must pass. strength: share of what is left beside the trend that the cycles have in common.

    turns: share of random turns that may line up as well.
    """

    strength: float
    turns: float


BARS = {2: Bar(0.5, 0.15), 3: Bar(0.3, 0.03)}
"""By number of cycles. Two of them lie within a week of each other's year in one random turn of 26, however strong
the season: there it must be strong instead. On random walks each bar lets through about one in twenty or fewer."""
MANY_CYCLES = Bar(0.1, 0.02)


def main_season(values: np.ndarray, candidates: Sequence[int]) -> int:
    """The strongest season of the values (T,) among the candidate lengths in steps; 1 where there is none.

    Meant for the training part: what it finds must not depend on anything after the cut.
    """
    return next(iter(seasons(values, candidates)), 1)


def seasons(values: np.ndarray, candidates: Sequence[int]) -> tuple[int, ...]:
    """All seasons present among the candidates, the one with the largest swing first.

    A longer season counts only for what shorter ones leave: a week of equal days has a season of a day.
    """
    swings: dict[int, float] = {}
    left = np.asarray(values, dtype=np.float64)
    for season in sorted(set(candidates)):
        if season < 2 or len(left) < MIN_CYCLES * season:
            continue
        cycles = _without(cycles_of(left, season), tuple(swings))  # (k, m)
        varies = float(cycles.std()) > NEGLIGIBLE * float(np.abs(values).max())
        if varies and _is_present(cycles, np.random.default_rng(season)):
            swings[season] = float(cycles.mean(axis=0).std())
            left = left - profile_of(left, season)[np.arange(len(left)) % season]
    return tuple(sorted(swings, key=lambda season: -swings[season]))


def profile_of(values: np.ndarray, season: int) -> np.ndarray:
    """What a season adds at each phase, (m,), mean 0; the value at row t has phase t modulo m."""
    mean = cycles_of(values, season).mean(axis=0)
    return np.roll(mean - mean.mean(), len(values) % season)


def cycles_of(values: np.ndarray, season: int) -> np.ndarray:
    """The last whole cycles without their trend, (k, m); the last row ends with the last value."""
    count = min(len(values) // season, MAX_CYCLES)
    if count < MIN_CYCLES:
        raise ValueError(f"{len(values)} values hold fewer than {MIN_CYCLES} cycles of {season} steps.")
    detrended = values - trend_of(values, season)
    return np.asarray(detrended[len(values) - count * season :].reshape(count, season))


def trend_of(values: np.ndarray, season: int) -> np.ndarray:
    """Centred moving average over one season (T,), continued to both ends with its mean slope.

    An even season takes half of the value at each end of a window of m + 1, so that every phase weighs the same.
    """
    odd = season % 2
    weights = np.ones(season) if odd else np.concatenate([[0.5], np.ones(season - 1), [0.5]])
    middle = np.convolve(values, weights / season, mode="valid")  # (T - m + odd,)
    reach = (len(weights) - 1) // 2
    slope = (middle[-1] - middle[0]) / max(len(middle) - 1, 1)
    before = middle[0] + slope * np.arange(-reach, 0)
    after = middle[-1] + slope * np.arange(1, reach + 1)
    return np.concatenate([before, middle, after])


def _without(cycles: np.ndarray, shorter: tuple[int, ...]) -> np.ndarray:
    """Cycles (k, m) less what repeats inside each of them with a shorter season that divides m.

    The profile taken out before is the mean of all cycles; a swing that grows and shrinks over the year leaves some.
    """
    count, season = cycles.shape
    for inner in shorter:
        if season % inner == 0:
            parts = cycles.reshape(count, season // inner, inner)
            cycles = (parts - parts.mean(axis=1, keepdims=True)).reshape(count, season)
    return cycles


def _is_present(cycles: np.ndarray, chance: np.random.Generator) -> bool:
    """Whether these cycles (k, m) share a profile that is strong enough and better aligned than random turns."""
    count = len(cycles)
    bar = BARS.get(count, MANY_CYCLES)
    within = cycles - cycles.mean(axis=1, keepdims=True)
    common = float(within.mean(axis=0).var())
    strength = (count * common / float(within.var()) - 1.0) / (
        count - 1.0
    )  # intraclass correlation, 0 on average for noise
    return strength >= bar.strength and float((_turned(within, chance) >= common).mean()) <= bar.turns


def _turned(within: np.ndarray, chance: np.random.Generator) -> np.ndarray:
    """Variance of the mean cycle (TURNS,) after turning each of the cycles (k, m) by a random number of steps."""
    count, season = within.shape
    total = np.zeros((TURNS, season // 2 + 1), dtype=complex)
    for spectrum in np.fft.rfft(within, axis=1):
        turns = chance.integers(season, size=(TURNS, 1))
        total += spectrum * np.exp(-2j * np.pi * turns * np.arange(len(spectrum)) / season)
    return np.asarray(np.fft.irfft(total / count, n=season, axis=1).var(axis=1))
