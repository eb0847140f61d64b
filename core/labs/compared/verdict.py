"""Means with intervals, and which cell to take: a rule that is applied to numbers, whatever they say.

Student (1908), "The probable error of a mean": m ± t s / √n over the seeds, a 95 % interval.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from statistics import fmean, stdev

T_95 = {1: 12.706, 2: 4.303, 3: 3.182, 4: 2.776, 5: 2.571, 6: 2.447, 7: 2.365, 8: 2.306, 9: 2.262}
"""97.5 % quantile of Student's t by degrees of freedom."""


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
    """take: the cheapest cell that is not shown to be worse than the best. best: the highest mean.

    level: cells that are as good as the best as far as these seeds can tell, the best first.
    """

    take: str
    best: str
    level: tuple[str, ...]


def choose(scores: Mapping[str, Sequence[float]], cost: Mapping[str, float]) -> Choice:
    """scores: cell -> a score a seed, higher is better, seeds in the same order. cost: cell -> operations a step.

    A cell is level with the best unless the 95 % interval of the paired difference lies above zero.
    """
    best = max(scores, key=lambda cell: fmean(scores[cell]))
    level = [best]
    for cell in scores:
        gaps = [one - other for one, other in zip(scores[best], scores[cell], strict=True)]
        if cell != best and interval(gaps).low <= 0:
            level.append(cell)
    return Choice(min(level, key=lambda cell: cost[cell]), best, tuple(level))
