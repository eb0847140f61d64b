"""Training, validation and test parts of pairs, with everything alike on one side.

Sources that differ in case, digits, punctuation or placeholders alone are one, and so are those joined by a chain of
near-duplicates (cosine of character n-grams of at least ALIKE); such a cluster goes to one part as a whole.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from random import Random

from core.text.translate.pairs.cleaning import Pair, bare
from core.text.translate.similarity import clusters

ALIKE = 0.7
LARGEST = 12
"""Larger clusters are trained on: a test part of one phrase in a hundred forms would say little."""


@dataclass(frozen=True)
class Split:
    """The three parts; the test part is looked at once, after training."""

    training: list[Pair]
    validation: list[Pair]
    test: list[Pair]


def split(pairs: Sequence[Pair], held: int, seed: int) -> Split:
    """About `held` pairs for the validation part and as many for the test part, drawn by cluster."""
    keys = [bare(pair.source) for pair in pairs]
    distinct = list(dict.fromkeys(keys))
    number = dict(zip(distinct, clusters(distinct, ALIKE).tolist(), strict=True))
    groups: dict[int, list[Pair]] = {}
    for key, pair in zip(keys, pairs, strict=True):
        groups.setdefault(number[key], []).append(pair)
    order = sorted(groups)
    Random(seed).shuffle(order)
    parts: tuple[list[Pair], list[Pair], list[Pair]] = ([], [], [])
    for group in order:
        members = groups[group]
        may_test = len(members) <= LARGEST and all(pair.software for pair in members)
        place = 2 if may_test and len(parts[2]) < held else 1 if may_test and len(parts[1]) < held else 0
        parts[place].extend(members)
    return Split(*parts)
