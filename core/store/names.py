"""Names of runs: what a reader may call one, so that it is a single, harmless folder name everywhere."""

from __future__ import annotations

import unicodedata

from core import config
from core.errors import UserError
from core.messages import M

SIGNS = " -_."
RULE = M("Use letters of any language, digits, spaces and the signs - _ and . only, and begin with a letter or digit.")


def checked_name(name: str) -> str:
    """`name` as it is kept: trimmed, accents composed. Raises UserError where it cannot name a run."""
    kept = unicodedata.normalize("NFC", name).strip()
    if not kept:
        raise UserError(M("The run has no name."), M("Give it one."))
    if len(kept) > config.MAX_RUN_NAME:
        raise UserError(
            M("The name of a run may have {most} characters, not {count}.", most=config.MAX_RUN_NAME, count=len(kept)),
            M("Choose a shorter one."),
        )
    wrong = [sign for sign in kept if not (_of_a_word(sign) or sign in SIGNS)]
    if wrong:
        raise UserError(M("The name of a run cannot hold {sign}.", sign=_shown(wrong[0])), RULE)
    if kept[0] in SIGNS or kept[-1] == ".":
        raise UserError(M("The name of a run cannot begin with a sign or end with a full stop."), RULE)
    return kept


def _of_a_word(sign: str) -> bool:
    """Letters, the marks that belong to them in many scripts, and digits."""
    return unicodedata.category(sign)[0] in "LMN"


def _shown(sign: str) -> str:
    return f"“{sign}”" if sign.isprintable() else f"U+{ord(sign):04X}"
