"""A training that a reader drives: one step, ten, run, stop. The same seed and count of steps give the same network."""

from __future__ import annotations

import time
from collections.abc import Callable
from typing import TYPE_CHECKING, Generic, Protocol, TypeVar

if TYPE_CHECKING:
    import torch
    from torch import nn


class Experiment(Protocol):
    """Something that learns in steps; it draws its data from a generator of its own, never from the global one."""

    def step(self) -> float:
        """One update; the loss before it."""


E = TypeVar("E", bound=Experiment)


class Trainer(Generic[E]):
    """An experiment and its losses so far: `steps` updates are the same updates however they were asked for."""

    def __init__(self, make: Callable[[], E]) -> None:
        self.experiment = make()
        self.losses: list[float] = []

    @property
    def steps(self) -> int:
        """Updates made."""
        return len(self.losses)

    def advance(self, goal: int, seconds: float = float("inf")) -> bool:
        """Updates until there are `goal` of them or the time is up, at least one; whether the goal is reached."""
        end = time.monotonic() + seconds
        while self.steps < goal:
            self.losses.append(self.experiment.step())
            if time.monotonic() > end:
                break
        return self.steps >= goal


def fresh_weights(module: nn.Module, hidden: int, generator: torch.Generator) -> None:
    """torch's usual start, uniform within ±1/√H, but drawn from `generator`: sessions share the global one."""
    import torch

    bound = hidden**-0.5
    with torch.no_grad():
        for weight in module.parameters():
            weight.uniform_(-bound, bound, generator=generator)
