"""The Tale of Kiều for training: one verse a line, without verse numbers, in the order of the poem.

Nguyễn Du, Truyện Kiều (1820), public domain. Six-eight verse comes in couplets, so the parts are cut between two.
"""

from __future__ import annotations

import re
import unicodedata

HELD_OUT = 0.1
VALIDATION = 0.1
"""Shares of the verses: the last tenth is the test, the tenth before it chooses the weights."""

NUMBER = re.compile(r"^[\d\W]+")
STRAY = re.compile(r"[\d\\]+")
QUOTES = str.maketrans("“”", '""')


def verses(raw: str) -> list[str]:
    """The verses of the file: NFC, no numbers before or stray signs in them, no empty lines."""
    # The file has two verses on one line in a single place, with a stop between them.
    lines = unicodedata.normalize("NFC", raw).translate(QUOTES).replace(",. ", ",\n").split("\n")
    plain = (" ".join(STRAY.sub("", _without_number(line)).split()) for line in lines)
    return [line for line in plain if line]


def parts(lines: list[str]) -> tuple[str, str, str]:
    """Training, validation and held-out verses as text, each a whole number of couplets."""
    test = int((1 - HELD_OUT) * len(lines)) // 2 * 2
    validation = int((1 - HELD_OUT - VALIDATION) * len(lines)) // 2 * 2
    return text_of(lines[:validation]), text_of(lines[validation:test]), text_of(lines[test:])


def text_of(lines: list[str]) -> str:
    """Verses as text, each ended by a line break."""
    return "".join(line + "\n" for line in lines)


def _without_number(line: str) -> str:
    """A verse number and what punctuates it; quotation marks that open a verse stay."""
    found = NUMBER.match(line)
    return line[found.end() :] if found and any(sign.isdigit() for sign in found.group()) else line
