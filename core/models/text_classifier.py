"""A recurrent classifier of texts: two LSTMs read the tokens from either end, attention decides what counts.

Attention pooling as in Z. Yang et al., "Hierarchical attention networks" (2016), equations 5 to 7:
uₜ = tanh(W hₜ + b), αₜ = softmax(uₜ · v), s = Σ αₜ hₜ.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import NamedTuple

import torch
from torch import Tensor, nn

PADDING, MASK = 0, 1
"""Tokens that every vocabulary begins with: nothing, and a token that was hidden."""


@dataclass(frozen=True)
class TextClassifierConfig:
    """vocabulary: tokens. embedding, hidden: units; hidden is for each direction. classes: labels.

    dropout: share of the units of a text's embedding and of its summary hidden in training. word_dropout: share of
    tokens replaced by MASK in training, which makes MASK a word the network knows how to do without.
    """

    vocabulary: int
    classes: int
    embedding: int = 128
    hidden: int = 128
    attention: int = 64
    dropout: float = 0.4
    word_dropout: float = 0.1


class Reading(NamedTuple):
    """logits: (B, C). attention: (B, T), zero at padding, sums to 1. summary: (B, 2H)."""

    logits: Tensor
    attention: Tensor
    summary: Tensor


class TextClassifier(nn.Module):
    """Tokens (B, T) -> a logit a class (B, C)."""

    def __init__(self, config: TextClassifierConfig) -> None:
        super().__init__()
        self.config = config
        states = 2 * config.hidden
        self.embed = nn.Embedding(config.vocabulary, config.embedding, padding_idx=PADDING)
        self.forwards = nn.LSTM(config.embedding, config.hidden, batch_first=True)
        self.backwards = nn.LSTM(config.embedding, config.hidden, batch_first=True)
        self.project = nn.Linear(states, config.attention)
        self.query = nn.Linear(config.attention, 1, bias=False)
        self.head = nn.Linear(states, config.classes)

    def forward(self, tokens: Tensor) -> Tensor:
        """tokens: (B, T) whole numbers, PADDING after a text's end -> logits (B, C)."""
        return self.read(tokens).logits

    def read(self, tokens: Tensor) -> Reading:
        """The same with the attention and the text's summary."""
        known = tokens != PADDING  # (B, T)
        if self.training and self.config.word_dropout:
            hidden = torch.rand(tokens.shape, device=tokens.device) < self.config.word_dropout
            tokens = torch.where(hidden & known, MASK, tokens)
        return self.read_embedded(self.embed(tokens), known)

    def read_embedded(self, embedded: Tensor, known: Tensor) -> Reading:
        """embedded: (B, T, E). known: (B, T), False at padding."""
        embedded = same_dropout(embedded, self.config.dropout, self.training)
        states = self.states(embedded, known)  # (B, T, 2H)
        attention = pooling_weights(self.query(torch.tanh(self.project(states))).squeeze(2), known)  # (B, T)
        summary = (attention.unsqueeze(2) * states).sum(1)  # (B, 2H)
        kept = nn.functional.dropout(summary, self.config.dropout, self.training)
        return Reading(self.head(kept), attention, summary)

    def states(self, embedded: Tensor, known: Tensor) -> Tensor:
        """Hidden states of both directions beside each other, (B, T, 2H).

        The second LSTM gets each text turned round by itself, so that padding always comes last and no state of a
        word depends on how long its neighbours in the batch are; packed sequences would cost four times as much.
        """
        turned = reversal(known)  # (B, T)
        ahead, _ = self.forwards(embedded)  # (B, T, H)
        back, _ = self.backwards(rows_at(embedded, turned))
        return torch.cat([ahead, rows_at(back, turned)], 2)


def pooling_weights(scores: Tensor, known: Tensor) -> Tensor:
    """Softmax of scores (B, T) over the known places; zero elsewhere."""
    return torch.softmax(scores.masked_fill(~known, -torch.inf), 1)


def reversal(known: Tensor) -> Tensor:
    """The place each place trades with when the known ones (B, T), which come first, are turned round."""
    places = torch.arange(known.shape[1], device=known.device).expand_as(known)
    return torch.where(known, known.sum(1, keepdim=True) - 1 - places, places)


def rows_at(sequence: Tensor, places: Tensor) -> Tensor:
    """sequence (B, T, F) taken at places (B, T)."""
    return sequence.gather(1, places.unsqueeze(2).expand(-1, -1, sequence.shape[2]))


def same_dropout(embedded: Tensor, share: float, training: bool) -> Tensor:
    """Dropout that hides the same units of a text at every step (Gal and Ghahramani 2016)."""
    if not training or share == 0:
        return embedded
    kept = torch.rand(embedded.shape[0], 1, embedded.shape[2], device=embedded.device) >= share
    return embedded * kept / (1 - share)
