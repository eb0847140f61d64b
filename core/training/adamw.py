"""Adam with decoupled weight decay, and the one-cycle schedule of its step size and first moment.

D. P. Kingma and J. Ba, "Adam" (2015); I. Loshchilov and F. Hutter, "Decoupled weight decay regularization" (2019);
L. N. Smith, "Super-convergence" (2018).
    m ← β1 m + (1 − β1) g      v ← β2 v + (1 − β2) g²
    w ← (1 − η λ) w − η · m / (1 − β1ᵗ) / (√(v / (1 − β2ᵗ)) + ε)
Same numbers as torch's own AdamW under OneCycleLR. Written out because torch's brings its compiler along at the first
step: 1.4 s and 70 MB in a worker that compiles nothing.
"""

from __future__ import annotations

import math
from collections.abc import Iterable
from dataclasses import dataclass

import torch
from torch import Tensor

BETA2, EPSILON = 0.999, 1e-8
START_DIVISOR, END_DIVISOR = 25.0, 1e4
"""The step size starts at the highest over the first, and ends at that start over the second."""
LOW_BETA1, HIGH_BETA1 = 0.85, 0.95
RISING = 0.25
"""Share of the steps in which the step size rises."""


@dataclass(frozen=True)
class OneCycle:
    """Step size and β1 by step: up to `highest` in a quarter of `steps`, then down to almost nothing."""

    highest: float
    steps: int

    def at(self, step: int) -> tuple[float, float]:
        """Step size and β1 of the update numbered from 0."""
        top = RISING * self.steps - 1.0
        start = self.highest / START_DIVISOR
        if step <= top:
            share = step / top
            return _between(start, self.highest, share), _between(HIGH_BETA1, LOW_BETA1, share)
        share = (step - top) / max(self.steps - 1.0 - top, 1.0)
        return _between(self.highest, start / END_DIVISOR, share), _between(LOW_BETA1, HIGH_BETA1, share)


def _between(first: float, last: float, share: float) -> float:
    """From the first to the last along half a cosine."""
    return last + (first - last) / 2.0 * (1.0 + math.cos(math.pi * share))


class AdamW:
    """Updates weights in place from their gradients. step: number of updates made."""

    def __init__(self, weights: Iterable[Tensor], schedule: OneCycle, decay: float) -> None:
        self.weights = [weight for weight in weights if weight.requires_grad]
        self.schedule, self.decay, self.step = schedule, decay, 0
        self.first = [torch.zeros_like(weight) for weight in self.weights]
        self.second = [torch.zeros_like(weight) for weight in self.weights]

    def forget_gradients(self) -> None:
        """Before the next backward pass."""
        for weight in self.weights:
            weight.grad = None

    @torch.no_grad()
    def update(self) -> None:
        """One step along the gradients that the backward pass left; a weight without one stays as it is."""
        rate, beta1 = self.schedule.at(self.step)
        self.step += 1
        size = rate / (1.0 - beta1**self.step)
        wide = math.sqrt(1.0 - BETA2**self.step)
        for weight, m, v in zip(self.weights, self.first, self.second, strict=True):
            if weight.grad is None:
                continue
            m.lerp_(weight.grad, 1.0 - beta1)
            v.mul_(BETA2).addcmul_(weight.grad, weight.grad, value=1.0 - BETA2)
            weight.mul_(1.0 - rate * self.decay)
            weight.addcdiv_(m, v.sqrt().div_(wide).add_(EPSILON), value=-size)
