"""Trains the five models and measures them on what was held out, beside an answer that knows nothing of the order."""

from __future__ import annotations

from functools import cache
from pathlib import Path
from typing import Any

import torch
import torch.nn.functional as F
from safetensors.torch import load_file, save_file
from torch import Tensor, nn

from core.labs.inside.training import update
from core.labs.shapes.data import DEGREES, examples
from core.labs.shapes.models import MODELS
from core.labs.shipped import FOLDER
from core.messages import M
from core.task import Progress, Report

UPDATES = {"one-to-one": 600, "one-to-many": 800, "many-to-one": 500, "aligned": 700, "encoder-decoder": 1200}
BATCH = 64
LEARNING_RATE = 0.01


def train_shape(shape: str, seed: int = 0) -> nn.Module:
    """A model of that shape, trained on what is not held out."""
    torch.manual_seed(seed)
    model, (x, y, held) = MODELS[shape](), examples(shape)
    rows, generator = (~held).nonzero()[:, 0], torch.Generator().manual_seed(seed)
    optimiser = torch.optim.Adam(model.parameters(), LEARNING_RATE)
    schedule = torch.optim.lr_scheduler.CosineAnnealingLR(optimiser, UPDATES[shape], LEARNING_RATE / 50)
    for _ in range(UPDATES[shape]):
        chosen = rows[torch.randint(0, len(rows), (BATCH,), generator=generator)]
        update(optimiser, list(model.parameters()), loss(model, shape, x[chosen], y[chosen]))
        schedule.step()
    return model.eval()


def loss(model: nn.Module, shape: str, x: Tensor, y: Tensor) -> Tensor:
    """Squared error of numbers, cross-entropy of letters, digits and countries."""
    if shape in ("one-to-one", "one-to-many"):
        return F.mse_loss(model(x), y)
    answer = model(x, y.clamp(min=0)) if shape == "encoder-decoder" else model(x)
    return F.cross_entropy(answer.flatten(0, -2), y.flatten(), ignore_index=-1)


@torch.no_grad()
def measure(shape: str) -> dict[str, Any]:
    """Score on what was held out and that of a plain answer: mean error in degrees, or share of right answers.

    plain: today's warmth; the mean of every hour; the commonest country; the commonest accent of each letter; for
    numbers there is none but 0.
    """
    model, (x, y, held) = shape_model(shape), examples(shape)
    answer = model(x[held])
    parameters = sum(weight.numel() for weight in model.parameters())
    if shape in ("one-to-one", "one-to-many"):
        plain = x[held][:, :1] if shape == "one-to-one" else y[~held].mean(0, keepdim=True)
        errors = [DEGREES * float((guess - y[held]).abs().mean()) for guess in (answer, plain)]
        return {"score": errors[0], "plain": errors[1], "parameters": parameters, "tried": int(held.sum())}
    right = (answer.argmax(-1) == y[held]) | (y[held] < 0)
    by_rote = plain_answers(shape, x, y, held)
    whole = right.reshape(len(right), -1).all(1) if shape == "encoder-decoder" else right[y[held] >= 0]
    return {"score": float(whole.float().mean()), "plain": by_rote, "parameters": parameters, "tried": int(held.sum())}


def plain_answers(shape: str, x: Tensor, y: Tensor, held: Tensor) -> float:
    """Share of right answers without reading in order."""
    if shape == "many-to-one":
        return float((y[held] == y[~held].mode().values).float().mean())
    if shape == "encoder-decoder":
        return 0.0
    letters, kinds = x.argmax(-1), int(y.max()) + 1
    counts = torch.zeros(x.shape[-1], kinds)
    for letter, answer in zip(letters[~held][y[~held] >= 0], y[~held][y[~held] >= 0], strict=True):
        counts[letter, answer] += 1
    known = y[held] >= 0
    return float((counts.argmax(1)[letters[held]] == y[held])[known].float().mean())


@cache
def shape_model(shape: str) -> nn.Module:
    """The trained model of that shape, as shipped."""
    model = MODELS[shape]()
    model.load_state_dict({name: value.float() for name, value in load_file(file_of(shape)).items()})
    return model.eval()


def file_of(shape: str, folder: Path = FOLDER / "shapes") -> Path:
    """Where its weights stand."""
    return folder / f"{shape}.safetensors"


def train(folder: Path, report: Report) -> None:
    """All five models."""
    for place, shape in enumerate(MODELS):
        report(Progress(place / len(MODELS), M("Training: {name}", name=shape)))
        file = file_of(shape, folder)
        save_file({name: value.contiguous() for name, value in train_shape(shape).state_dict().items()}, file)
        file.chmod(0o644)
    shape_model.cache_clear()
