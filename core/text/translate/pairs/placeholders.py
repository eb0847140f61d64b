"""Placeholders, tags and accelerators of software wording, taken out before the network reads and put back after.

"Open _{name}" is read as "Open ⟦1⟧": what stands in the braces is no word of either language, and has to come out as
it went in.
"""

from __future__ import annotations

import html
import re
from collections.abc import Sequence

MOST = 8
"""Different placeholders that a text may hold; every one has a token of its own."""
MARKS = tuple(f"⟦{number}⟧" for number in range(1, MOST + 1))
PLACEHOLDER = re.compile(
    r"https?://[^\s<>\"]+"
    r"|\$\(\w+\)|\$\{[^{}]*\}|\{\{[^{}]*\}\}|\{[^{}]*\}"
    r"|%\([\w.]+\)[-#0-9.]*[a-zA-Z]|%\d+\$[-#0-9.l]*[a-zA-Z]|%[-#0-9.]*l*[sdiufxXgGceSoOpL@]\b|%\d+\b|%[A-Z]{4,}|%%"
    r"|</?[a-zA-Z][^<>]*>|&[a-zA-Z]+;|&#\d+;|\$[A-Za-z_]\w*"
)
ACCELERATOR = re.compile(
    r"\(\s*[_&~]\w\s*\)|(?<![\w~&_])[~&_](?=\w)|(?<=\w)[~](?=\w)|(?<=\w)&(?=[a-zà-ỹ])|(?<=[A-Za-zÀ-ỹ])_(?=[a-zà-ỹ])"
)


def without_accelerators(text: str) -> str:
    """The text without the marks of keys: "_File", "&File", "~File" and "Tệp (_F)" lose them."""
    kept, out = 0, ""
    for found in PLACEHOLDER.finditer(text):
        out += ACCELERATOR.sub("", text[kept : found.start()]) + found[0]
        kept = found.end()
    return out + ACCELERATOR.sub("", text[kept:])


def take_out(text: str) -> tuple[str, list[str]]:
    """The text with every different placeholder as a mark, and the placeholders in the order of their marks."""
    found: list[str] = []

    def mark(match: re.Match[str]) -> str:
        if match[0] not in found:
            if len(found) == MOST:
                return match[0]
            found.append(match[0])
        return MARKS[found.index(match[0])]

    return PLACEHOLDER.sub(mark, without_accelerators(text)), found


def marked_like(text: str, placeholders: Sequence[str]) -> str | None:
    """A translation with the placeholders of its source as the same marks; None where it holds another one."""
    missing = False

    def mark(match: re.Match[str]) -> str:
        nonlocal missing
        if match[0] not in placeholders:
            missing = True
            return match[0]
        return MARKS[list(placeholders).index(match[0])]

    marked = PLACEHOLDER.sub(mark, without_accelerators(text))
    return None if missing else marked


def put_back(text: str, placeholders: Sequence[str]) -> str:
    """The text with its marks as the placeholders they stand for; a mark without one is left out."""
    for number, sign in enumerate(MARKS):
        text = text.replace(sign, placeholders[number] if number < len(placeholders) else "")
    return text


def plain_entities(text: str) -> str:
    """Entities such as &lt; that are no placeholder but a letter."""
    return html.unescape(text)
