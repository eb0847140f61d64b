"""A passage as words with their places, signs as words of their own."""

from __future__ import annotations

import re
from dataclasses import dataclass

WORD = re.compile(r"[^\W_]+|[^\w\s]|_")


@dataclass(frozen=True)
class Word:
    """A word as written, at characters start to end; small: as it is looked up."""

    text: str
    start: int
    end: int

    @property
    def small(self) -> str:
        """Without regard to capitals."""
        return self.text.casefold()


def words_of(text: str) -> list[Word]:
    """Every word and sign of a text, in order."""
    return [Word(found[0], found.start(), found.end()) for found in WORD.finditer(text)]


def span_of(words: list[Word], start: int, end: int) -> tuple[int, int] | None:
    """Numbers of the first and last word that touch the characters start to end; None where none does."""
    inside = [place for place, word in enumerate(words) if word.start < end and word.end > start]
    return (inside[0], inside[-1]) if inside else None
