"""Dropout in a recurrent network: on what comes in at each step, on the state anew at each step, or one mask for all.

W. Zaremba, I. Sutskever and O. Vinyals, "Recurrent neural network regularization" (2014); Y. Gal and Z. Ghahramani,
"A theoretically grounded application of dropout in recurrent neural networks", NeurIPS 2016.
"""

from __future__ import annotations

from typing import Any

import torch
from torch import Tensor

from core.labs.training.forcing import waves
from core.labs.training.names import EVERY, UNITS
from core.labs.training.trial import Trial

STEPS = 20
FEW = 24
"""Examples to learn from: few enough to be learnt by heart."""
TRIED = 512
SHARE = 0.25
"""Share of the units that are dropped."""


class Dropping(Trial):
    """The next value of two noisy waves, from 24 examples seen again and again."""

    technique = "dropout"

    def begin(self) -> None:
        """A rotation, and the examples."""
        self.bank.turn(self.generator, 0.95)
        self.few = waves(FEW, STEPS + 1, self.generator)[0]
        self.others = waves(TRIED, STEPS + 1, torch.Generator().manual_seed(99))[0]
        self.held_out: dict[str, list[float]] = {name: [] for name in self.variants}

    def loss(self) -> Tensor:
        """Squared error of the last value on the few examples; every ten updates on others too, nothing dropped."""
        if self.done % EVERY == 0:
            with torch.no_grad():
                answers = self.bank.last(self.others[:, :STEPS, None])
                errors = (answers - self.others[:, -1]).square().mean(1).tolist()
            for name, error in zip(self.variants, errors, strict=True):
                self.held_out[name].append(error)
        return (self.dropped() - self.few[:, -1]).square().mean(1)

    def dropped(self) -> Tensor:
        """Answers (N, B) with each network's units dropped in its own way."""
        between, within, variational = (self.variants.index(name) for name in ("between", "within", "variational"))
        h, one = self.bank.nothing(FEW), mask(self.generator)  # one mask (B, H) for all steps
        for t in range(STEPS):
            keep = torch.ones_like(h)
            keep[within], keep[variational] = mask(self.generator), one
            h = self.bank.step(self.few[:, t : t + 1], h * keep)
        keep = torch.ones_like(h)
        keep[between] = mask(self.generator)
        return self.bank.answer(h * keep)

    def detail(self) -> dict[str, Any]:
        """The error on other examples, every ten updates."""
        return {"held_out": self.held_out}


def mask(generator: torch.Generator) -> Tensor:
    """What is kept (B, H), scaled so that the mean stays."""
    return (torch.rand(FEW, UNITS, generator=generator) >= SHARE).float() / (1 - SHARE)
