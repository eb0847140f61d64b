"""An LSTM forwards and backwards by hand.

    i, f, o = σ(W x + U h + b),  g = tanh(W x + U h + b),  c' = f ⊙ c + i ⊙ g,  h' = o ⊙ tanh(c')
    ∂L/∂o = ∂L/∂h' ⊙ tanh(c'),   ε = ∂L/∂c' + ∂L/∂h' ⊙ o ⊙ (1 - tanh²(c'))
    ∂L/∂i = ε ⊙ g,  ∂L/∂f = ε ⊙ c,  ∂L/∂g = ε ⊙ i,  ∂L/∂c = ε ⊙ f
Each is multiplied by the slope of its gate, s (1 - s) or 1 - g², and goes to ∂L/∂h through Uᵀ.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from scipy.special import expit

from core.labs.bptt.cell import Array, Errors, Step, Weights


@dataclass(frozen=True)
class Lstm:
    """Hands on the hidden state and the cell state, 2 H numbers."""

    gates: int = 4
    states: int = 2

    def forward(self, x: Array, before: Array, w: Weights) -> Step:
        """x (F,), before (2 H,): h and c."""
        h, c = np.split(before, 2)
        i, f, g, o = np.split(w.w_x @ x + w.b_x + w.w_h @ h + w.b_h, 4)  # (H,) each
        i, f, g, o = expit(i), expit(f), np.tanh(g), expit(o)
        new = f * c + i * g
        parts = {"input": i, "forget": f, "candidate": g, "output": o, "squashed": np.tanh(new)}
        return Step(x, before, np.concatenate([o * np.tanh(new), new]), parts)

    def backward(self, step: Step, error: Array, w: Weights) -> Errors:
        """error (N, 2 H): by h' and by c'."""
        i, f, g, o = (step.parts[name] for name in ("input", "forget", "candidate", "output"))
        by_h, by_c = np.split(error, 2, axis=1)  # (N, H) each
        c, squashed = np.split(step.before, 2)[1], step.parts["squashed"]
        whole = by_c + by_h * o * (1 - squashed**2)  # (N, H): ε, all that depends on c'
        into = np.concatenate(
            [
                whole * g * i * (1 - i),
                whole * c * f * (1 - f),
                whole * i * (1 - g**2),
                by_h * squashed * o * (1 - o),
            ],
            axis=1,
        )  # (N, 4 H)
        return Errors(np.concatenate([into @ w.w_h, whole * f], axis=1), into, into)
