"""Past step × forecast step: what every step of a forecast rests on, in one table of at most 10,000 cells."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from core.explain.types import Explanation

MOST_CELLS = 10_000
"""A map of more cells would be slow to draw and could not be read."""

MOST_STEPS = 60


@dataclass(frozen=True)
class Matrix:
    """values: (S, P) attribution in the answer's unit, summed over features and over neighbours drawn together.

    steps: (S,) from 1. labels: (P,) the first position of each group of neighbours. width: positions in a group.
    reference: what was compared with.
    """

    values: np.ndarray
    steps: tuple[int, ...]
    labels: tuple[object, ...]
    width: int
    reference: str


def steps_shown(horizon: int) -> tuple[int, ...]:
    """The steps of a long horizon that are explained, evenly spread, from 0; all of a short one."""
    return tuple(np.unique(np.linspace(0, horizon - 1, min(horizon, MOST_STEPS)).astype(int)).tolist())


def horizon_matrix(explanations: Sequence[Explanation], axis: int = 0) -> Matrix:
    """The matrix of explanations of several steps of one forecast. axis: the input whose positions are the past."""
    rows = np.stack([one.attributions[axis].sum(axis=1) for one in explanations])  # (S, T)
    width = -(-rows.size // MOST_CELLS)
    starts = np.arange(0, rows.shape[1], width)
    positions = explanations[0].axes[axis].positions
    return Matrix(
        values=np.add.reduceat(rows, starts, axis=1),
        steps=tuple(one.target[0] + 1 for one in explanations),
        labels=tuple(positions[start] for start in starts),
        width=width,
        reference=explanations[0].reference,
    )
