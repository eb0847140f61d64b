"""What is tagged: gaps between marks, letters without accents, and days with the warmth of the next."""

from __future__ import annotations

from functools import cache

import torch
from torch import Tensor

from core.labs.bidirectional.names import DAYS
from core.labs.recurrence.tasks import warmth

FULL = 0.35
"""Share of places that hold a mark."""
TRIED_FROM = 3 * 365
"""Days of Seattle's first three years are trained on, the last year is tried."""


def gaps(count: int, steps: int, generator: torch.Generator) -> Tensor:
    """Marks of ±1 in random places, 0 between them (B, T); the first and the last place are full."""
    full = torch.rand(count, steps, generator=generator) < FULL
    full[:, 0] = full[:, -1] = True
    return (torch.randint(0, 2, (count, steps), generator=generator) * 2.0 - 1) * full


def tags(x: Tensor) -> Tensor:
    """x (B, T) -> 0, 1 or 2 (B, T): the mark before and the mark after are both down, differ, are both up.

    A mark counts as the one before its own place; after the last one nothing comes but itself.
    """
    before, after = x.clone(), x.clone()
    for t in range(1, x.shape[1]):
        before[:, t] = torch.where(x[:, t] == 0, before[:, t - 1], x[:, t])
    for t in range(x.shape[1] - 2, -1, -1):
        after[:, t] = torch.where(x[:, t + 1] == 0, after[:, t + 1], x[:, t + 1])
    return ((before + after) / 2 + 1).long()


def waits(x: Tensor) -> Tensor:
    """x (B, T) -> how many steps ahead of each place the next mark lies (B, T); 0 at the last place."""
    found = torch.zeros_like(x).long()
    for t in range(x.shape[1] - 2, -1, -1):
        found[:, t] = torch.where(x[:, t + 1] == 0, found[:, t + 1] + 1, 1)
    return found


@cache
def days(tried: bool) -> Tensor:
    """Seattle's daily warmth in windows of DAYS and the day after (N, DAYS + 1).

    In the units of core.labs.recurrence.tasks.warmth: no window that is trained on reaches into the year that is tried.
    """
    values = warmth()[TRIED_FROM:] if tried else warmth()[:TRIED_FROM]
    return values.unfold(0, DAYS + 1, 1)


def degrees() -> float:
    """°C of one unit of `days`."""
    from core.data.samples import load_sample

    return float(load_sample("seattle-weather").values[:TRIED_FROM].std())
