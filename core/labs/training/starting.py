"""What the recurrent matrix starts from: plain random numbers, a rotation, or the identity.

A. M. Saxe, J. L. McClelland and S. Ganguli, "Exact solutions to the nonlinear dynamics of learning in deep linear
neural networks", ICLR 2014; Q. V. Le, N. Jaitly and G. E. Hinton, "A simple way to initialize recurrent networks of
rectified linear units" (2015).
"""

from __future__ import annotations

from typing import Any

import torch

from core.labs.training.bank import turned
from core.labs.training.names import UNITS
from core.labs.training.trial import BATCH, Recall, first_value

TRIED = 512


class Starting(Recall):
    """A sign is to be recalled 30 steps later."""

    technique = "start"
    steps = 30

    def begin(self) -> None:
        """Uniform within ±1/√H as torch draws it; a rotation; the identity."""
        with torch.no_grad():
            self.bank.w_h[self.variants.index("orthogonal")] = turned(self.generator)
            self.bank.w_h[self.variants.index("identity")] = torch.eye(UNITS)
        self.at_start = reach(self)

    @torch.no_grad()
    def score(self) -> list[float]:
        """Share of right signs on examples never drawn, by network."""
        x, sign = first_value(TRIED, self.steps, torch.Generator().manual_seed(99))
        right: list[float] = (self.bank.last(x) * sign > 0).float().mean(1).tolist()
        return right

    def detail(self) -> dict[str, Any]:
        """Scores, and how much of the gradient reached back k steps before the first update (log₁₀)."""
        return {"score": dict(zip(self.variants, self.score(), strict=True)), "reach": self.at_start}


def reach(trial: Recall) -> dict[str, list[float]]:
    """log₁₀ of ‖∂ answer / ∂ h(T - k)‖ relative to k = 0, the mean over examples, for k = 0 … T - 1."""
    x, _sign = first_value(BATCH, trial.steps, torch.Generator().manual_seed(98))
    states = trial.bank.states(x)
    slopes = torch.autograd.grad(trial.bank.answer(states[-1]).sum(), states)
    sizes = torch.stack([slope.norm(dim=-1).mean(1) for slope in reversed(slopes)], 1)  # (N, T)
    rows = (sizes / sizes[:, :1]).clamp(min=1e-12).log10().tolist()
    return dict(zip(trial.variants, rows, strict=True))
