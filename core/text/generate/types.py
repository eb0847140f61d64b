"""What a generator gives: steps as they are made, and a finished text with what is needed to look inside."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass

MAX_LENGTH = 20_000
"""Longest text written at once, in characters."""
ALTERNATIVES = 5


@dataclass(frozen=True)
class Step:
    """One token as it was written.

    probability: the model's own, whatever the temperature. draw: the random number that chose it, 0 to 1.
    alternatives: the likeliest tokens at this place with the model's own probability, likeliest first.
    """

    text: str
    probability: float
    draw: float
    alternatives: tuple[tuple[str, float], ...]


@dataclass(frozen=True)
class Parts:
    """What is learned from, what chooses the weights, and what nothing was chosen on; "" where there is none."""

    training: str
    validation: str
    held_out: str = ""


def confidence(probabilities: Sequence[float]) -> float:
    """Geometric mean of the probabilities of the tokens chosen; 0 for none."""
    if not probabilities:
        return 0.0
    return math.exp(sum(math.log(max(value, 1e-12)) for value in probabilities) / len(probabilities))
