"""The yardstick: cosine of tf-idf vectors over words, idf counted over the sentences of the passage at hand."""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Sequence

from core.text.passage.questions import WORD


def overlap(question: str, sentences: Sequence[str]) -> list[float]:
    """The cosine of the question with each sentence."""
    words = [Counter(_words(sentence)) for sentence in sentences]
    held = Counter(word for row in words for word in row)
    idf = {word: math.log((1 + len(sentences)) / (1 + count)) + 1 for word, count in held.items()}
    asked = _vector(Counter(_words(question)), idf)
    return [_cosine(asked, _vector(row, idf)) for row in words]


def _words(text: str) -> list[str]:
    return [word.casefold() for word in WORD.findall(text)]


def _vector(counts: Counter[str], idf: dict[str, float]) -> dict[str, float]:
    return {word: count * idf.get(word, 0.0) for word, count in counts.items()}


def _cosine(first: dict[str, float], second: dict[str, float]) -> float:
    product = sum(value * second.get(word, 0.0) for word, value in first.items())
    lengths = math.sqrt(sum(v * v for v in first.values()) * sum(v * v for v in second.values()))
    return product / lengths if lengths else 0.0
