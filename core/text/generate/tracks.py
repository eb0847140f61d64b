"""Facts about a text that a hidden unit may follow: one value a character, known without any model."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Literal

import numpy as np
from numpy.typing import NDArray

from core.messages import M, Message
from core.text.generate.syllables import WORD
from core.text.generate.verse import EIGHT, SIX

Floats = NDArray[np.float64]

QUOTE = re.compile(r'"[^"\n]{2,}"|(?<=[\s-])\'[A-Z][^\'\n]*(?:\w\'\w[^\'\n]*)*[.,!?:;-]\'', re.DOTALL)
"""Between double quotation marks, or single ones that open before a capital and close after a stop."""
SPEAKER = re.compile(r"(?:(?<=\n\n)|\A\n*)([A-Z][^\n:]{0,40}):(?=\n)")


@dataclass(frozen=True)
class Track:
    """values: text -> one number a character. kind: "yes or no" is scored by AUC, "graded" by |correlation|."""

    name: str
    title: Message
    kind: Literal["yes or no", "graded"]
    values: Callable[[str], Floats]

    def of_tokens(self, tokens: Sequence[str]) -> Floats:
        """(T,): the value at the last character of each token."""
        values = self.values("".join(tokens))
        ends: Floats = values[np.cumsum([len(token) for token in tokens]) - 1]
        return ends


def line_position(text: str) -> Floats:
    """Characters since the line began."""
    return _since(text, "\n")


def word_position(text: str) -> Floats:
    """Characters since the word began."""
    return _since(text, "\n -,.;:!?\"'")


def in_quotes(text: str) -> Floats:
    """1 between quotation marks."""
    return _inside(text, QUOTE, 0)


def in_speaker(text: str) -> Floats:
    """1 in the name of who speaks next: a line after a blank one that ends with a colon."""
    return _inside(text, SPEAKER, 1)


def syllable_count(text: str) -> Floats:
    """Syllables of the line that have begun."""
    return _by_line(text, lambda count, total: float(count))


def rhyme_position(text: str) -> Floats:
    """1 on the syllables that rhyme: the sixth of every line and the eighth of an eight-syllable one."""
    return _by_line(text, lambda count, total: float(count == SIX or (count == EIGHT == total)), within=True)


def eight_line(text: str) -> Floats:
    """1 in lines of eight syllables."""
    return _by_line(text, lambda count, total: float(total == EIGHT))


TRACKS: Mapping[str, Track] = {
    track.name: track
    for track in (
        Track("line", M("Position in the line"), "graded", line_position),
        Track("word", M("Position in the word"), "graded", word_position),
        Track("speaker", M("Name of a speaker"), "yes or no", in_speaker),
        Track("quotes", M("Inside quotation marks"), "yes or no", in_quotes),
        Track("syllable", M("Syllables so far in the line"), "graded", syllable_count),
        Track("rhyme", M("Syllable that rhymes"), "yes or no", rhyme_position),
        Track("eight", M("Line of eight syllables"), "yes or no", eight_line),
    )
}

VERSE = ("syllable", "rhyme", "eight")
"""Tracks that make sense for six-eight verse alone."""


def _since(text: str, signs: str) -> Floats:
    """Characters since the last of `signs`, 0 on one of them."""
    places = np.arange(len(text))
    last = np.where([sign in signs for sign in text], places, -1)
    return (places - np.maximum.accumulate(last)).astype(float) if len(text) else np.zeros(0)


def _inside(text: str, pattern: re.Pattern[str], group: int) -> Floats:
    marked = np.zeros(len(text))
    for found in pattern.finditer(text):
        marked[found.start(group) : found.end(group)] = 1.0
    return marked


def _by_line(text: str, value: Callable[[int, int], float], within: bool = False) -> Floats:
    """value(number of the syllable, syllables of the line) from the start of each syllable on.

    within: only on the syllable itself, 0 after it.
    """
    marked, start = np.zeros(len(text)), 0
    for line in text.split("\n"):
        found = list(WORD.finditer(line))
        for number, syllable in enumerate(found, start=1):
            last = len(line) + 1 if number == len(found) else found[number].start()
            end = syllable.end() if within else last
            marked[start + syllable.start() : start + end] = value(number, len(found))
        start += len(line) + 1
    return marked
