"""How the networks of this lab were trained; the page's trainer runs the very same steps."""

from __future__ import annotations

from pathlib import Path

import torch
from torch import Tensor, nn

from core.labs.inside.held import UNITS, HeldNetwork, save_network
from core.labs.inside.little import LittleNet, write_net
from core.labs.inside.steps import STEPS
from core.labs.inside.tasks import draw_held, draw_pulses, held, last_pulse
from core.labs.trainer import fresh_weights
from core.messages import M
from core.task import Progress, Report

UPDATES = 1500
BATCH = 64
LEARNING_RATE = 0.01
LITTLE_UNITS = 4


class LittleExperiment:
    """A four-unit Elman network that learns to remember the last pulse; one step is one update."""

    def __init__(self, seed: int) -> None:
        self.generator = torch.Generator().manual_seed(seed)
        self.kernel = nn.RNN(1, LITTLE_UNITS, batch_first=True)
        self.output = nn.Linear(LITTLE_UNITS, 1)
        for part in (self.kernel, self.output):
            fresh_weights(part, LITTLE_UNITS, self.generator)
        self.weights = [*self.kernel.parameters(), *self.output.parameters()]
        self.optimiser = torch.optim.Adam(self.weights, LEARNING_RATE)

    def answer(self, x: Tensor) -> Tensor:
        """x (B, T, 1) -> (B, T)."""
        answer: Tensor = self.output(self.kernel(x)[0]).squeeze(-1)
        return answer

    def step(self) -> float:
        """One update; the mean squared error before it."""
        x = draw_pulses(BATCH, STEPS, self.generator)
        return update(self.optimiser, self.weights, (self.answer(x) - last_pulse(x)).square().mean())

    @torch.no_grad()
    def output_over(self, pulses: tuple[float, ...]) -> list[float]:
        """What it answers at every step of a sequence."""
        answer: list[float] = self.answer(torch.tensor(pulses, dtype=torch.float32)[None, :, None])[0].tolist()
        return answer

    def net(self) -> LittleNet:
        """The network as it is now, as plain numbers."""
        w_x, w_h, b_x, b_h = (part.detach().double() for part in self.kernel.parameters())
        v, c = (part.detach().double() for part in self.output.parameters())
        return LittleNet(
            _numbers(w_x[:, 0]), tuple(map(_numbers, w_h)), _numbers(b_x + b_h), _numbers(v[0]), round(float(c[0]), 4)
        )


def update(optimiser: torch.optim.Optimizer, weights: list[nn.Parameter], loss: Tensor) -> float:
    """One step down the gradient, its norm clipped to 1."""
    optimiser.zero_grad()
    loss.backward()  # type: ignore[no-untyped-call]
    nn.utils.clip_grad_norm_(weights, 1.0)
    optimiser.step()
    return float(loss.detach())


def train_held(cell: str, seed: int = 0) -> HeldNetwork:
    """A network that holds values, trained on sequences of one and two lengths of those shown."""
    torch.manual_seed(seed)
    network, generator = HeldNetwork(cell), torch.Generator().manual_seed(seed)
    weights = list(network.parameters())
    optimiser = torch.optim.Adam(weights, LEARNING_RATE)
    for number in range(UPDATES):
        x = draw_held(BATCH, STEPS * (1 + number % 2), generator)
        update(optimiser, weights, (network(x) - held(x)).square().mean())
    return network


def train(folder: Path, report: Report) -> None:
    """Everything this lab ships: the small Elman network and the three cells."""
    experiment = LittleExperiment(seed=0)
    for _ in range(UPDATES):
        experiment.step()
    write_net(experiment.net(), folder / "little.json")
    for place, cell in enumerate(UNITS):
        report(Progress((place + 1) / 4, M("Training: {name}", name=cell)))
        save_network(train_held(cell), folder)


def _numbers(values: Tensor) -> tuple[float, ...]:
    return tuple(round(float(value), 4) for value in values)
