"""Pairs fit to learn from: one line, placeholders marked on both sides, no leftovers in the wrong language."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from core.text.translate.pairs.placeholders import MARKS, marked_like, take_out

MOST_CHARACTERS = 110
RATIO = 3.0
"""A translation so many times longer or shorter than its source is taken for a mistake."""
LETTER = re.compile(r"[^\W\d_]")


@dataclass(frozen=True)
class Pair:
    """English and Vietnamese with marks in place of placeholders. origin: the catalogue; software: may be tested on."""

    source: str
    target: str
    origin: str = ""
    software: bool = True


def one_line(text: str) -> str:
    """NFC, white space as single spaces, typographic quotes and dots as plain ones."""
    composed = unicodedata.normalize("NFC", text)
    for theirs, ours in (("’", "'"), ("‘", "'"), ("“", '"'), ("”", '"'), ("…", "..."), ("–", "-"), ("—", "-")):
        composed = composed.replace(theirs, ours)
    return " ".join(composed.split())


def cleaned(source: str, target: str, origin: str = "", software: bool = True) -> Pair | None:
    """The pair as it is learnt; None where it teaches nothing or the wrong thing."""
    marked, placeholders = take_out(one_line(source))
    theirs = marked_like(one_line(target), placeholders)
    if theirs is None or not _worth_learning(marked, theirs):
        return None
    return Pair(marked, theirs, origin, software)


def unique(pairs: Iterable[Pair]) -> list[Pair]:
    """Each source once, with the translation that is given most often; the first of equals."""
    counts: dict[str, dict[str, int]] = {}
    first: dict[tuple[str, str], Pair] = {}
    for pair in pairs:
        targets = counts.setdefault(pair.source, {})
        targets[pair.target] = targets.get(pair.target, 0) + 1
        first.setdefault((pair.source, pair.target), pair)
    return [first[source, max(targets, key=targets.__getitem__)] for source, targets in counts.items()]


def bare(source: str) -> str:
    """A source without what makes near-duplicates: case, digits, punctuation, placeholders."""
    for mark in MARKS:
        source = source.replace(mark, " ")
    return " ".join("".join(sign if LETTER.match(sign) else " " for sign in source.casefold()).split())


def _worth_learning(source: str, target: str) -> bool:
    if not bare(source) or source == target or max(len(source), len(target)) > MOST_CHARACTERS:
        return False
    return 1 / RATIO <= (len(target) + 3) / (len(source) + 3) <= RATIO


def sides(pairs: Sequence[Pair]) -> tuple[list[str], list[str]]:
    """Sources and targets."""
    return [pair.source for pair in pairs], [pair.target for pair in pairs]
