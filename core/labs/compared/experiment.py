"""The three cells on one task, side by side: the same examples, updates and learning rate for each."""

from __future__ import annotations

from typing import Any

import torch
import torch.nn.functional as F
from torch import Tensor, nn

from core.labs.compared.cost import width
from core.labs.compared.names import CELLS, CHECKED, DELAYS, LONGEST, SEEDS, WIDTH
from core.labs.compared.tasks import EXAMPLES, INPUTS, LENGTH, NEAR, OUTPUTS, Examples, pasted, sample, windows
from core.labs.inside.training import update
from core.labs.trainer import fresh_weights
from core.models.registry import model_entry

BATCH = 32
TRIED = 256
LEARNING_RATE = 0.01
SERIES_UPDATES = 120
SERIES_WIDTH = 12


class Reader(nn.Module):
    """A cell of the registry, and a linear answer after each step."""

    def __init__(self, cell: str, task: str, hidden: int) -> None:
        super().__init__()
        self.encoder = model_entry(cell).build_encoder(INPUTS[task], hidden, 0)
        self.answer = nn.Linear(hidden, OUTPUTS[task])

    def forward(self, x: Tensor, last: int = 1) -> Tensor:
        """x (B, T, F) -> answers at the last steps (B, last, A)."""
        answer: Tensor = self.answer(self.encoder(x)[:, -last:])
        return answer


class Learner:
    """One cell that learns one task; every cell of a seed sees the same examples."""

    def __init__(self, cell: str, task: str, size: str, seed: int, numbers: tuple[float, ...] = ()) -> None:
        self.task, self.generator = task, torch.Generator().manual_seed(seed)
        hidden = width(cell, INPUTS[task], size, SERIES_WIDTH if task == "series" else WIDTH)
        self.windows = windows(numbers) if task == "series" else None
        self.reader = Reader(cell, task, hidden)
        fresh_weights(self.reader, hidden, torch.Generator().manual_seed(seed + 1))
        self.weights = list(self.reader.parameters())
        self.optimiser = torch.optim.Adam(self.weights, LEARNING_RATE)

    def step(self) -> float:
        """One update on a delay drawn for the whole batch; the loss before it."""
        return update(self.optimiser, self.weights, self.loss(*self.draw()))

    def draw(self) -> Examples:
        """A batch to learn from."""
        if self.windows is not None:
            rows = (~self.windows.tried).nonzero()[:, 0]
            chosen = rows[torch.randint(0, len(rows), (BATCH,), generator=self.generator)]
            return self.windows.x[chosen], self.windows.y[chosen]
        delay = int(torch.randint(1, LONGEST + 1, (1,), generator=self.generator))
        return EXAMPLES[self.task](BATCH, delay, self.generator)

    def loss(self, x: Tensor, y: Tensor) -> Tensor:
        """Squared error of numbers, cross-entropy of letters."""
        if self.task == "copy":
            return F.cross_entropy(self.reader(x, LENGTH).flatten(0, 1), y.flatten())
        return F.mse_loss(self.reader(x)[:, -1], y)

    @torch.no_grad()
    def score(self, delay: int = 0) -> float:
        """Share of right answers at a delay; of a series 1 − squared error / that of the last value."""
        if self.windows is not None:
            x, y = self.windows.x[self.windows.tried], self.windows.y[self.windows.tried]
            return 1 - float((self.reader(x)[:, -1] - y).square().mean() / y.square().mean())
        x, y = EXAMPLES[self.task](TRIED, delay, torch.Generator().manual_seed(500 + delay))
        if self.task == "copy":
            return float((self.reader(x, LENGTH).argmax(-1) == y).float().mean())
        return float(((self.reader(x)[:, -1] - y).abs() < NEAR).float().mean())


def delays(task: str, size: str) -> dict[str, Any]:
    """cell -> a row a seed: the share of right answers at each of DELAYS, after each of CHECKED updates."""
    return {cell: [checked(Learner(cell, task, size, seed)) for seed in SEEDS] for cell in CELLS}


def checked(learner: Learner) -> list[list[float]]:
    """The scores of one learner, a row each of CHECKED."""
    found, done = [], 0
    for updates in CHECKED:
        for _ in range(updates - done):
            learner.step()
        found.append([learner.score(delay) for delay in DELAYS])
        done = updates
    return found


def skills(series: str, size: str) -> dict[str, list[float]]:
    """cell -> the skill of each seed on a bundled series, or on numbers pasted by a reader."""
    return Race("series", size, 0, numbers_of(series), SEEDS).finished()


def numbers_of(series: str) -> tuple[float, ...]:
    """A sample by its name, or pasted numbers."""
    return pasted(series.removeprefix("own:")) if series.startswith("own:") else sample(series)


class Race:
    """Every cell in turn, for one seed or several; one step is one update of each."""

    def __init__(
        self, task: str, size: str, seed: int, numbers: tuple[float, ...] = (), seeds: tuple[int, ...] = (0,)
    ) -> None:
        self.learners = {cell: [Learner(cell, task, size, seed + one, numbers) for one in seeds] for cell in CELLS}
        self.losses: dict[str, list[float]] = {cell: [] for cell in CELLS}

    def step(self) -> float:
        """One update of every cell; the mean of their losses before it."""
        for cell, learners in self.learners.items():
            losses = [learner.step() for learner in learners]
            self.losses[cell].append(sum(losses) / len(losses))
        return sum(losses[-1] for losses in self.losses.values()) / len(self.losses)

    def scores(self, delay: int = 0) -> dict[str, list[float]]:
        """cell -> the score of each seed."""
        return {cell: [learner.score(delay) for learner in learners] for cell, learners in self.learners.items()}

    def finished(self) -> dict[str, list[float]]:
        """The scores on a series after all updates."""
        for _ in range(SERIES_UPDATES):
            self.step()
        return self.scores()
