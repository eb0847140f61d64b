"""Training a translator on pairs of token ids: teacher forcing with scheduled sampling, batches of like length."""

from __future__ import annotations

import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass

import torch
from torch import Tensor

from core.messages import M
from core.models.translator import PAD, Translator, TranslatorConfig, translation_loss
from core.task import Progress, Report
from core.text.translate.characters import padded
from core.training.bucketed import bucketed
from core.training.loop import Epoch, TrainingResult, TrainingSettings, train

Ids = Sequence[Sequence[int]]


@dataclass(frozen=True)
class Fitted:
    """The trained network with what its training gave, and the seconds it took."""

    module: Translator
    result: TrainingResult
    seconds: float


def fit(
    sources: Ids, targets: Ids, held: int, config: TranslatorConfig, settings: TrainingSettings, report: Report,
    share: Callable[[float], float] = lambda done: done, deadline: float | None = None, sampled_batches: float = 1.0,
) -> Fitted:  # fmt: skip
    """Trains on all rows but the last `held`, which choose the best epoch. share: of the whole work, from that done.

    deadline: time.monotonic() at which training ends with what it has. sampled_batches: share of the batches in
    which scheduled sampling takes place once it has begun.
    """
    torch.manual_seed(settings.seed)
    module = Translator(config)
    module.sampled_batches = sampled_batches
    data = (as_tensor(sources), as_tensor(targets))
    lengths = (data[0] != PAD).sum(1) + 2 * (data[1] != PAD).sum(1)  # a target step costs about twice a source step
    cut = len(sources) - held
    validation = torch.arange(cut, len(sources))
    validation = validation[torch.argsort(lengths[validation])]
    began = time.monotonic()
    stage = M("Training the network")

    def on_batch(done: float) -> None:
        module.progress(done)
        left = (time.monotonic() - began) * (1 - done) / done
        report(Progress(share(done), stage, left))

    def on_epoch(epoch: Epoch) -> None:
        numbers = {
            "epoch": float(epoch.epoch),
            "train_loss": epoch.train_loss,
            "validation_loss": epoch.validation_loss,
            "gradient_norm": epoch.gradient_norm,
        }
        report(Progress(share(epoch.epoch / settings.epochs), stage, telemetry=numbers))

    def arranged(rows: Tensor, batch: int, generator: torch.Generator) -> list[Tensor]:
        return bucketed(rows, lengths, batch, generator)

    result = train(
        module, data, torch.arange(cut), validation, translation_loss, settings, on_batch, on_epoch, deadline, arranged
    )
    return Fitted(module, result, time.monotonic() - began)


def as_tensor(rows: Ids) -> Tensor:
    """Rows of ids as one padded tensor, two bytes an id."""
    return torch.tensor(padded(rows), dtype=torch.int16)
