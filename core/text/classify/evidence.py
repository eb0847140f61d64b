"""What a label rests on: the classifier as a function of its words, each of which can be hidden by degrees.

A gate of 1 leaves a word as it is, 0 replaces its tokens' vectors by the one of a hidden word, which the network
met in training, and takes its runs of words out of the wide part. Integrated gradients over the gates are those over
the vectors themselves, summed by word (the path is the same): Captum's LayerIntegratedGradients of the embedding.
"""

from __future__ import annotations

import numpy as np
import torch
from torch import Tensor, nn

from core.models.text_classifier import MASK
from core.task import Evidence, InputAxis
from core.text.classify.ngrams import words_of
from core.text.classify.parts import Parts
from core.text.classify.pieces import Pieces

GROUP = "words"
RECURRENT, RUNS = "recurrent", "runs of words"
REFERENCE = "hidden words"
BATCH = 32
"""Copies of a long text in one pass, so that memory stays small."""


class GatedClassifier(nn.Module):
    """Gates (B, W, 2) of W pieces -> log-odds of each class against all others (B, C).

    The first gate of a piece is its vectors', the second its runs' in the wide part.
    """

    vectors: Tensor
    hidden: Tensor
    of_token: Tensor
    runs: Tensor
    bias: Tensor

    def __init__(self, parts: Parts, text: str, ids: tuple[int, ...], pieces: Pieces) -> None:
        super().__init__()
        self.network = parts.network
        words = [word.text for word in words_of(text)]
        by_word = parts.ngrams.by_word(words)  # (words, C)
        runs = np.zeros((len(pieces), by_word.shape[1]))
        runs[pieces.words >= 0] = by_word[pieces.words[pieces.words >= 0]]
        first, second = parts.mixture.weights(np.array([len(words)]))
        bias = second[0] * parts.ngrams.bias + np.array(parts.mixture.bias)
        with torch.no_grad():
            vectors = self.network.embed(torch.tensor([ids]))  # (1, T, E)
            hidden = self.network.embed.weight[MASK]  # (E,)
        self.register_buffer("vectors", vectors.clone())
        self.register_buffer("hidden", hidden.clone())
        self.register_buffer("of_token", torch.from_numpy(pieces.of_token))
        self.register_buffer("runs", torch.from_numpy(second[0] * runs).float())  # (W, C)
        self.register_buffer("bias", torch.from_numpy(bias).float())
        self.weight = float(first[0])

    def forward(self, gates: Tensor) -> Tensor:
        """gates: (B, W, 2)."""
        return torch.cat([log_odds(self.logits(part)) for part in torch.split(gates, BATCH)])

    def logits(self, gates: Tensor) -> Tensor:
        """Weighed logits (B, C)."""
        open_by = gates[:, self.of_token, 0].unsqueeze(2)  # (B, T, 1)
        embedded = self.hidden + open_by * (self.vectors - self.hidden)  # (B, T, E)
        known = torch.ones(embedded.shape[:2], dtype=torch.bool)
        network: Tensor = self.network.read_embedded(embedded, known).logits  # (B, C)
        return self.weight * network + gates[..., 1] @ self.runs + self.bias


def log_odds(logits: Tensor) -> Tensor:
    """log p − log (1 − p) of each class, (B, C)."""
    others = logits.unsqueeze(1).expand(-1, logits.shape[1], -1)  # (B, C, C)
    own = torch.eye(logits.shape[1], dtype=torch.bool)
    return logits - torch.logsumexp(others.masked_fill(own, -torch.inf), 2)


def evidence_of(parts: Parts, labels: tuple[str, ...], text: str, ids: tuple[int, ...], pieces: Pieces) -> Evidence:
    """The label of a cleaned text in the form every explainer works on."""
    module = GatedClassifier(parts, text, ids, pieces).eval()
    gates = torch.ones(1, len(pieces), 2)
    axis = InputAxis(GROUP, tuple(pieces.texts(text)), (RECURRENT, RUNS))
    return Evidence(module, (gates,), (axis,), {REFERENCE: (torch.zeros_like(gates),)}, (labels,))
