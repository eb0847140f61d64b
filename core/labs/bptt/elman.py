"""An Elman network forwards and backwards by hand.

a[t] = W_x x[t] + W_h h[t-1] + b,   h[t] = φ(a[t])
∂L/∂a[t] = φ'(a[t]) ⊙ ∂L/∂h[t],     ∂L/∂h[t-1] = W_hᵀ ∂L/∂a[t]
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np

from core.labs.bptt.cell import Array, Errors, Step, Weights

FUNCTIONS: dict[str, Callable[[Array], Array]] = {
    "tanh": np.tanh,
    "relu": lambda a: np.maximum(a, 0.0),
    "linear": lambda a: a,
}
SLOPES: dict[str, Callable[[Array], Array]] = {
    "tanh": lambda h: 1 - h**2,
    "relu": lambda h: (h > 0).astype(float),
    "linear": np.ones_like,
}
"""φ'(a), written by h = φ(a)."""


@dataclass(frozen=True)
class Elman:
    """activation: φ, one of FUNCTIONS."""

    activation: str = "tanh"
    gates: int = 1
    states: int = 1

    def forward(self, x: Array, before: Array, w: Weights) -> Step:
        """x (F,), h before (H,)."""
        h = FUNCTIONS[self.activation](w.w_x @ x + w.b_x + w.w_h @ before + w.b_h)  # (H,)
        return Step(x, before, h, {"slope": SLOPES[self.activation](h)})

    def backward(self, step: Step, error: Array, w: Weights) -> Errors:
        """error (N, H)."""
        into = error * step.parts["slope"]  # (N, H): ∂L/∂a
        return Errors(into @ w.w_h, into, into)
