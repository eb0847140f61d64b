"""Teacher forcing, free running and scheduled sampling: what a network reads while it learns to continue a series.

R. J. Williams and D. Zipser, "A learning algorithm for continually running fully recurrent neural networks" (1989);
S. Bengio et al., "Scheduled sampling for sequence prediction with recurrent neural networks", NeurIPS 2015.
"""

from __future__ import annotations

import math
from typing import Any

import torch
from torch import Tensor

from core.labs.training.names import AHEAD, UPDATES, WARM
from core.labs.training.trial import BATCH, Trial

TRIED = 256
NOISE = 0.1


class Forcing(Trial):
    """Next value of two overlaid waves; after the given steps a network reads the truth, its own answer, or either."""

    technique = "forcing"

    def begin(self) -> None:
        """A rotation; it oscillates by itself."""
        self.bank.turn(self.generator, 0.95)

    def chances(self) -> Tensor:
        """How likely the truth is read, by network (N,): always, never, and less and less often."""
        return torch.tensor([1.0, 0.0, max(0.0, 1 - self.done / (0.7 * UPDATES))])

    def loss(self) -> Tensor:
        """Squared error of the next value, over all steps."""
        x, clean = waves(BATCH, WARM + AHEAD + 1, self.generator)
        told = torch.rand(WARM + AHEAD, 1, generator=self.generator) < self.chances()  # (T, N)
        told[:WARM] = True
        answers = self.answers(x, told)
        return (answers - clean[:, 1:]).square().mean((1, 2))

    def answers(self, x: Tensor, told: Tensor) -> Tensor:
        """x (B, T + 1); told (T, N): whether a network reads the true value at a step -> answers (N, B, T)."""
        h, answer, found = self.bank.nothing(len(x)), x.new_zeros(self.bank.count, len(x)), []
        for t in range(x.shape[1] - 1):
            read = torch.where(told[t][:, None], x[:, t], answer)  # (N, B)
            h = self.bank.step(read[..., None], h)
            answer = self.bank.answer(h)
            found.append(answer)
        return torch.stack(found, -1)

    @torch.no_grad()
    def detail(self) -> dict[str, Any]:
        """Root mean squared error by step when running freely, and when the truth is read at every step."""
        x, clean = waves(TRIED, WARM + AHEAD + 1, torch.Generator().manual_seed(99))
        always = torch.ones(WARM + AHEAD, self.bank.count, dtype=torch.bool)
        free = always.clone()
        free[WARM:] = False
        return {
            name: dict(
                zip(
                    self.variants,
                    (self.answers(x, told) - clean[:, 1:]).square().mean(1).sqrt()[:, WARM - 1 :].tolist(),
                    strict=True,
                )
            )
            for name, told in (("free", free), ("told", always))
        }


def waves(count: int, steps: int, generator: torch.Generator) -> tuple[Tensor, Tensor]:
    """Two waves of periods around 9 and 17 steps with noise, and the same without (B, T)."""
    t, total = torch.arange(steps) * 1.0, torch.zeros(count, steps)
    for period, height in ((9.0, 0.5), (17.0, 0.5)):
        phase = 2 * math.pi * torch.rand(count, 1, generator=generator)
        stretch = 1 + 0.1 * (2 * torch.rand(count, 1, generator=generator) - 1)
        total = total + height * torch.sin(2 * math.pi * t / (period * stretch) + phase)
    return total + NOISE * torch.randn(count, steps, generator=generator), total
