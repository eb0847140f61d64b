"""A vocabulary of characters, for dates: every sign by itself, capitals and widths made one."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cached_property

from core.text.translate.special import END, PAD, UNKNOWN

SPECIAL = ("", "", "", "")
"""Places of PAD, BEGIN, END and UNKNOWN."""


@dataclass(frozen=True)
class Characters:
    """signs: the characters known, in the order of their ids after the special ones."""

    signs: str

    @cached_property
    def _ids(self) -> dict[str, int]:
        return {sign: number for number, sign in enumerate(self.signs, len(SPECIAL))}

    def __len__(self) -> int:
        return len(SPECIAL) + len(self.signs)

    def pieces(self, text: str) -> list[str]:
        """The text as the tokens in which it is read."""
        return list(folded(text))

    def encode(self, text: str) -> list[int]:
        """One id a piece; UNKNOWN for a sign that was not in the training part."""
        return [self._ids.get(sign, UNKNOWN) for sign in self.pieces(text)]

    def target(self, text: str) -> list[int]:
        """Ids of a text to write, END last; signs are taken as they are."""
        return [*(self._ids.get(sign, UNKNOWN) for sign in text), END]

    def piece(self, token: int) -> str:
        """What one id stands for."""
        return self.signs[token - len(SPECIAL)] if token > UNKNOWN else ""

    def decode(self, pieces: Sequence[str]) -> str:
        """The text of the pieces written."""
        return "".join(pieces)

    def to_json(self) -> dict[str, object]:
        """Plain JSON that `from_json` reads."""
        return {"kind": "characters", "signs": self.signs}

    @classmethod
    def fit(cls, texts: Iterable[str], targets: Iterable[str]) -> Characters:
        """The signs of a training part."""
        found = {sign for text in texts for sign in folded(text)} | {sign for text in targets for sign in text}
        return cls("".join(sorted(found)))


def folded(text: str) -> str:
    """One form for what looks alike: compatible forms (NFKC), small letters, single spaces."""
    return " ".join(unicodedata.normalize("NFKC", text).casefold().split())


def padded(rows: Sequence[Sequence[int]]) -> list[list[int]]:
    """Rows of ids as a rectangle, PAD on the right."""
    longest = max(map(len, rows))
    return [[*row, *[PAD] * (longest - len(row))] for row in rows]
