"""What each token of a Vietnamese vocabulary is to the form of verse: a line's end, an onset, or a class of rimes."""

from __future__ import annotations

from collections.abc import Sequence

from core.models.verse_cues import NEWLINE, ONSET
from core.text.generate.syllables import parse
from core.text.generate.verse import rime


def token_kinds(tokens: Sequence[str]) -> list[int]:
    """One number a token, as core.models.verse_cues reads it: rimes of one sound have one number, from 1 on."""
    sounds = [_sound(token) for token in tokens]
    numbers = {sound: number for number, sound in enumerate(sorted({*sounds} - {""}), start=1)}
    return [numbers.get(sound) or _other(token) for token, sound in zip(tokens, sounds, strict=True)]


def _sound(token: str) -> str:
    """The rime of a token that is one, without its tone; "" for another."""
    found = parse(token) if token.isalpha() else None
    return rime(found) if found is not None and not found.onset else ""


def _other(token: str) -> int:
    if token == "\n":
        return NEWLINE
    return ONSET if token.startswith(" ") or token.isalpha() else 0
