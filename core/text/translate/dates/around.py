"""What both languages say around a date in the same way: numbers that are no part of it, and what comes after it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from random import Random


@dataclass(frozen=True)
class Words:
    """A language's pieces. numbered, lasting: with the marks {n} and {s} for numbers, large and small.

    after: what stands behind a date. to_place: between a date and a place behind it.
    """

    places: Sequence[str]
    numbered: Sequence[str]
    after: Sequence[str]
    lasting: Sequence[str]
    to_place: Sequence[str]


def tail(words: Words, draw: Random) -> str:
    """What comes after: A.D., at the latest, in London, room 12."""
    kind = draw.random()
    if kind < 0.72:
        return draw.choice(words.after)
    if kind < 0.84:
        return draw.choice(words.to_place) + draw.choice(words.places)
    if kind < 0.94:
        return draw.choice((", ", " - ", "; ", " | ")) + numbered(words, draw)
    return _filled(draw.choice(words.lasting), draw)


def numbered(words: Words, draw: Random) -> str:
    """Words with a number that is no part of the date."""
    return _filled(draw.choice(words.numbered), draw)


def _filled(text: str, draw: Random) -> str:
    while "{n}" in text:
        text = text.replace("{n}", str(draw.randint(1, 10 ** draw.randint(1, 4))), 1)
    while "{s}" in text:
        text = text.replace("{s}", str(draw.randint(1, 40)), 1)
    return text
