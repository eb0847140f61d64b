"""Means with intervals, and which cell to take: a rule that is applied to numbers, whatever they say.

Student (1908), "The probable error of a mean": m ± t s / √n over the seeds, a 95 % interval.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from statistics import fmean, stdev

T_95 = {1: 12.706, 2: 4.303, 3: 3.182, 4: 2.776, 5: 2.571, 6: 2.447, 7: 2.365, 8: 2.306, 9: 2.262}
"""97.5 % quantile of Student's t by degrees of freedom."""

MARGIN = 0.02
"""A cell is as good as the best where it is at most that much worse: two of a hundred answers, or points of skill."""


@dataclass(frozen=True)
class Interval:
    """A mean and the ends of its 95 % interval."""

    mean: float
    low: float
    high: float


def interval(values: Sequence[float]) -> Interval:
    """m ± t s / √n of at least two values."""
    mean, half = fmean(values), T_95[len(values) - 1] * stdev(values) / len(values) ** 0.5
    return Interval(mean, mean - half, mean + half)


@dataclass(frozen=True)
class Choice:
    """take: the cheapest cell that is shown to be as good as the best. best: the highest mean.

    equal: cells shown to be at most MARGIN worse than the best. unsettled: cells that may be worse by more than that,
    or better: these seeds do not tell.
    """

    take: str
    best: str
    equal: tuple[str, ...]
    unsettled: tuple[str, ...]


def choose(scores: Mapping[str, Sequence[float]], cost: Mapping[str, float]) -> Choice:
    """scores: cell -> a score a seed, higher is better, seeds in the same order. cost: cell -> operations a step.

    By the 95 % interval of the paired difference from the best: a wide one shows nothing, so it favours nobody.
    """
    best = max(scores, key=lambda cell: fmean(scores[cell]))
    gaps = {
        cell: interval([one - other for one, other in zip(scores[best], scores[cell], strict=True)])
        for cell in scores
        if cell != best
    }
    equal = tuple(cell for cell, gap in gaps.items() if gap.high <= MARGIN)
    unsettled = tuple(cell for cell, gap in gaps.items() if gap.low <= 0 and gap.high > MARGIN)
    return Choice(min((best, *equal), key=lambda cell: cost[cell]), best, equal, unsettled)
