"""The recurrent part learns: vectors from the unlabelled text first, then the labels, with averaged weights."""

from __future__ import annotations

import time
from collections.abc import Callable, Sequence
from functools import partial

import numpy as np
import torch
from torch import Tensor, nn

from core.models.text_classifier import MASK, TextClassifier, TextClassifierConfig
from core.text.classify.pretrain import company_vectors
from core.text.classify.settings import ClassifierSettings
from core.text.classify.vocabulary import SPECIAL, Vocabulary, padded
from core.training.bucketed import bucketed
from core.training.loop import Batch, Epoch, TrainingSettings, train

EVALUATION_BATCH = 64
VECTOR_SCALE = 0.5
"""Root mean square of the vectors at the start; at 1 the gates would begin saturated."""


def learn_network(
    tokens: Sequence[Sequence[int]],
    labels: np.ndarray,
    training: np.ndarray,
    validation: np.ndarray,
    config: TextClassifierConfig,
    settings: ClassifierSettings,
    report: Callable[[float, Epoch | None], None],
) -> TextClassifier:
    """The network fitted on the rows `training` (repeats allowed), chosen by its loss on the rows `validation`."""
    torch.manual_seed(settings.seed)
    network = TextClassifier(config)
    vectors = company_vectors(
        [tokens[row] for row in np.unique(training)], config.vocabulary, config.embedding, settings.seed
    )
    _start_from(network, vectors)
    lengths = torch.tensor([len(row) for row in tokens])
    data: Batch = (padded(tokens), lengths, torch.from_numpy(labels))
    average = RunningMean(network, settings.average)
    rows = {"training": torch.from_numpy(training), "validation": torch.from_numpy(validation)}

    done = 0.0

    def on_batch(share: float) -> None:
        nonlocal done
        done = share
        average.update()
        report(share, None)

    result = train(
        network,
        data,
        **rows,
        loss=loss,
        settings=TrainingSettings(settings.epochs, settings.batch, None, settings.learning_rate, seed=settings.seed),
        on_batch=on_batch,
        on_epoch=lambda epoch: report(done, epoch),
        deadline=None if settings.seconds is None else time.monotonic() + settings.seconds,
        arrange=partial(_arranged, lengths),
    )
    average.keep_if_better(data, rows["validation"], result.best_validation)
    return network


def _arranged(lengths: Tensor, rows: Tensor, batch: int, generator: torch.Generator) -> list[Tensor]:
    return bucketed(rows, lengths, batch, generator)


def _start_from(network: TextClassifier, vectors: np.ndarray) -> None:
    with torch.no_grad():
        first = len(SPECIAL)
        size = vectors.shape[1]
        network.embed.weight[first:, :size] = torch.from_numpy(vectors[first:]) * VECTOR_SCALE
        network.embed.weight[MASK] = 0.0  # a hidden word begins as nothing


def loss(network: nn.Module, batch: Batch) -> Tensor:
    """Mean cross-entropy of tokens (B, T), lengths (B,), labels (B,)."""
    assert isinstance(network, TextClassifier)
    tokens, lengths, labels = batch
    if network.training:
        return nn.functional.cross_entropy(network(tokens[:, : int(lengths.max())].long()), labels)
    return nn.functional.cross_entropy(logits_of(network, tokens, lengths), labels)


@torch.no_grad()
def logits_of(network: TextClassifier, tokens: Tensor, lengths: Tensor) -> Tensor:
    """Logits (N, C) in evaluation mode, in batches of like length."""
    network.eval()
    found = torch.zeros(len(tokens), network.config.classes)
    for rows in bucketed(torch.arange(len(tokens)), lengths, EVALUATION_BATCH):
        found[rows] = network(tokens[rows, : int(lengths[rows].max())].long())
    return found


class RunningMean:
    """An exponential mean of a network's weights over its training steps (Polyak and Juditsky 1992)."""

    def __init__(self, network: TextClassifier, decay: float) -> None:
        self._network, self._decay, self._steps = network, decay, 0
        self._mean = {name: value.clone() for name, value in network.state_dict().items()}

    @torch.no_grad()
    def update(self) -> None:
        """After each step. The decay grows to its full value, so that the mean soon forgets the start."""
        self._steps += 1
        share = 1 - min(self._decay, self._steps / (self._steps + 9))
        for name, value in self._network.state_dict().items():
            self._mean[name].lerp_(value, share)

    def keep_if_better(self, data: Batch, validation: Tensor, so_far: float) -> None:
        """Leaves the network with the mean where its validation loss is below `so_far`."""
        before = {name: value.clone() for name, value in self._network.state_dict().items()}
        self._network.load_state_dict(self._mean)
        self._network.eval()
        with torch.no_grad():
            if float(loss(self._network, tuple(part[validation] for part in data))) >= so_far:
                self._network.load_state_dict(before)


def config_for(vocabulary: Vocabulary, classes: int, settings: ClassifierSettings) -> TextClassifierConfig:
    """The network's settings once the vocabulary is known."""
    return TextClassifierConfig(
        len(vocabulary),
        classes,
        settings.embedding,
        settings.hidden,
        dropout=settings.dropout,
        word_dropout=settings.word_dropout,
    )


def telemetry(epoch: Epoch | None) -> dict[str, float]:
    """An epoch as plain numbers, for the charts of a running job."""
    if epoch is None:
        return {}
    return {
        "epoch": float(epoch.epoch),
        "train_loss": epoch.train_loss,
        "validation_loss": epoch.validation_loss,
        "gradient_norm": epoch.gradient_norm,
    }
