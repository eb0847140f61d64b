"""One experiment with and without a technique: networks from the same weights, trained on the same examples."""

from __future__ import annotations

from typing import Any

import torch
from torch import Tensor

from core.labs.training.bank import Bank
from core.labs.training.names import CEILING, VARIANTS

BATCH = 32


class Trial:
    """What every technique's experiment has; `loss` gives each network's loss. One step is one update of them all."""

    technique = ""
    inputs = 1
    rate = 3e-3

    def __init__(self, seed: int) -> None:
        self.generator = torch.Generator().manual_seed(seed)
        self.variants = VARIANTS[self.technique]
        self.bank = Bank(len(self.variants), self.inputs, self.generator, [name == "layer" for name in self.variants])
        self.begin()
        self.curves: dict[str, list[float]] = {name: [] for name in self.variants}
        self.optimiser = self.optimise()
        self.done = 0

    def begin(self) -> None:
        """Changes the weights that the networks start from, where the technique is about them."""

    def optimise(self) -> torch.optim.Optimizer:
        """Adam, unless the technique needs plain descent."""
        return torch.optim.Adam(self.bank.parameters(), self.rate)

    def loss(self) -> Tensor:
        """Each network's loss on the next examples (N,)."""
        raise NotImplementedError

    def limit(self) -> None:
        """What is done to the gradients before the update."""

    def step(self) -> float:
        """One update of every network; their mean loss before it."""
        losses = self.loss()
        self.optimiser.zero_grad()
        losses.sum().backward()  # type: ignore[no-untyped-call]
        self.limit()
        self._silence()
        self.optimiser.step()
        self.done += 1
        shown = torch.nan_to_num(losses.detach(), nan=CEILING).clamp(max=CEILING).tolist()
        for name, value in zip(self.variants, shown, strict=True):
            self.curves[name].append(value)
        return float(sum(shown) / len(shown))

    def _silence(self) -> None:
        """A network that has blown up stays where it is instead of spoiling everything with NaN."""
        for weight in self.bank.parameters():
            if weight.grad is not None:
                torch.nan_to_num_(weight.grad, 0.0, 0.0, 0.0)

    def detail(self) -> dict[str, Any]:
        """What else is measured after the last update."""
        return {}


class Recall(Trial):
    """A sign at the first of `steps` steps is to be recalled at the end."""

    steps = 25

    def loss(self) -> Tensor:
        """Squared error of the recalled sign."""
        x, sign = first_value(BATCH, self.steps, self.generator)
        return (self.bank.last(x) - sign).square().mean(1)


def first_value(count: int, steps: int, generator: torch.Generator) -> tuple[Tensor, Tensor]:
    """A sign at the first step, then noise; x (B, T, 1) and the sign that is to be recalled at the end (B,)."""
    sign = torch.randint(0, 2, (count,), generator=generator) * 2.0 - 1
    x = 0.5 * torch.randn(count, steps, 1, generator=generator)
    x[:, 0, 0] = sign
    return x, sign
