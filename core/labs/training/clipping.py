"""Gradient clipping: by the norm of the whole gradient, or number by number.

R. Pascanu, T. Mikolov and Y. Bengio, "On the difficulty of training recurrent neural networks", ICML 2013.
"""

from __future__ import annotations

import math
from typing import Any

import torch

from core.labs.training.names import EVERY
from core.labs.training.trial import Recall

RADIUS = 1.3
MOST_NORM, MOST_VALUE = 1.0, 0.1


class Clipping(Recall):
    """Plain descent from a recurrent matrix of radius 1.3, whose gradients explode now and then."""

    technique = "clip"
    rate = 0.1

    def begin(self) -> None:
        """The same rotation times the radius for all."""
        self.bank.turn(self.generator, RADIUS)
        self.sizes: list[list[float]] = []

    def optimise(self) -> torch.optim.Optimizer:
        """Descent without memory or scaling: the step is the gradient times the rate."""
        return torch.optim.SGD(self.bank.parameters(), self.rate)

    def limit(self) -> None:
        """By norm: the whole gradient is shortened. By value: each number for itself, which turns the direction."""
        norms = self.bank.norms()
        self.sizes.append(norms.tolist())
        by_norm, by_value = self.variants.index("norm"), self.variants.index("value")
        share = (MOST_NORM / (norms[by_norm] + 1e-6)).clamp(max=1.0)
        for weight in self.bank.parameters():
            if weight.grad is not None:
                weight.grad[by_norm] *= share
                weight.grad[by_value].clamp_(-MOST_VALUE, MOST_VALUE)

    def detail(self) -> dict[str, Any]:
        """log₁₀ of the size of every gradient before it was clipped, the largest of ten updates each."""
        powers = [[_power(size) for size in row] for row in self.sizes]
        return {
            "sizes": {
                name: [max(row[place] for row in powers[i : i + EVERY]) for i in range(0, len(powers), EVERY)]
                for place, name in enumerate(self.variants)
            }
        }


def _power(size: float) -> float:
    """log₁₀ of a size between 10⁻⁹ and 10⁹; what is no number counts as the largest."""
    return math.log10(min(max(size, 1e-9), 1e9)) if math.isfinite(size) else 9.0
