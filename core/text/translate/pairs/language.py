"""Whether a text is in the language that the translator of software wording reads."""

from __future__ import annotations

import re

from core.messages import M, Message

ONLY_VIETNAMESE = re.compile("[đĐăĂơƠưƯ\u1ea0-\u1ef9]")
"""Letters that no other language's words in an English text bring along; the last range holds the tones."""
LATIN_MARKED = re.compile("[đĐăĂơƠưƯ\u00c0-\u00ff\u0128\u0129\u0168\u0169\u1ea0-\u1ef9]")
FOREIGN = M("This text looks Vietnamese. The network reads English, so what it wrote means little.")


def foreign(text: str) -> tuple[Message, ...]:
    """A note where most words of a text in NFC carry Vietnamese letters; an English one may name a Vietnamese thing."""
    words = re.findall(r"\w+", text)
    marked = [word for word in words if LATIN_MARKED.search(word)]
    found = any(ONLY_VIETNAMESE.search(word) for word in marked) and 2 * len(marked) >= len(words)
    return (FOREIGN,) if found else ()
