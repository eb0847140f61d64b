"""Stories as sentences, sentences as words: the same for the training files and for what a reader writes."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from core.models.numbers import PADDING, UNKNOWN
from core.text.cleaning import composed

SENTENCE_END = re.compile(r"(?<=[.!?])\s+|\n+")
LEADING_NUMBER = re.compile(r"^\s*\d+[.):]?\s+")
"""Stories pasted from the data set carry the number of each line."""
CONTRACTED = re.compile(r"\b(where|what|who|how)['’]s\b", re.IGNORECASE)
WORD = re.compile(r"[^\W\d_]+|\d+")


def split_sentences(text: str) -> list[str]:
    """The sentences of a pasted story, as written, blank ones and line numbers left out."""
    lines = (LEADING_NUMBER.sub("", line).strip() for line in SENTENCE_END.split(composed(text)))
    return [line for line in lines if WORD.search(line)]


def split_words(sentence: str) -> list[str]:
    """The words of a sentence in small letters, signs left out."""
    return WORD.findall(CONTRACTED.sub(r"\1 is", composed(sentence)).casefold())


@dataclass(frozen=True)
class Vocabulary:
    """Known words, sorted; number 0 is padding, 1 a word that is not known."""

    words: tuple[str, ...]

    @classmethod
    def of(cls, sentences: Iterable[str]) -> Vocabulary:
        """All words of the sentences."""
        return cls(tuple(sorted({word for sentence in sentences for word in split_words(sentence)})))

    def __len__(self) -> int:
        return len(self.words) + 2

    def numbers(self, sentence: str) -> list[int]:
        """The numbers of a sentence's words."""
        places = self._places
        return [places.get(word, UNKNOWN) for word in split_words(sentence)]

    def unknown(self, sentences: Iterable[str]) -> list[str]:
        """Words that are not known, each once, in the order in which they come."""
        places = self._places
        found = (word for sentence in sentences for word in split_words(sentence) if word not in places)
        return list(dict.fromkeys(found))

    @property
    def _places(self) -> dict[str, int]:
        return {word: number for number, word in enumerate(self.words, start=UNKNOWN + 1)}


def padded(rows: Sequence[Sequence[int]], width: int | None = None) -> list[list[int]]:
    """Rows of numbers filled up with padding to the longest, or to `width`."""
    wide = max((len(row) for row in rows), default=0) if width is None else width
    return [[*row, *[PADDING] * (wide - len(row))] for row in rows]
