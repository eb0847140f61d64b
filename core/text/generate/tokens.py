"""How a text is cut into the tokens a model reads, without loss: characters, syllables, or onsets and rimes.

Onsets and rimes: the two halves of a Vietnamese syllable, the space before it kept with the first, so that what rhymes
is one token.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from typing import Any

from core.errors import UserError
from core.messages import M
from core.text.cleaning import MAX_CHARACTERS, composed
from core.text.generate.syllables import onset_of

SYLLABLE = re.compile(r" ?[^\W\d_]+|.", re.DOTALL)
LIKE = {"“": '"', "”": '"', "„": '"', "‘": "'", "’": "'", "–": "-", "—": "-", "…": ".", "đ": "d", "Đ": "D", "\t": " "}
"""What stands in for a sign that a model does not know, before accents are taken off."""


def characters(text: str) -> list[str]:
    """Every character a token."""
    return list(text)


def syllables(text: str) -> list[str]:
    """Every run of letters a token, with the space before it; the rest by characters."""
    return SYLLABLE.findall(text)


def halves(text: str) -> list[str]:
    """Onset, with the space before it, and rime of every syllable; the rest by characters."""
    return [half for token in syllables(text) for half in _halves(token)]


CUTS: dict[str, Callable[[str], list[str]]] = {"characters": characters, "syllables": syllables, "halves": halves}


@dataclass(frozen=True)
class Prompt:
    """A text as a model reads it. replaced: signs the model does not know, and what was read in their place."""

    text: str
    tokens: tuple[int, ...]
    replaced: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True)
class Vocabulary:
    """The tokens of a model, fitted on its training part alone. cut: a key of CUTS."""

    cut: str
    tokens: tuple[str, ...]

    @classmethod
    def fit(cls, text: str, cut: str) -> Vocabulary:
        """The tokens of a text, and its single characters for words that are new."""
        return cls(cut, tuple(sorted({*CUTS[cut](text), *text})))

    @classmethod
    def from_json(cls, data: dict[str, Any]) -> Vocabulary:
        """From a run's preprocessing; ValueError where that cannot be."""
        tokens = tuple(str(token) for token in data["tokens"])
        if data["cut"] not in CUTS or len(set(tokens)) != len(tokens) or not all(tokens):
            raise ValueError("The list of tokens is not one.")
        return cls(str(data["cut"]), tokens)

    def to_json(self) -> dict[str, Any]:
        """For a run's preprocessing."""
        return {"cut": self.cut, "tokens": list(self.tokens)}

    def __len__(self) -> int:
        return len(self.tokens)

    def encode(self, text: str) -> list[int]:
        """Numbers of the tokens of a text in known characters; KeyError for another."""
        index = {token: number for number, token in enumerate(self.tokens)}
        return [index[part] for token in CUTS[self.cut](text) for part in ([token] if token in index else token)]

    def decode(self, numbers: Iterable[int]) -> str:
        """The text of tokens by their numbers."""
        return "".join(self.tokens[number] for number in numbers)

    def read(self, text: str, most: int = MAX_CHARACTERS) -> Prompt:
        """Any text as a prompt: NFC, no control characters, signs that are not known replaced by ones like them.

        UserError where it is longer than `most`.
        """
        if len(text) > most:
            raise UserError(
                M("The text has {count} characters; the limit is {most}.", count=len(text), most=most),
                M("Give only its end: what comes next rests on that."),
            )
        known = {token for token in self.tokens if len(token) == 1}
        plain = composed(text)
        replaced = {sign: _like(sign, known) for sign in dict.fromkeys(plain) if sign not in known}
        kept = "".join(replaced.get(sign, sign) for sign in plain)
        return Prompt(kept, tuple(self.encode(kept)), tuple(replaced.items()))


def _halves(token: str) -> Iterator[str]:
    space = " " if token[0] == " " else ""
    word = token[len(space) :]
    if len(token) == 1 or not word.isalpha():
        yield token
        return
    first = space + onset_of(word)
    yield from (half for half in (first, token[len(first) :]) if half)


def _like(sign: str, known: set[str]) -> str:
    """The sign without its accents, or one that looks alike, or a space."""
    bare = unicodedata.normalize("NFKD", LIKE.get(sign, sign))[:1]
    fitting = (like for like in (LIKE.get(sign, ""), bare, sign.lower(), sign.upper(), bare.lower()) if like in known)
    return next(fitting, " " if " " in known else min(known, default=""))
