"""What was found in a passage: values that can be kept and shown without torch."""

from __future__ import annotations

import dataclasses
from dataclasses import dataclass
from typing import Any

from core.messages import M, Message


@dataclass(frozen=True)
class WordMatch:
    """A word of the question, its share of the question's weight, and the word of the best sentence nearest to it."""

    word: str
    weight: float
    match: str
    similarity: float


@dataclass(frozen=True)
class PassageAnswer:
    """Every sentence with its probability of being the best answer; none: that no sentence answers."""

    question: str
    sentences: tuple[str, ...]
    probabilities: tuple[float, ...]
    none: float
    words: tuple[WordMatch, ...]

    @property
    def order(self) -> list[int]:
        """Numbers of the sentences, best first."""
        return sorted(range(len(self.sentences)), key=lambda place: -self.probabilities[place])

    @property
    def best(self) -> int:
        """Number of the best sentence."""
        return self.order[0]

    @property
    def candidates(self) -> list[tuple[str, float]]:
        """Sentences with their probabilities, best first."""
        return [(self.sentences[place], self.probabilities[place]) for place in self.order]

    @property
    def doubts(self) -> tuple[Message, ...]:
        """What a reader should know before trusting the answer."""
        if self.none < self.probabilities[self.best]:
            return ()
        return (M("More likely than any sentence: that the passage does not answer this."),)

    def evidence(self) -> dict[str, Any]:
        """What the answer rests on, as plain JSON."""
        return {
            "reader": "passage",
            "sentences": [
                {"index": place, "text": text, "probability": round(share, 4)}
                for place, (text, share) in enumerate(zip(self.sentences, self.probabilities, strict=True))
            ],
            "supporting": [self.best],
            "none": round(self.none, 4),
            "words": [dataclasses.asdict(match) for match in self.words],
            "doubts": [str(doubt) for doubt in self.doubts],
        }

    @classmethod
    def from_json(cls, kept: dict[str, Any]) -> PassageAnswer:
        """What `dataclasses.asdict` kept."""
        words = tuple(WordMatch(**match) for match in kept["words"])
        shares = tuple(float(share) for share in kept["probabilities"])
        return cls(str(kept["question"]), tuple(kept["sentences"]), shares, float(kept["none"]), words)


@dataclass(frozen=True)
class Span:
    """A span of the passage, by characters, with its probability among all spans."""

    text: str
    start: int
    end: int
    probability: float


@dataclass(frozen=True)
class SpanAnswer:
    """The spans that answer best, best first. unknown: words of the question that the reading set lacked."""

    question: str
    passage: str
    spans: tuple[Span, ...]
    unknown: tuple[str, ...]

    words: tuple[WordMatch, ...] = ()

    @property
    def candidates(self) -> list[tuple[str, float]]:
        """Spans with their probabilities, best first."""
        return [(span.text, span.probability) for span in self.spans]

    @property
    def doubts(self) -> tuple[Message, ...]:
        """What a reader should know before trusting the answer."""
        if not self.unknown:
            return ()
        return (M("Words of the question that its reading set lacked: {words}.", words=list(self.unknown[:6])),)

    def evidence(self) -> dict[str, Any]:
        """What the answer rests on, as plain JSON."""
        return {
            "reader": "span",
            "spans": [dataclasses.asdict(span) for span in self.spans],
            "unknown_words": list(self.unknown),
            "doubts": [str(doubt) for doubt in self.doubts],
        }
