"""Trains a span reader on a reading set: passages apart for training, choosing and scoring."""

from __future__ import annotations

import random
import time
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import torch
import torch.nn.functional as F
from torch import Tensor, nn

from core.errors import UserError
from core.messages import M
from core.models.numbers import UNKNOWN
from core.models.span_reader import SpanReader, SpanReaderConfig
from core.task import Progress, Report
from core.text.passage.span_words import span_of, words_of
from core.text.passage.spans import SpanAnswerer, inputs, padded
from core.text.passage.squad import Reading, ReadingSet
from core.training.bucketed import bucketed
from core.training.loop import Batch, Epoch, TrainingResult, TrainingSettings, train

MOST_WORDS = 450
"""Longest passage trained on, in words; longer ones are left out and counted."""
VOCABULARY = 20_000
LEAST_PASSAGES = 5
HELD, TEST = 0.1, 0.2


@dataclass(frozen=True)
class SpanSettings:
    """How long and how often: seconds is a limit, epochs the plan."""

    epochs: int = 20
    seconds: float = 600.0
    seed: int = 0


def train_spans(reading: ReadingSet, settings: SpanSettings, report: Report) -> SpanAnswerer:
    """A fitted span reader with its card; UserError where there are too few passages to hold some back."""
    training, held, test = parts(reading.readings, settings.seed)
    vocabulary = vocabulary_of(training)
    places = {word: number for number, word in enumerate(vocabulary, start=UNKNOWN + 1)}
    encoded = [rows for rows in (encode(one, places) for one in (*training, *held)) if rows is not None]
    count = sum(encode(one, places) is not None for one in training)
    torch.manual_seed(settings.seed)
    reader = SpanReader(SpanReaderConfig(len(vocabulary) + 2))
    result = _fit(reader, encoded, count, settings, report)
    answerer = SpanAnswerer(reader, vocabulary, {})
    report(Progress(0.97, M("Scoring on passages not trained on")))
    card = _card(reading, (len(training), len(held), len(test)), settings, result, scores(answerer, test))
    return SpanAnswerer(reader, vocabulary, card)


def parts(readings: Sequence[Reading], seed: int) -> tuple[list[Reading], list[Reading], list[Reading]]:
    """Questions for training, choosing and scoring; all questions of a passage are in one part."""
    passages = sorted({reading.passage for reading in readings})
    if len(passages) < LEAST_PASSAGES:
        raise UserError(
            M(
                "The file has {count} passages; {least} are needed, so that some can be held back.",
                count=len(passages),
                least=LEAST_PASSAGES,
            )
        )
    random.Random(seed).shuffle(passages)
    held, test = max(1, round(HELD * len(passages))), max(1, round(TEST * len(passages)))
    part = {passage: 0 if place >= held + test else 1 if place < held else 2 for place, passage in enumerate(passages)}
    split: tuple[list[Reading], list[Reading], list[Reading]] = ([], [], [])
    for reading in readings:
        split[part[reading.passage]].append(reading)
    return split


def vocabulary_of(readings: Sequence[Reading]) -> tuple[str, ...]:
    """Words of the training part met at least twice, the most frequent VOCABULARY of them."""
    texts = [*{reading.passage for reading in readings}, *(reading.question for reading in readings)]
    counts = Counter(word.small for text in texts for word in words_of(text))
    often = sorted((word for word, count in counts.items() if count > 1), key=lambda word: (-counts[word], word))
    return tuple(sorted(often[:VOCABULARY]))


def encode(reading: Reading, places: dict[str, int]) -> tuple[Tensor, ...] | None:
    """Passage, shapes, match, question and the span (2,); None where the passage is too long or the span odd."""
    told, asked = words_of(reading.passage), words_of(reading.question)
    span = span_of(told, reading.start, reading.start + len(reading.answer))
    if span is None or not asked or len(told) > MOST_WORDS:
        return None
    return (*(part[0] for part in inputs(told, asked, places)), torch.tensor(span))


def _fit(
    reader: SpanReader, encoded: Sequence[tuple[Tensor, ...]], count: int, settings: SpanSettings, report: Report
) -> TrainingResult:
    """Trains on the first `count` rows, chooses on the rest."""
    if count == 0 or count == len(encoded):
        raise UserError(M("No passage of at most {most} words is left to learn from.", most=MOST_WORDS))
    data = tuple(padded([row[part] for row in encoded]) for part in range(5))
    lengths = torch.tensor([len(row[0]) for row in encoded])
    began = time.monotonic()

    def on_batch(share: float) -> None:
        left = (time.monotonic() - began) * (1 - share) / share
        report(Progress(0.95 * share, M("Learning to find spans"), left))

    def on_epoch(epoch: Epoch) -> None:
        losses = {"train_loss": epoch.train_loss, "validation_loss": epoch.validation_loss}
        told = {"epoch": float(epoch.epoch), "gradient_norm": epoch.gradient_norm, **losses}
        report(Progress(0.95 * epoch.epoch / settings.epochs, M("Learning to find spans"), telemetry=told))

    plan = TrainingSettings(settings.epochs, 32, learning_rate=4e-3, weight_decay=1e-3, clip=5.0, seed=settings.seed)
    first, second = torch.arange(count), torch.arange(count, len(encoded))
    return train(
        reader,
        data,
        first,
        second,
        loss,
        plan,
        on_batch,
        on_epoch,
        began + settings.seconds,
        lambda rows, batch, generator: bucketed(rows, lengths, batch, generator),
    )


def loss(module: nn.Module, batch: Batch) -> Tensor:
    """Mean cross-entropy of both ends."""
    passage, shapes, match, question, span = batch
    long, asked = int((passage != 0).sum(1).max()), int((question != 0).sum(1).max())
    start, end = module(passage[:, :long], shapes[:, :long], match[:, :long], question[:, :asked])
    return F.cross_entropy(start, span[:, 0]) + F.cross_entropy(end, span[:, 1])


def scores(answerer: SpanAnswerer, readings: Sequence[Reading]) -> dict[str, float]:
    """Exact match and F1 of words over questions whose passages were not trained on."""
    answerer.reader.eval()
    exact = overlap = 0.0
    for reading in readings:
        found = answerer.read(reading.passage, reading.question).spans[0].text
        exact += normal(found) == normal(reading.answer)
        overlap += word_f1(found, reading.answer)
    return {"exact_match": exact / len(readings), "f1": overlap / len(readings)}


def normal(text: str) -> list[str]:
    """Words without capitals, articles and signs, as SQuAD scores them."""
    words = (word.small for word in words_of(text))
    return [word for word in words if word.isalnum() and word not in ("a", "an", "the")]


def word_f1(found: str, wanted: str) -> float:
    """Harmonic mean of the shares of words that both have."""
    first, second = Counter(normal(found)), Counter(normal(wanted))
    both = sum((first & second).values())
    return 2 * both / (first.total() + second.total()) if both else float(first == second)


def _card(
    reading: ReadingSet,
    sizes: tuple[int, int, int],
    settings: SpanSettings,
    result: TrainingResult,
    found: dict[str, float],
) -> dict[str, Any]:
    return {
        "data": "the user's reading set",
        "questions": dict(zip(("training", "held", "test"), sizes, strict=True)),
        "left_out": {"unanswered": reading.unanswered, "misplaced": reading.misplaced},
        "split": "by passage: a tenth for choosing the epoch, a fifth for the scores",
        "seed": settings.seed,
        "epochs": len(result.epochs),
        "cut_short": result.cut_short,
        "score": found,
        "measured": "exact match and F1 of words on passages not trained on",
        "limits": "Knows the words and kinds of questions of its reading set.",
    }
