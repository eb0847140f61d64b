"""Letters, number words and names that the models of this lab read and write."""

from __future__ import annotations

import unicodedata
from functools import cache

LETTERS = " abcdefghijklmnopqrstuvwxyz"
LONGEST = 24
"""Letters of the longest phrase that is read."""

SMALL = "zero one two three four five six seven eight nine ten eleven twelve"
TEENS = "thirteen fourteen fifteen sixteen seventeen eighteen nineteen"
ONES = (*SMALL.split(), *TEENS.split())
TENS = ["twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety"]
NUMBER_WORDS = (*ONES, *TENS, "hundred", "thousand")
DIGITS = "0123456789"
MOST = 9999


def number_words(number: int) -> list[str]:
    """A number from 0 to 9999 in English words: 312 -> three hundred twelve."""
    if number < 20:
        return [ONES[number]]
    if number < 100:
        return [TENS[number // 10 - 2], *([ONES[number % 10]] if number % 10 else [])]
    size, word = (1000, "thousand") if number >= 1000 else (100, "hundred")
    rest = number_words(number % size) if number % size else []
    return [*number_words(number // size), word, *rest]


def bare(text: str) -> str:
    """Small letters without accents; everything that is no letter becomes a blank. As long as the text was."""
    return "".join(_bare_letter(letter) for letter in unicodedata.normalize("NFC", text.lower()))


def _bare_letter(letter: str) -> str:
    base = "d" if letter == "đ" else unicodedata.normalize("NFD", letter)[0]
    return base if base in LETTERS else " "


@cache
def phrases() -> list[str]:
    """Vietnamese names of places, languages and currencies from CLDR, sorted: small letters, with their accents."""
    from babel import Locale

    locale = Locale("vi")
    found = {*locale.territories.values(), *locale.languages.values(), *locale.currencies.values()}
    kept = {unicodedata.normalize("NFC", name.lower()) for name in found}
    return sorted(name for name in kept if len(name) <= LONGEST and all(c.isalpha() or c == " " for c in name))


@cache
def accented() -> list[str]:
    """Every letter the phrases are written with, the blank first."""
    return sorted({letter for phrase in phrases() for letter in phrase})
