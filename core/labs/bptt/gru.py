"""A GRU (torch's variant) forwards and backwards by hand.

r, z = σ(W x + U h + b),  n = tanh(W_n x + b_n + r ⊙ q),  q = U_n h + c_n,  h' = (1 - z) ⊙ n + z ⊙ h
∂L/∂z = ∂L/∂h' ⊙ (h - n),  ∂L/∂n = ∂L/∂h' ⊙ (1 - z),  straight on to h: ∂L/∂h' ⊙ z
with ε = ∂L/∂n ⊙ (1 - n²):  ∂L/∂r = ε ⊙ q,  ∂L/∂q = ε ⊙ r
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from scipy.special import expit

from core.labs.bptt.cell import Array, Errors, Step, Weights


@dataclass(frozen=True)
class Gru:
    """Hands on its one state."""

    gates: int = 3
    states: int = 1

    def forward(self, x: Array, before: Array, w: Weights) -> Step:
        """x (F,), h before (H,)."""
        x_r, x_z, x_n = np.split(w.w_x @ x + w.b_x, 3)  # (H,) each
        h_r, h_z, q = np.split(w.w_h @ before + w.b_h, 3)
        r, z = expit(x_r + h_r), expit(x_z + h_z)
        n = np.tanh(x_n + r * q)
        return Step(x, before, (1 - z) * n + z * before, {"reset": r, "update": z, "candidate": n, "recalled": q})

    def backward(self, step: Step, error: Array, w: Weights) -> Errors:
        """error (N, H)."""
        r, z, n, q = (step.parts[name] for name in ("reset", "update", "candidate", "recalled"))
        into_n = error * (1 - z) * (1 - n**2)  # (N, H): ε
        into_r = into_n * q * r * (1 - r)
        into_z = error * (step.before - n) * z * (1 - z)
        into_x = np.concatenate([into_r, into_z, into_n], axis=1)  # (N, 3 H)
        into_h = np.concatenate([into_r, into_z, into_n * r], axis=1)
        return Errors(into_h @ w.w_h + error * z, into_x, into_h)
