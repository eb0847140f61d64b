"""The line that says whether an explanation may be trusted: its sign and its sentence, the same on every page."""

from __future__ import annotations

from core.explain.types import Trust
from core.ui.language import say

ICONS = {"yes": ":material/verified:", "caution": ":material/warning:", "no": ":material/block:"}


def said(trust: Trust) -> str:
    """The verdict as Markdown, in the reader's language."""
    return f"{ICONS[trust.kind]} {say(trust.message)}"
