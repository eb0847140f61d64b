"""How the networks of this lab are trained; the page's trainer runs the very same steps."""

from __future__ import annotations

from functools import cache
from pathlib import Path

import torch
import torch.nn.functional as F
from safetensors.torch import load_file, save_file
from torch import Tensor, nn

from core.labs.bidirectional.names import FORECASTERS, READINGS, STEPS, UNITS
from core.labs.bidirectional.taggers import Tagger, WindowReader
from core.labs.bidirectional.tasks import days, gaps, tags
from core.labs.inside.training import update
from core.labs.shapes.data import examples
from core.labs.shapes.words import LETTERS, accented
from core.labs.shipped import FOLDER
from core.labs.trainer import fresh_weights
from core.messages import M
from core.task import Progress, Report

UPDATES = {"gaps": 1200, "accents": 500, "days": 600}
BATCH = 64
START = 16
"""Weights of every network start within ±1/√START."""
LEARNING_RATE = 0.01
ACCENT_UNITS = {"forward": 64, "both": 40}
"""About as many parameters for both."""
DAY_UNITS = {"leaky": 12, "ahead": 18, "window": 12}


def build(name: str) -> nn.Module:
    """A fresh network by its name: gaps-READING, accents-READING or days-FORECASTER."""
    task, _, kind = name.partition("-")
    if task == "gaps":
        return Tagger(kind, nn.RNN, 1, UNITS[kind], 3)
    if task == "accents":
        return Tagger(kind, nn.LSTM, len(LETTERS), ACCENT_UNITS[kind], len(accented()))
    reader = WindowReader if kind == "window" else Tagger
    return reader("forward" if kind == "ahead" else "both", nn.LSTM, 1, DAY_UNITS[kind], 1)


class TaggerExperiment:
    """One of the networks that learns its task; one step is one update."""

    def __init__(self, name: str, seed: int) -> None:
        self.task, _, self.kind = name.partition("-")
        self.generator, self.network = torch.Generator().manual_seed(seed), build(name)
        fresh_weights(self.network, START, self.generator)
        self.weights = list(self.network.parameters())
        self.optimiser = torch.optim.Adam(self.weights, LEARNING_RATE)
        self.schedule = torch.optim.lr_scheduler.CosineAnnealingLR(
            self.optimiser, UPDATES[self.task], LEARNING_RATE / 50
        )

    def step(self) -> float:
        """One update; the loss before it."""
        loss = update(self.optimiser, self.weights, self.loss())
        self.schedule.step()
        return loss

    def loss(self) -> Tensor:
        """Cross-entropy of tags and letters, squared error of days."""
        if self.task == "gaps":
            x = gaps(BATCH, STEPS, self.generator)
            return F.cross_entropy(self.network(x[..., None]).flatten(0, 1), tags(x).flatten())
        if self.task == "accents":
            letters, wanted, held = examples("aligned")
            rows = (~held).nonzero()[:, 0]
            rows = rows[torch.randint(0, len(rows), (BATCH,), generator=self.generator)]
            answer = self.network(letters[rows]).flatten(0, 1)
            return F.cross_entropy(answer, wanted[rows].flatten(), ignore_index=-1)
        windows = days(False)
        return day_error(
            self.network, self.kind, windows[torch.randint(0, len(windows), (BATCH,), generator=self.generator)]
        )

    @torch.no_grad()
    def right(self) -> float:
        """Share of right tags on sequences that training never drew (gaps)."""
        x = gaps(300, STEPS, torch.Generator().manual_seed(900))
        return float((self.network(x[..., None]).argmax(-1) == tags(x)).float().mean())

    @torch.no_grad()
    def expected(self, marks: tuple[int, ...]) -> list[float]:
        """The tag it expects at every step, from −1 (both down) to 1 (both up)."""
        share = self.network(torch.tensor(marks, dtype=torch.float32)[None, :, None])[0].softmax(-1)
        return [float(value) for value in share[:, 2] - share[:, 0]]


def day_error(network: nn.Module, kind: str, windows: Tensor) -> Tensor:
    """Mean squared error of the next day's warmth: at every day but the last, or after the window.

    windows (B, DAYS + 1). The leaky tagger reads the window whole and is asked at day t for day t + 1, which it has
    read. The honest ones are asked for what lies after everything that they have read. Windows stand less their first
    day: their mean would tell even a network that reads forwards what is to come.
    """
    x = windows[:, :-1] - windows[:, :1]
    change = windows.diff(dim=1)  # (B, DAYS): from each day to the next
    answer = network(x[..., None])[..., 0]
    if kind == "leaky":
        return F.mse_loss(answer[:, :-1], change[:, :-1])
    return F.mse_loss(answer, change[:, -answer.shape[1] :])


def count(module: nn.Module) -> int:
    """Its parameters."""
    return sum(weight.numel() for weight in module.parameters())


def names() -> tuple[str, ...]:
    """All networks that are shipped."""
    return (
        *(f"gaps-{reading}" for reading in READINGS),
        *(f"accents-{reading}" for reading in ACCENT_UNITS),
        *(f"days-{kind}" for kind in FORECASTERS),
    )


@cache
def network(name: str) -> nn.Module:
    """The trained network of that name, as shipped."""
    found = build(name)
    found.load_state_dict({key: value.float() for key, value in load_file(file_of(name)).items()})
    return found.eval()


def file_of(name: str, folder: Path = FOLDER / "bidirectional") -> Path:
    """Where its weights stand."""
    return folder / f"{name}.safetensors"


def train(folder: Path, report: Report) -> None:
    """All networks of this lab, each from seed 0."""
    for place, name in enumerate(names()):
        report(Progress(place / len(names()), M("Training: {name}", name=name)))
        experiment = TaggerExperiment(name, 0)
        for _ in range(UPDATES[experiment.task]):
            experiment.step()
        weights = experiment.network.state_dict().items()
        save_file({key: value.half().contiguous() for key, value in weights}, file_of(name, folder))
        file_of(name, folder).chmod(0o644)
    network.cache_clear()
