"""Elman against Jordan on the same sequences: one feeds back its hidden units, the other its output.

J. L. Elman, "Finding structure in time" (1990); M. I. Jordan, "Serial order" (1986).
"""

from __future__ import annotations

from pathlib import Path
from typing import Any

import torch
from safetensors.torch import load_file, save_file
from torch import Tensor, nn

from core.labs.history.sequences import SHOWN, TASKS
from core.labs.inside.steps import STEPS
from core.labs.inside.tasks import draw_pulses, last_pulse
from core.labs.inside.training import update
from core.labs.shipped import FOLDER
from core.labs.trainer import fresh_weights
from core.messages import M
from core.models.elman import elman_update
from core.models.jordan import JordanStep, jordan_update
from core.task import Progress, Report

HIDDEN = {"elman": 6, "jordan": 13}
"""Units that give both nearly the same count of weights, 55 and 53."""
UPDATES = 600
BATCH = 64
LEARNING_RATE = 0.02


class SmallNet(nn.Module):
    """One input, one output y = tanh(V h + c); `kind` says what is fed back."""

    def __init__(self, kind: str, generator: torch.Generator) -> None:
        super().__init__()
        self.kind, hidden = kind, HIDDEN[kind]
        self.w_x = nn.Parameter(torch.zeros(hidden, 1))
        self.w_back = nn.Parameter(torch.zeros(hidden, hidden if kind == "elman" else 1))
        self.b = nn.Parameter(torch.zeros(hidden))
        self.v = nn.Parameter(torch.zeros(1, hidden))
        self.c = nn.Parameter(torch.zeros(1))
        fresh_weights(self, hidden, generator)

    def forward(self, x: Tensor) -> Tensor:
        """x (B, T, 1) -> outputs (B, T)."""
        return torch.stack([step.output[:, 0] for step in self.run(x)], 1)

    def run(self, x: Tensor) -> list[JordanStep]:
        """Hidden units, output, and what was fed back, at every step of x (B, T, 1), each of batch B."""
        nothing = x.new_zeros(len(x), 1)
        step = JordanStep(x.new_zeros(len(x), HIDDEN[self.kind]), nothing, nothing)
        steps = []
        for t in range(x.shape[1]):
            step = self.advance(x[:, t], step)
            steps.append(step)
        return steps

    def advance(self, x: Tensor, before: JordanStep) -> JordanStep:
        """One step by the equations of either network; for Elman's, what is fed back is the hidden state itself."""
        if self.kind == "jordan":
            return jordan_update(x, before, self.w_x, self.w_back, self.b, self.v, self.c)
        hidden = elman_update(x, before.hidden, self.w_x, self.w_back, self.b)
        return JordanStep(hidden, torch.tanh(hidden @ self.v.T + self.c), before.hidden)


def wanted(task: str, x: Tensor) -> Tensor:
    """What is to be answered (B, T) to x (B, T, 1)."""
    if task == "latch":
        return last_pulse(x)
    return torch.cat([x.new_zeros(len(x), 2), x[:, :-2, 0]], 1)  # what came two steps ago


def draw(task: str, count: int, generator: torch.Generator) -> Tensor:
    """Sequences (count, STEPS, 1): pulses to be kept, or signs to be repeated two steps later."""
    if task == "latch":
        return draw_pulses(count, STEPS, generator)
    return torch.randint(0, 2, (count, STEPS, 1), generator=generator) * 2.0 - 1


class FeedbackExperiment:
    """A network that learns one of the tasks; one step is one update."""

    def __init__(self, kind: str, task: str, seed: int) -> None:
        self.task, self.generator = task, torch.Generator().manual_seed(seed)
        self.network = SmallNet(kind, self.generator)
        self.optimiser = torch.optim.Adam(self.network.parameters(), LEARNING_RATE)

    def step(self) -> float:
        """One update; the mean squared error before it."""
        x = draw(self.task, BATCH, self.generator)
        loss = (self.network(x) - wanted(self.task, x)).square().mean()
        return update(self.optimiser, list(self.network.parameters()), loss)

    @torch.no_grad()
    def output(self) -> list[float]:
        """Its answer to the sequence that the page shows."""
        answer: list[float] = self.network(torch.tensor(SHOWN[self.task])[None, :, None])[0].tolist()
        return answer


@torch.no_grad()
def trace(kind: str, task: str) -> dict[str, Any]:
    """Hidden units, what was fed back, output and what was wanted at every step of the sequence shown; the error."""
    network = SmallNet(kind, torch.Generator().manual_seed(0))
    network.load_state_dict(load_file(FOLDER / "history" / f"{kind}-{task}.safetensors"))
    x = torch.tensor(SHOWN[task])[None, :, None]
    steps = network.run(x)
    tried = draw(task, 512, torch.Generator().manual_seed(7))
    return {
        "hidden": torch.cat([step.hidden for step in steps]),
        "back": torch.cat([step.state for step in steps]),
        "output": torch.cat([step.output[:, 0] for step in steps]),
        "wanted": wanted(task, x)[0],
        "error": float((network(tried) - wanted(task, tried)).square().mean()),
        "weights": sum(weight.numel() for weight in network.parameters()),
    }


def train(folder: Path, report: Report) -> None:
    """Both networks on both tasks."""
    for place, (kind, task) in enumerate((kind, task) for kind in HIDDEN for task in TASKS):
        report(Progress(place / 4, M("Training: {name}", name=f"{kind}, {task}")))
        experiment = FeedbackExperiment(kind, task, seed=0)
        for _ in range(UPDATES):
            experiment.step()
        file = folder / f"{kind}-{task}.safetensors"
        save_file(dict(experiment.network.state_dict()), file)
        file.chmod(0o644)
