"""All pairs of the catalogues, cleaned and each once."""

from __future__ import annotations

from collections import Counter
from pathlib import Path

from core.messages import M
from core.task import Progress, Report
from core.text.translate.pairs.catalogues import CATALOGUES
from core.text.translate.pairs.cleaning import Pair, cleaned, unique


def read_pairs(folder: Path, report: Report) -> list[Pair]:
    """folder: the unpacked packages."""
    pairs: list[Pair] = []
    for number, catalogue in enumerate(CATALOGUES):
        report(Progress(0.02 * number / len(CATALOGUES), M("Reading {name}", name=catalogue.name)))
        raw = (cleaned(source, target, catalogue.name, catalogue.software) for source, target in catalogue.read(folder))
        pairs += [pair for pair in raw if pair is not None]
    return unique(pairs)


def origins(pairs: list[Pair]) -> list[dict[str, object]]:
    """For the card: each catalogue with its licence and the pairs that it gave."""
    count = Counter(pair.origin for pair in pairs)
    return [{"name": entry.name, "licence": entry.licence, "pairs": count[entry.name]} for entry in CATALOGUES]
