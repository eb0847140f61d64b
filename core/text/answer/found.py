"""What a story reader found: a value that can be kept and shown without torch."""

from __future__ import annotations

import dataclasses
import json
from dataclasses import dataclass, field
from typing import Any

from core.messages import Message

NOT_SAID = "the story does not say"
"""The output for an answer that is not in the story."""


@dataclass(frozen=True)
class StoryAnswer:
    """One question read. words: of the answer, empty where the story does not say. confidence: 0 to 1.

    sentences: as written. hops (K, T): weights, each row summing to 1. used: numbers of the sentences looked at.
    unknown: words that were not learnt. doubts: what a reader should know before trusting the answer.
    """

    question: str
    words: tuple[str, ...]
    confidence: float
    sentences: tuple[str, ...]
    hops: tuple[tuple[float, ...], ...]
    used: tuple[int, ...]
    unknown: tuple[str, ...] = ()
    doubts: tuple[Message, ...] = field(default=())

    @property
    def output(self) -> str:
        """The answer as text."""
        return ", ".join(self.words) or NOT_SAID

    def evidence(self) -> dict[str, Any]:
        """What the answer rests on, as plain JSON."""
        hops = list(zip(*self.hops, strict=True))
        return {
            "reader": "stories",
            "sentences": [
                {"index": place, "text": text, "hops": [round(weight, 4) for weight in hops[place]]}
                for place, text in enumerate(self.sentences)
            ],
            "supporting": list(self.used),
            "unknown_words": list(self.unknown),
            "doubts": [str(doubt) for doubt in self.doubts],
        }

    def to_json(self) -> dict[str, Any]:
        """Everything but doubts, to be kept in a card."""
        fields = {entry.name: getattr(self, entry.name) for entry in dataclasses.fields(self) if entry.name != "doubts"}
        return json.loads(json.dumps(fields))  # type: ignore[no-any-return]

    @classmethod
    def from_json(cls, kept: dict[str, Any]) -> StoryAnswer:
        """What `to_json` kept."""
        return cls(
            str(kept["question"]),
            tuple(kept["words"]),
            float(kept["confidence"]),
            tuple(kept["sentences"]),
            tuple(tuple(row) for row in kept["hops"]),
            tuple(kept["used"]),
            tuple(kept["unknown"]),
        )
