"""Collects every sentence of the code and keeps the catalogues in step: python -m core.ui.catalogue update|check.

Collected are the first arguments of `_` (pages), `M` (everything below them) and `word` (charts).
"""

from __future__ import annotations

import ast
import string
import sys
from collections.abc import Iterator
from pathlib import Path

from babel.messages.catalog import Catalog
from babel.messages.catalog import Message as Entry
from babel.messages.pofile import read_po, write_po

ROOT = Path(__file__).parents[2]
KEYWORDS = ("_", "M", "word")
LOCALE = Path(__file__).parent / "locale"
LANGUAGES = ("vi",)


def sources() -> Iterator[Path]:
    """Every file that may hold a sentence."""
    yield ROOT / "app.py"
    for folder in ("pages", "core"):
        yield from sorted((ROOT / folder).rglob("*.py"))


def template() -> Catalog:
    """The sentences of the code, each with the files it stands in."""
    found = Catalog(project="Unrolled", charset="utf-8")
    for file in sources():
        for text in sentences(file.read_text(encoding="utf-8")):
            found.add(text, locations=[(str(file.relative_to(ROOT)), 0)])
    return found


def sentences(code: str) -> Iterator[str]:
    """First arguments of the marking calls, in order; unlike Babel's own reader it sees into f-strings."""
    for node in ast.walk(ast.parse(code)):
        if not isinstance(node, ast.Call) or not node.args:
            continue
        name = node.func.attr if isinstance(node.func, ast.Attribute) else getattr(node.func, "id", "")
        first = node.args[0]
        if name in KEYWORDS and isinstance(first, ast.Constant) and isinstance(first.value, str):
            yield first.value


def read(language: str) -> Catalog:
    """The catalogue of `language` as it stands; an empty one where there is none yet."""
    file = catalogue_file(language)
    if not file.exists():
        return Catalog(locale=language, project="Unrolled", charset="utf-8")
    with file.open("rb") as stream:
        return read_po(stream, locale=language)


def catalogue_file(language: str) -> Path:
    """Where the catalogue of `language` stands."""
    return LOCALE / language / "LC_MESSAGES" / "unrolled.po"


def update(language: str) -> None:
    """Adds new sentences without a translation and drops those that are gone."""
    catalog = read(language)
    catalog.update(template(), no_fuzzy_matching=True)
    catalog.obsolete.clear()
    file = catalogue_file(language)
    file.parent.mkdir(parents=True, exist_ok=True)
    with file.open("wb") as stream:
        write_po(stream, catalog, width=120, sort_output=True, include_lineno=False, omit_header=False)


def faults(language: str) -> list[str]:
    """What keeps the catalogue from being complete, one line a fault."""
    catalog = read(language)
    return [fault for entry in template() if entry.id for fault in _faults_of(str(entry.id), catalog.get(entry.id))]


def _faults_of(text: str, entry: Entry | None) -> list[str]:
    if entry is None or not entry.string:
        return [f"not translated: {text}"]
    if entry.fuzzy:
        return [f"marked fuzzy: {text}"]
    if placeholders(text) != placeholders(str(entry.string)):
        return [f"other placeholders: {text} -> {entry.string}"]
    return []


def placeholders(text: str) -> set[str]:
    """The names in braces of a sentence."""
    return {name for _text, name, _spec, _conversion in string.Formatter().parse(text) if name}


def main(command: str) -> int:
    """Runs `update` or `check`; 1 where a catalogue has faults."""
    if command not in ("update", "check"):
        print("python -m core.ui.catalogue update|check", file=sys.stderr)
        return 2
    found = []
    for language in LANGUAGES:
        if command == "update":
            update(language)
        found += [f"{language}: {fault}" for fault in faults(language)]
    print("\n".join(found) or "The catalogues are complete.")
    return 1 if found else 0


if __name__ == "__main__":
    raise SystemExit(main(sys.argv[1] if len(sys.argv) == 2 else ""))
