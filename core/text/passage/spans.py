"""Answers a question with a span of the passage, by a reader trained on the user's own reading set."""

from __future__ import annotations

import dataclasses
import math
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import torch
from torch import Tensor

from core.errors import UserError
from core.messages import M
from core.models.numbers import PADDING, UNKNOWN
from core.models.span_reader import SpanReader, SpanReaderConfig
from core.task import Run
from core.text.cleaning import clean
from core.text.passage.found import Span, SpanAnswer
from core.text.passage.span_words import Word, words_of
from core.text.passage.tokens import shape
from core.text.types import TextAnswer

TASK, MODEL = "passage", "span-reader"
LONGEST_ANSWER = 30
"""Words of the longest span considered."""
CANDIDATES = 5


@dataclass(frozen=True)
class SpanAnswerer:
    """A fitted span reader and the words it knows, number UNKNOWN + 1 first."""

    reader: SpanReader
    vocabulary: tuple[str, ...]
    card: dict[str, Any]

    def answer(self, passage: str, question: str, explain: bool = False) -> TextAnswer:
        """The best span with its probability; evidence only where asked for. UserError on empty or endless text."""
        found = self.read(passage, question)
        best = found.spans[0]
        return TextAnswer(found.question, best.text, best.probability, found.evidence() if explain else {})

    @torch.no_grad()
    def read(self, passage: str, question: str) -> SpanAnswer:
        """The same with the next best spans."""
        if not passage.strip():
            raise UserError(M("There is no passage."), M("Paste a few sentences."))
        if not question.strip():
            raise UserError(M("There is no question."), M("Ask one about the passage."))
        text, asked = clean(passage), " ".join(clean(question, most=1000).split())
        told, words = words_of(text), words_of(asked)
        if not told or not words:
            raise UserError(M("The text holds no words."), M("Write a few sentences and a question about them."))
        places = {word: number for number, word in enumerate(self.vocabulary, start=UNKNOWN + 1)}
        start, end = self.reader(*inputs(told, words, places))
        spans = tuple(
            Span(text[told[i].start : told[j].end], told[i].start, told[j].end, share)
            for i, j, share in best_spans(start[0], end[0], CANDIDATES)
        )
        unknown = tuple(dict.fromkeys(word.text for word in words if word.small not in places and word.text.isalnum()))
        return SpanAnswer(asked, text, spans, unknown)

    def to_run(self) -> Run:
        """Everything needed to rebuild this answerer."""
        kept = {"words": list(self.vocabulary)}
        return Run(TASK, MODEL, self.reader.config.to_json(), dict(self.reader.state_dict()), kept, card=self.card)


def inputs(
    told: Sequence[Word], asked: Sequence[Word], places: dict[str, int]
) -> tuple[Tensor, Tensor, Tensor, Tensor]:
    """Passage, shapes, match (1, T) and question (1, U) of one question."""
    held = {word.small for word in asked}
    rows = (
        [places.get(word.small, UNKNOWN) for word in told],
        [shape(word.text) for word in told],
        [int(word.small in held) for word in told],
        [places.get(word.small, UNKNOWN) for word in asked],
    )
    passage, shapes, match, question = (torch.tensor([row]) for row in rows)
    return passage, shapes, match, question


def best_spans(start: Tensor, end: Tensor, count: int, longest: int = LONGEST_ANSWER) -> list[tuple[int, int, float]]:
    """The likeliest spans (i, j, probability), i ≤ j < i + longest, of start and end logits (T,)."""
    size = len(start)
    scores = torch.full((size, min(longest, size)), -math.inf)  # (T, words beyond the first)
    for more in range(scores.shape[1]):
        scores[: size - more, more] = start[: size - more] + end[more:]
    shares = scores.flatten().softmax(0)
    best = shares.topk(min(count, int((scores > -math.inf).sum())))
    wide = scores.shape[1]
    return [
        (place // wide, place // wide + place % wide, share)
        for share, place in zip(best.values.tolist(), best.indices.tolist(), strict=True)
    ]


def rebuild(run: Run) -> SpanAnswerer:
    """The answerer of a saved run; KeyError, TypeError or RuntimeError where its parts do not fit."""
    names = {entry.name for entry in dataclasses.fields(SpanReaderConfig)}
    reader = SpanReader(SpanReaderConfig(**{name: run.config[name] for name in names}))
    reader.load_state_dict(run.state)
    reader.eval()
    vocabulary = tuple(run.preprocessing["words"])
    if len(vocabulary) + 2 != reader.config.words:
        raise ValueError("the vocabulary has another size than the network")
    return SpanAnswerer(reader, vocabulary, dict(run.card))


def padded(rows: Sequence[Tensor]) -> Tensor:
    """Rows (T,) of different lengths as one tensor, padded at the end."""
    return torch.nn.utils.rnn.pad_sequence(list(rows), batch_first=True, padding_value=PADDING)
