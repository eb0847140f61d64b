"""A pasted passage as sentences with their places, abbreviations and initials kept whole."""

from __future__ import annotations

import re

from core.text.cleaning import composed

END = re.compile(r"(?<=[.!?…])([\"'”’)\]]*)\s+(?=[\"'“‘(\[]?[^\W_a-zà-ỹ])|\n\s*\n|\n(?=[-*•]\s)")
"""Where a sentence ends; what is caught are signs that close a quotation and belong to it."""
ABBREVIATION = re.compile(r"(?:\b(?:Mr|Mrs|Ms|Dr|Prof|St|vs|etc|e\.g|i\.e|No|Vol|Fig|approx|Jr|Sr|Inc|Ltd)|\b[A-Z])\.$")
LONGEST = 600
"""Characters; a longer sentence (a list, a table) is cut at the next space."""


def sentences(passage: str) -> list[str]:
    """The sentences of a passage, in order, each with its spaces made single."""
    found: list[str] = []
    pending = ""
    parts = END.split(composed(passage))
    for part, closing in zip(parts[::2], [*parts[1::2], ""], strict=True):
        pending = f"{pending} {part}{closing or ''}".strip()
        if ABBREVIATION.search(pending):
            continue
        found += _pieces(pending)
        pending = ""
    return found + _pieces(pending)


def _pieces(sentence: str) -> list[str]:
    text = " ".join(sentence.split())
    pieces = []
    while len(text) > LONGEST:
        cut = text.rfind(" ", LONGEST // 2, LONGEST)
        cut = cut if cut > 0 else LONGEST
        pieces.append(text[:cut])
        text = text[cut:].strip()
    return [*pieces, text] if any(sign.isalnum() for sign in text) else pieces
