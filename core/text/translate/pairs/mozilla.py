"""Messages of Fluent (.ftl) and of .properties files inside Mozilla's archives, by file and name."""

from __future__ import annotations

import re
import zipfile
from collections.abc import Iterator
from pathlib import Path

MESSAGE = re.compile(r"^(-?[a-zA-Z][\w-]*) ?=\s?(.*)$")
ATTRIBUTE = re.compile(r"^\s+\.([\w-]+) ?=\s?(.*)$")
PROPERTY = re.compile(r"^([\w.$-]+)\s*=\s*(.*)$")


def messages(archive: Path, locale: str) -> dict[tuple[str, str], str]:
    """All messages of a locale: (file below the locale's folder, name) -> text."""
    found: dict[tuple[str, str], str] = {}
    with zipfile.ZipFile(archive) as opened:
        for path in opened.namelist():
            place = path.split(f"/{locale}/")[-1]
            if place == path or not path.endswith((".ftl", ".properties")):
                continue
            content = opened.read(path).decode("utf-8", "replace")
            read = fluent(content) if path.endswith(".ftl") else properties(content)
            found.update({(place, name): text for name, text in read})
    return found


def fluent(content: str) -> Iterator[tuple[str, str]]:
    """Names and texts of a Fluent file; messages that choose between variants are left out."""
    name, lines = "", list[str]()
    message = ""
    for line in [*content.splitlines(), "end ="]:
        head, attribute = MESSAGE.match(line), ATTRIBUTE.match(line)
        if head or attribute or not line.strip() or line.startswith("#"):
            text = " ".join(part.strip() for part in lines if part.strip())
            if name and text and "->" not in text:
                yield name, text
            name, lines = "", []
        if head:
            message = name = head[1]
            lines = [head[2]]
        elif attribute:
            name, lines = f"{message}.{attribute[1]}", [attribute[2]]
        elif name and line.startswith(" "):
            lines.append(line)


def properties(content: str) -> Iterator[tuple[str, str]]:
    """Names and texts of a .properties file, lines that go on left out."""
    for line in content.splitlines():
        found = PROPERTY.match(line)
        if found and not line.endswith("\\"):
            yield (
                found[1],
                re.sub(r"\\u([0-9a-fA-F]{4})", lambda code: chr(int(code[1], 16)), found[2]).replace("\\n", " "),
            )
