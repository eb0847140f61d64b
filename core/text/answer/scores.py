"""How good a story reader is: answers, the sentences it looked at, its confidence, and what removing them does."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

import torch
from torch import Tensor

from core.models.story_reader import Reading, StoryReader
from core.text.answer.examples import NO_SUPPORT, Examples
from core.text.answer.training import answer_log_probability, reading

BATCH = 512
TEMPERATURES = (0.5, 0.7, 0.85, 1.0, 1.2, 1.5, 2.0, 3.0)
THRESHOLDS = (0.05, 0.1, 0.15, 0.2, 0.25, 0.3, 0.4, 0.5)
BINS = 10


@dataclass(frozen=True)
class Support:
    """Sentences counted over questions: looked at and supporting, looked at only, supporting only."""

    both: int
    looked: int
    supporting: int

    @property
    def precision(self) -> float:
        """Share of the sentences looked at that support the answer."""
        return self.both / max(1, self.both + self.looked)

    @property
    def recall(self) -> float:
        """Share of the supporting sentences that were looked at."""
        return self.both / max(1, self.both + self.supporting)

    @property
    def f1(self) -> float:
        """Harmonic mean of both."""
        return 2 * self.both / max(1, 2 * self.both + self.looked + self.supporting)


@dataclass(frozen=True)
class Answered:
    """Of N questions: right (N,), confidence (N,), answer words (N, A), weight: largest of any hop, (N, T)."""

    right: Tensor
    confidence: Tensor
    words: Tensor
    weight: Tensor


def batches(held: Examples) -> Sequence[Tensor]:
    """Rows of like length together."""
    return torch.split(torch.argsort(held.length, stable=True), BATCH)


def read_rows(reader: StoryReader, held: Examples, rows: Tensor) -> Reading:
    """One pass over some questions."""
    return reading(reader, held.table, held.story[rows], held.question[rows], held.length[rows])


@torch.no_grad()
def answered(reader: StoryReader, held: Examples, temperature: float = 1.0) -> Answered:
    """Answers to every question; right means every word, in order."""
    reader.eval()
    words, weight = torch.zeros_like(held.answer), torch.zeros(held.story.shape)
    confidence = torch.zeros(len(held))
    for rows in batches(held):
        read = read_rows(reader, held, rows)
        words[rows], confidence[rows] = reader.answer(read, temperature)
        weight[rows, : read.hops.shape[2]] = read.hops.amax(1)
    return Answered((words == held.answer).all(1), confidence, words, weight)


@torch.no_grad()
def best_temperature(reader: StoryReader, held: Examples) -> float:
    """The temperature whose confidences fit held-out answers best, by the loss of right or wrong."""
    reader.eval()
    losses = dict.fromkeys(TEMPERATURES, 0.0)
    for rows in batches(held):
        read = read_rows(reader, held, rows)
        for temperature in TEMPERATURES:
            words, confidence = reader.answer(read, temperature)
            share = confidence.clamp(1e-6, 1 - 1e-6)
            losses[temperature] -= float(torch.where((words == held.answer[rows]).all(1), share, 1 - share).log().sum())
    return min(losses, key=losses.__getitem__)


def support(found: Answered, held: Examples, threshold: float, rows: Tensor | None = None) -> Support:
    """The sentences looked at, weight at least `threshold`, against those that support; over `rows` or all."""
    chosen = torch.arange(len(held)) if rows is None else rows
    known = chosen[(held.support[chosen] != NO_SUPPORT).any(1)]
    marks = supporting(held)[known]
    looked = found.weight[known] >= threshold
    return Support(
        int((looked & marks).sum()),
        int((looked & ~marks).sum()),
        int((~looked & marks).sum()),
    )


def supporting(held: Examples) -> Tensor:
    """Which sentences support each answer, (N, T)."""
    marks = torch.zeros(len(held), held.story.shape[1] + 1, dtype=torch.bool)
    marks.scatter_(1, held.support.masked_fill(held.support == NO_SUPPORT, held.story.shape[1]), True)
    return marks[:, :-1]


def best_threshold(found: Answered, held: Examples) -> float:
    """The weight from which a sentence counts as looked at, chosen for the best F1 on held-out stories."""
    return max(THRESHOLDS, key=lambda threshold: support(found, held, threshold).f1)


def calibration_error(found: Answered) -> float:
    """Mean gap between confidence and accuracy over ten bins of confidence, weighted by their size."""
    bins = (found.confidence * BINS).long().clamp(max=BINS - 1)
    gaps = 0.0
    for place in range(BINS):
        inside = bins == place
        if inside.any():
            gap = (found.confidence[inside].mean() - found.right[inside].float().mean()).abs()
            gaps += float(gap) * float(inside.float().mean())
    return gaps


@torch.no_grad()
def deletion(
    reader: StoryReader, held: Examples, found: Answered, threshold: float, seed: int
) -> tuple[float, float] | None:
    """Mean probability of the answer given, once the sentences looked at are removed, and as many others by chance.

    Only over questions that leave enough others, None where there is none; both numbers lie between 0 and 1, the
    first should be lower.
    """
    draw = torch.Generator().manual_seed(seed)
    told = torch.arange(held.story.shape[1])[None] < held.length[:, None]  # (N, T)
    looked = (found.weight >= threshold) & told
    count = looked.sum(1)
    enough = torch.nonzero((count > 0) & (held.length >= 2 * count + 1))[:, 0]
    if len(enough) == 0:
        return None
    chance = torch.rand(told.shape, generator=draw).masked_fill(looked | ~told, 2.0).argsort(1).argsort(1)
    others = (chance < count[:, None]) & told
    given = replace(held, answer=found.words)
    return _kept(reader, given, enough, looked), _kept(reader, given, enough, others)


def _kept(reader: StoryReader, given: Examples, rows: Tensor, gone: Tensor) -> float:
    """Mean probability of the given answers without the sentences `gone` (N, T)."""
    stays = (torch.arange(given.story.shape[1])[None] < given.length[:, None]) & ~gone
    order = (~stays).long().argsort(dim=1, stable=True)
    left = replace(given, story=given.story.gather(1, order), length=stays.sum(1))
    total = 0.0
    for chosen in torch.split(rows[torch.argsort(left.length[rows], stable=True)], BATCH):
        read = read_rows(reader, left, chosen)
        total += float(answer_log_probability(reader, read, given.answer[chosen]).exp().sum())
    return total / max(1, len(rows))
