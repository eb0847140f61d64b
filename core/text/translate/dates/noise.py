"""What people do to a text: accents left out, slips of the finger, loose commas and spaces."""

from __future__ import annotations

import re
import unicodedata
from random import Random

LETTERS = "abcdefghijklmnopqrstuvwxyz"
SYLLABLES = (
    "ba",
    "co",
    "di",
    "fu",
    "ga",
    "ho",
    "ki",
    "la",
    "me",
    "no",
    "pa",
    "ro",
    "su",
    "ta",
    "vi",
    "we",
    "xa",
    "yo",
    "ze",
    "tran",
    "ster",
    "mond",
    "brik",
    "lun",
    "dor",
    "pel",
)


def disturb(text: str, language: str, draw: Random) -> str:
    """A text as people type it; most are left as they are."""
    if language == "vi" and draw.random() < 0.2:
        text = without_accents(text) if draw.random() < 0.7 else _some_accents(text, draw)
    if draw.random() < 0.06:
        text = _slip(text, draw)
    if draw.random() < 0.15:
        text = _spacing(text, draw)
    return text


def without_accents(text: str) -> str:
    """Vietnamese as it is typed without a keyboard for it."""
    bare = "".join(sign for sign in unicodedata.normalize("NFD", text) if not unicodedata.combining(sign))
    return bare.replace("đ", "d").replace("Đ", "D")


def gibberish(draw: Random, most: int) -> str:
    """One to `most` words that no language has, for what may stand around a date."""
    return " ".join(_invented(draw) for _ in range(draw.randint(1, most)))


def _invented(draw: Random) -> str:
    return "".join(draw.choice(SYLLABLES) for _ in range(draw.randint(1, 3)))


def _some_accents(text: str, draw: Random) -> str:
    return " ".join(without_accents(word) if draw.random() < 0.5 else word for word in text.split(" "))


def _slip(text: str, draw: Random) -> str:
    """One letter of a word of five or more left out, doubled, swapped with the next, or another."""
    words = [found.span() for found in re.finditer(r"[^\W\d_]{5,}", text)]
    if not words:
        return text
    start, end = draw.choice(words)
    place = draw.randint(start + 1, end - 2)
    kind = draw.randint(0, 3)
    if kind == 0:
        return text[:place] + text[place + 1 :]
    if kind == 1:
        return text[:place] + text[place] + text[place:]
    if kind == 2:
        return text[:place] + text[place + 1] + text[place] + text[place + 2 :]
    return text[:place] + draw.choice(LETTERS) + text[place + 1 :]


def _spacing(text: str, draw: Random) -> str:
    kind = draw.random()
    if kind < 0.35:
        return text.replace(",", "")
    if kind < 0.5:
        return text.replace(", ", ",")
    if kind < 0.6:
        return text.replace(",", " ,")
    if kind < 0.7:
        return text.replace("-", "–")
    if kind < 0.8:
        return text.replace(" ", "  ", 1)
    if kind < 0.9:
        return text.replace("'", "’")
    return re.sub(r"\.(?!\d)", "", text)
