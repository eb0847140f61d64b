"""Text as people paste it, made fit for a network: one form of Unicode, no control characters, a limit that is told."""

from __future__ import annotations

import unicodedata

from core.errors import UserError
from core.messages import M

MAX_CHARACTERS = 20_000
"""Longest text answered at once; a longer one is refused rather than cut without a word."""


def clean(text: str, most: int = MAX_CHARACTERS) -> str:
    """`text` in NFC, control characters as spaces, line breaks kept, trimmed; UserError where empty or too long."""
    kept = composed(text).strip()
    if not kept:
        raise UserError(M("There is no text."), M("Type or paste some."))
    if len(kept) > most:
        raise UserError(
            M("The text has {count} characters; the limit is {most}.", count=len(kept), most=most),
            M("Shorten it, or give it in parts."),
        )
    return kept


def composed(text: str) -> str:
    """NFC, with `\\n` as the only line break and no control or invisible formatting characters but it and the tab."""
    lines = unicodedata.normalize("NFC", text).replace("\r\n", "\n").replace("\r", "\n")
    return "".join(sign if sign in "\n\t" or not _invisible(sign) else _stand_in(sign) for sign in lines)


def _invisible(sign: str) -> bool:
    return unicodedata.category(sign) in ("Cc", "Cf", "Cs", "Co")


def _stand_in(sign: str) -> str:
    """A control character stood between two words; a mark of direction or joining stood inside one."""
    return " " if unicodedata.category(sign) == "Cc" else ""
