"""Scores the sentences of a passage for a question: two-way LSTM over subwords, every question word finds its match.

Late interaction: O. Khattab and M. Zaharia, "ColBERT", SIGIR 2020, here over recurrent states.
    h = [embedding, LSTM both ways] scaled to length 1
    score(q, s) = Σ_i w_i max_j h_qi · h_sj        w = softmax over the question of a learnt weight
"""

from __future__ import annotations

import math
from dataclasses import asdict, dataclass

import torch
import torch.nn.functional as F
from torch import Tensor, nn

from core.models.numbers import PADDING

SHAPES = 4
"""Ways in which a token is written: small letters, a capital first, digits, other signs."""


@dataclass(frozen=True)
class PassageReaderConfig:
    """tokens: size of the vocabulary. embedding, hidden: units; a token's vector has `size` numbers."""

    tokens: int
    embedding: int = 64
    hidden: int = 64
    size: int = 96
    dropout: float = 0.1

    def to_json(self) -> dict[str, object]:
        """The settings as plain JSON."""
        return asdict(self)


class PassageReader(nn.Module):
    """Questions and sentences through one encoder; `nothing` is the score of “no sentence answers this”."""

    def __init__(self, config: PassageReaderConfig) -> None:
        super().__init__()
        self.config = config
        self.tokens = nn.Embedding(config.tokens, config.embedding, padding_idx=PADDING)
        self.shapes = nn.Embedding(SHAPES, config.embedding)
        self.lstm = nn.LSTM(config.embedding, config.hidden, batch_first=True, bidirectional=True)
        self.vector = nn.Linear(config.embedding + 2 * config.hidden, config.size)
        self.weight = nn.Linear(config.embedding + 2 * config.hidden, 1)
        self.sharpness = nn.Parameter(torch.tensor(math.log(15.0)))
        self.nothing = nn.Parameter(torch.tensor(0.4))
        self.drop = nn.Dropout(config.dropout)

    def encode(self, tokens: Tensor, shapes: Tensor) -> tuple[Tensor, Tensor]:
        """tokens, shapes (N, W) -> vectors (N, W, D) of length 1, zero where padded; weights (N, W) sum to 1."""
        x = self.drop(self.tokens(tokens) + self.shapes(shapes))  # (N, W, E)
        states = torch.cat([x, self.lstm(x)[0]], -1)
        real = tokens != PADDING
        vectors = F.normalize(self.vector(states), dim=-1) * real[..., None]
        weights = self.weight(states)[..., 0].masked_fill(~real, -math.inf).softmax(-1)
        return vectors, weights

    def matches(self, question: Tensor, sentences: Tensor) -> Tensor:
        """question (Q, U, D), sentences (S, W, D) -> similarity of every pair of tokens, (Q, S, U, W)."""
        return torch.einsum("qud,swd->qsuw", question, sentences)

    def scores(self, question: Tensor, weights: Tensor, sentences: Tensor) -> Tensor:
        """Of every question with every sentence: (Q, U, D), (Q, U), (S, W, D) -> (Q, S), 1 at most."""
        best = self.matches(question, sentences).amax(-1)  # (Q, S, U)
        return (best * weights[:, None].nan_to_num()).sum(-1)

    def logits(self, scores: Tensor) -> Tensor:
        """Scores (Q, S) sharpened, with `nothing` as one more choice at the end: (Q, S + 1)."""
        nothing = self.nothing.expand(len(scores), 1)
        return torch.cat([scores, nothing], 1) * self.sharpness.exp()
