"""One model on one task: the same count of parameters for all, the same updates, the same examples to be tried on."""

from __future__ import annotations

from typing import Any

import torch
import torch.nn.functional as F
from torch import Tensor, nn

from core.labs.recurrence.names import LAGS, LENGTHS, MODELS, PARAMETERS, SEEDS, STEPS
from core.labs.recurrence.tasks import TASK, Task, recall_at, shuffled
from core.labs.trainer import Trainer, fresh_weights
from core.models.registry import model_entry

UPDATES = 500
BATCH = 64
LEARNING_RATE = 0.01
TRIED = 512
"""Examples a score is taken on."""


class Reader(nn.Module):
    """An encoder of the registry over the last steps, and a linear answer from its summary.

    A model without recurrence sees the last STEPS steps alone, whatever comes before: its weights belong to places.
    """

    def __init__(self, model: str, task: Task, hidden: int) -> None:
        super().__init__()
        self.recurrent = model_entry(model).capabilities.recurrent
        self.encoder = model_entry(model).build_encoder(task.inputs, hidden, STEPS)
        self.answer = nn.Linear(self.encoder.size, task.outputs)

    def forward(self, x: Tensor) -> Tensor:
        """x (B, T, F) -> (B, A)."""
        seen = x if self.recurrent else x[:, -STEPS:]
        answer: Tensor = self.answer(self.encoder.summary(self.encoder(seen)))
        return answer


def count(module: nn.Module) -> int:
    """Its parameters."""
    return sum(weight.numel() for weight in module.parameters())


def width(model: str, task: Task) -> int:
    """The hidden units that bring a model closest to PARAMETERS."""
    return min(range(2, 60), key=lambda hidden: abs(count(Reader(model, task, hidden)) - PARAMETERS))


class ReaderExperiment:
    """A reader that learns a task; one step is one update."""

    def __init__(self, model: str, task: str, seed: int) -> None:
        self.task, self.generator = TASK[task], torch.Generator().manual_seed(seed)
        hidden = width(model, self.task)
        self.reader = Reader(model, self.task, hidden)
        fresh_weights(self.reader, hidden, self.generator)
        self.optimiser = torch.optim.Adam(self.reader.parameters(), LEARNING_RATE)
        self.schedule = torch.optim.lr_scheduler.CosineAnnealingLR(self.optimiser, UPDATES, LEARNING_RATE / 20)

    def step(self) -> float:
        """One update; the loss before it."""
        x, y = self.task.draw(BATCH, STEPS, self.generator, False)
        loss = self.loss(self.reader(x), y)
        self.optimiser.zero_grad()
        loss.backward()  # type: ignore[no-untyped-call]
        nn.utils.clip_grad_norm_(self.reader.parameters(), 1.0)
        self.optimiser.step()
        self.schedule.step()
        return float(loss.detach())

    def loss(self, answer: Tensor, y: Tensor) -> Tensor:
        """Cross-entropy for signs and classes, squared error for numbers."""
        if self.task.kind == "sign":
            return F.binary_cross_entropy_with_logits(answer, (y + 1) / 2)
        return F.cross_entropy(answer, y) if self.task.kind == "class" else F.mse_loss(answer, y)

    @torch.no_grad()
    def score(self, steps: int = STEPS, shuffle: bool = False) -> float:
        """Share of right answers (for a series the skill) on examples that training never drew."""
        generator = torch.Generator().manual_seed(1000 + steps)
        x, y = self.task.draw(TRIED, steps, generator, True)
        return self.judge(self.reader(shuffled(x, generator) if shuffle else x), y)

    @torch.no_grad()
    def score_at(self, lag: int) -> float:
        """Share of right answers where the marked value lies `lag` steps back."""
        generator, steps = torch.Generator().manual_seed(2000 + lag), STEPS if lag < STEPS else LENGTHS[-1]
        x, y = recall_at(torch.full((TRIED,), lag), steps, generator)
        return self.judge(self.reader(x), y)

    def judge(self, answer: Tensor, y: Tensor) -> float:
        """The score of answers."""
        if self.task.kind == "skill":
            return 1 - float((answer - y).square().mean() / y.square().mean())
        if self.task.kind == "class":
            return float((answer.argmax(1) == y).float().mean())
        right = answer * y > 0 if self.task.kind == "sign" else (answer - y).abs() < self.task.near
        return float(right.float().mean())


def compare(task: str) -> dict[str, Any]:
    """Every model on a task, a row a seed: scores by lag where there are lags, by length, and shuffled."""
    return {model: [trained(model, task, seed) for seed in SEEDS] for model in MODELS}


def trained(model: str, task: str, seed: int) -> dict[str, Any]:
    """One model of one seed after all its updates, and its scores."""
    trainer = Trainer(lambda: ReaderExperiment(model, task, seed))
    trainer.advance(UPDATES)
    experiment = trainer.experiment
    lengths = LENGTHS if experiment.task.longer else LENGTHS[:1]
    return {
        "hidden": width(model, experiment.task),
        "parameters": count(experiment.reader),
        "lags": [experiment.score_at(lag) for lag in LAGS] if task == "recall" else [],
        "lengths": [experiment.score(steps) for steps in lengths],
        "shuffled": experiment.score(shuffle=True),
    }
