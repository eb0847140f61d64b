"""Fits the passage reader: of the sentences of one passage, find the one that a made question came from, or none."""

from __future__ import annotations

import random
from collections.abc import Callable, Sequence
from dataclasses import dataclass

import torch
import torch.nn.functional as F
from torch import Tensor, nn

from core.models.passage_reader import PassageReader
from core.text.passage.questions import question
from core.text.passage.tokens import Subwords, tensors
from core.training.loop import Batch, Epoch, TrainingResult, TrainingSettings, train

ASIDE = 0.15
"""Share of questions asked of another passage, which no sentence of this one answers."""
SETTINGS = TrainingSettings(epochs=4, batch=8, learning_rate=4e-3, weight_decay=1e-4, clip=2.0)


@dataclass(frozen=True)
class Passages:
    """P passages of S sentences and as many questions: tokens and shapes (P, S, W), (P, S, U); answer (P, S).

    answer: number of the sentence, S where none answers.
    """

    sentences: Tensor
    sentence_shapes: Tensor
    questions: Tensor
    question_shapes: Tensor
    answer: Tensor

    def rows(self) -> tuple[Tensor, ...]:
        """For the training loop."""
        return self.sentences, self.sentence_shapes, self.questions, self.question_shapes, self.answer


def asked(passages: Sequence[Sequence[str]], draw: random.Random) -> list[list[tuple[str, int]]]:
    """Questions of every passage with the number of the sentence that answers, len(passage) where none does."""
    made = [[question(sentence, draw) or sentence for sentence in passage] for passage in passages]
    found = []
    for place, passage in enumerate(passages):
        elsewhere = made[draw.randrange(len(made))] if len(made) > 1 else made[place]
        rows = []
        for number in range(len(passage)):
            aside = draw.random() < ASIDE and elsewhere is not made[place]
            rows.append((elsewhere[number], len(passage)) if aside else (made[place][number], number))
        found.append(rows)
    return found


def encoded(
    passages: Sequence[Sequence[str]], questions: Sequence[Sequence[tuple[str, int]]], subwords: Subwords
) -> Passages:
    """Both as tensors."""
    count, size = len(passages), len(passages[0])
    tokens, shapes = tensors([subwords.pieces(sentence) for passage in passages for sentence in passage])
    asks, ask_shapes = tensors([subwords.pieces(text) for rows in questions for text, _ in rows])
    told, written, asked_of, asked_shapes = (part.view(count, size, -1) for part in (tokens, shapes, asks, ask_shapes))
    return Passages(
        told,
        written,
        asked_of,
        asked_shapes,
        torch.tensor([[answer for _, answer in rows] for rows in questions]),
    )


def fit(
    reader: PassageReader,
    training: Passages,
    held: Passages,
    settings: TrainingSettings = SETTINGS,
    on_batch: Callable[[float], None] = lambda share: None,
    on_epoch: Callable[[Epoch], None] = lambda epoch: None,
    deadline: float | None = None,
) -> TrainingResult:
    """Trains and keeps the weights of the epoch that does best on `held`."""
    data = tuple(_both(first, second) for first, second in zip(training.rows(), held.rows(), strict=True))
    first, second = torch.arange(len(training.answer)), len(training.answer) + torch.arange(len(held.answer))
    return train(reader, data, first, second, loss, settings, on_batch, on_epoch, deadline)


def _both(first: Tensor, second: Tensor) -> Tensor:
    if first.dim() < 3:
        return torch.cat([first, second])
    wide = max(first.shape[2], second.shape[2])
    return torch.cat([F.pad(part, (0, wide - part.shape[2])) for part in (first, second)])


def loss(module: nn.Module, batch: Batch) -> Tensor:
    """Mean cross-entropy of the right sentence among those of its passage and “none”."""
    assert isinstance(module, PassageReader)
    logits, answer = passage_logits(module, batch)
    return F.cross_entropy(logits, answer)


def passage_logits(reader: PassageReader, batch: Batch) -> tuple[Tensor, Tensor]:
    """Logits (P·S, S + 1) of every question over its passage's sentences and “none”, and the right one (P·S,)."""
    tokens, shapes, asks, ask_shapes, answer = batch
    sentences, _ = _encode(reader, tokens, shapes)  # (P, S, W, D)
    questions, weights = _encode(reader, asks, ask_shapes)  # (P, S, U, D), (P, S, U)
    best = torch.einsum("pqud,pswd->pqsuw", questions, sentences).amax(-1)  # (P, Q, S, U)
    scores = (best * weights[:, :, None].nan_to_num()).sum(-1).flatten(0, 1)  # (P·Q, S)
    return reader.logits(scores), answer.flatten()


def _encode(reader: PassageReader, tokens: Tensor, shapes: Tensor) -> tuple[Tensor, Tensor]:
    """The sentences of several passages, padding that none of them needs cut off: tokens, shapes (P, S, W)."""
    wide = max(1, int((tokens != 0).sum(-1).max()))
    vectors, weights = reader.encode(tokens[..., :wide].flatten(0, 1), shapes[..., :wide].flatten(0, 1))
    return vectors.view(*tokens.shape[:2], wide, -1), weights.view(*tokens.shape[:2], wide)
