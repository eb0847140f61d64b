"""The runs of several columns as one run, and apart again: each keeps its parts under a number of its own.

A run is kept, handed on and checked as one file of JSON and one of arrays; several columns need no other form. Whoever
knows of one column only reads the first.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Any, TypeVar

from core.task import Run

ALSO = "also."
"""Prefix of the arrays of every column but the first."""

Part = TypeVar("Part")


def together(runs: Sequence[Run]) -> Run:
    """One run of several columns, the first one in front; a single run stays as it is."""
    first, *others = runs
    if not others:
        return first
    state, tensors = dict(first.state), dict(first.tensors)
    for number, other in enumerate(others):
        state |= {f"{ALSO}{number}.{name}": weight for name, weight in other.state.items()}
        tensors |= {f"{ALSO}{number}.{name}": array for name, array in other.tensors.items()}
    also = [
        {"model": each.model, "config": each.config, "fit": each.preprocessing, "card": each.card} for each in others
    ]
    targets = [str(each.card.get("target", "")) for each in runs]
    return replace(
        first,
        state=state,
        tensors=tensors,
        preprocessing={**first.preprocessing, "also": also},
        card={**first.card, "targets": targets},
    )


def apart(run: Run) -> list[Run]:
    """The runs of the columns, in the order in which they were put together."""
    preprocessing, card = dict(run.preprocessing), dict(run.card)
    also = preprocessing.pop("also", [])
    card.pop("targets", None)
    first = replace(run, state=_own(run.state), tensors=_own(run.tensors), preprocessing=preprocessing, card=card)
    return [first, *(_other(run, number, content) for number, content in enumerate(also))]


def targets_of(card: Mapping[str, Any]) -> tuple[str, ...]:
    """The columns that a run forecasts, by its card; none where it does not say."""
    named = card.get("targets") or ([card["target"]] if card.get("target") else [])
    return tuple(str(name) for name in named)


def _other(run: Run, number: int, content: Mapping[str, Any]) -> Run:
    prefix = f"{ALSO}{number}."
    return Run(
        run.task,
        str(content["model"]),
        dict(content["config"]),
        _under(run.state, prefix),
        dict(content["fit"]),
        _under(run.tensors, prefix),
        dict(content["card"]),
    )


def _own(parts: Mapping[str, Part]) -> dict[str, Part]:
    return {name: part for name, part in parts.items() if not name.startswith(ALSO)}


def _under(parts: Mapping[str, Part], prefix: str) -> dict[str, Part]:
    return {name.removeprefix(prefix): part for name, part in parts.items() if name.startswith(prefix)}
