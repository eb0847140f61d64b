"""A fitted classifier's parts, and the scores it gives texts: recurrent part, wide part, and both weighed together."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import torch
from torch import Tensor

from core.models.text_classifier import TextClassifier
from core.text.classify.calibration import Mixture, log_softmax
from core.text.classify.ngrams import NgramWeights, words_of
from core.text.classify.vocabulary import Vocabulary, padded
from core.training.bucketed import bucketed

BATCH = 64


@dataclass(frozen=True)
class Scores:
    """network, wide: logits (N, C) of each part. words: (N,). logits: (N, C), weighed. summaries: (N, 2H)."""

    network: np.ndarray
    wide: np.ndarray
    words: np.ndarray
    logits: np.ndarray
    summaries: np.ndarray

    @property
    def probabilities(self) -> np.ndarray:
        """(N, C)."""
        chances: np.ndarray = np.exp(log_softmax(self.logits))
        return chances


@dataclass(frozen=True)
class Parts:
    """vocabulary and network: the recurrent part. ngrams: the wide part. mixture: how they are weighed."""

    vocabulary: Vocabulary
    network: TextClassifier
    ngrams: NgramWeights
    mixture: Mixture

    def scores(self, texts: Sequence[str]) -> Scores:
        """Scores of cleaned texts, in their order; a text's do not depend on the others."""
        network, summaries = read_all(self.network, [self.vocabulary.tokens(text).ids for text in texts])
        words = [[word.text for word in words_of(text)] for text in texts]
        wide = np.stack([self.ngrams.score(found) for found in words])
        counts = np.array([len(found) for found in words])
        return Scores(network, wide, counts, self.mixture.logits(network, wide, counts), summaries)


@torch.no_grad()
def read_all(network: TextClassifier, tokens: Sequence[Sequence[int]]) -> tuple[np.ndarray, np.ndarray]:
    """Logits (N, C) and summaries (N, 2H) of texts given as token ids, read in batches of like length."""
    network.eval()
    table, lengths = padded(tokens), torch.tensor([len(row) for row in tokens])
    logits = np.zeros((len(tokens), network.config.classes))
    summaries = np.zeros((len(tokens), 2 * network.config.hidden), np.float32)
    for rows in bucketed(torch.arange(len(tokens)), lengths, BATCH):
        reading = network.read(_trimmed(table, lengths, rows))
        logits[rows.numpy()] = reading.logits.double().numpy()
        summaries[rows.numpy()] = reading.summary.numpy()
    return logits, summaries


def _trimmed(table: Tensor, lengths: Tensor, rows: Tensor) -> Tensor:
    return table[rows, : int(lengths[rows].max())].long()
