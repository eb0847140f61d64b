"""Finds the span of a passage that answers a question: two-way LSTMs, attention to the question, two pointers.

After D. Chen et al., "Reading Wikipedia to answer open-domain questions", ACL 2017 (without its outside vectors).
    aligned_i = Σ_j softmax_j(α(e_i) · α(e_j)) e_j          p = BiLSTM[e_i, aligned_i, match_i, shape_i]
    q = Σ_j softmax_j(w · q_j) q_j                          start_i = p_i W_s q     end_i = p_i W_e q
"""

from __future__ import annotations

import math
from dataclasses import asdict, dataclass

import torch
from torch import Tensor, nn

from core.models.numbers import PADDING, UNKNOWN

SHAPES = 4
"""Ways in which a word is written: small letters, a capital first, digits, other signs."""


@dataclass(frozen=True)
class SpanReaderConfig:
    """words: size of the vocabulary, special numbers counted. word_dropout: share of words hidden in training."""

    words: int
    embedding: int = 64
    hidden: int = 64
    dropout: float = 0.2
    word_dropout: float = 0.05

    def to_json(self) -> dict[str, object]:
        """The settings as plain JSON."""
        return asdict(self)


class SpanReader(nn.Module):
    """Passages and questions as word numbers, to logits of where the answer starts and where it ends."""

    def __init__(self, config: SpanReaderConfig) -> None:
        super().__init__()
        self.config = config
        wide = 2 * config.hidden
        self.words = nn.Embedding(config.words, config.embedding, padding_idx=PADDING)
        self.align = nn.Linear(config.embedding, config.embedding)
        self.passage = nn.LSTM(2 * config.embedding + 1 + SHAPES, config.hidden, batch_first=True, bidirectional=True)
        self.question = nn.LSTM(config.embedding, config.hidden, batch_first=True, bidirectional=True)
        self.weight = nn.Linear(wide, 1)
        self.start = nn.Linear(wide, wide)
        self.end = nn.Linear(wide, wide)
        self.drop = nn.Dropout(config.dropout)

    def forward(self, passage: Tensor, shapes: Tensor, match: Tensor, question: Tensor) -> tuple[Tensor, Tensor]:
        """passage, shapes, match (B, T), question (B, U) -> start and end logits (B, T), −∞ where padded.

        match: whether the question holds the word too, which says something even of words that are not known.
        """
        e = self.drop(self.words(self._hidden(passage)))  # (B, T, E)
        asked = self.drop(self.words(question))  # (B, U, E)
        extra = [match[..., None].float(), nn.functional.one_hot(shapes, SHAPES).float()]
        inputs = torch.cat([e, self._aligned(e, asked, question), *extra], -1)
        states = self.drop(self.passage(inputs)[0])  # (B, T, 2H)
        q = self._summary(asked, question)  # (B, 2H)
        past_end = passage == PADDING
        start, end = ((states @ look(q)[..., None])[..., 0] for look in (self.start, self.end))  # (B, T)
        return start.masked_fill(past_end, -math.inf), end.masked_fill(past_end, -math.inf)

    def _hidden(self, passage: Tensor) -> Tensor:
        """In training, some words as unknown ones, so that the reader learns to do without."""
        if not self.training:
            return passage
        gone = (torch.rand(passage.shape) < self.config.word_dropout) & (passage != PADDING)
        return passage.masked_fill(gone, UNKNOWN)

    def _aligned(self, e: Tensor, asked: Tensor, question: Tensor) -> Tensor:
        """For each word of the passage the question's words, weighted by how near they are: (B, T, E)."""
        scores = torch.relu(self.align(e)) @ torch.relu(self.align(asked)).transpose(1, 2)  # (B, T, U)
        weights = scores.masked_fill((question == PADDING)[:, None], -math.inf).softmax(-1)
        aligned: Tensor = weights @ asked
        return aligned

    def _summary(self, asked: Tensor, question: Tensor) -> Tensor:
        """The question as one vector (B, 2H)."""
        states = self.question(asked)[0]  # (B, U, 2H)
        weights = self.weight(states)[..., 0].masked_fill(question == PADDING, -math.inf).softmax(-1)
        summary: Tensor = (weights[:, None] @ states)[:, 0]
        return summary
