"""Makes what the labs ship: their small checkpoints, and the results that their pages open on."""

from __future__ import annotations

import importlib
from collections.abc import Iterable

from core.labs.registry import LABS, lab
from core.labs.shipped import FOLDER
from core.messages import M, Message
from core.task import Progress, Report, silent


def make(names: Iterable[str] = (), *, train: bool = True, report: Report = silent) -> None:
    """Trains the checkpoints of the labs (all where none is named) and computes their shipped results again."""
    chosen = list(names) or list(LABS)
    for place, name in enumerate(chosen):
        found = lab(name)
        report(Progress(place / len(chosen), M("{name}", name=found.title)))
        if found.train is not None and train:
            module, _, function = found.train.partition(":")
            folder = FOLDER / name
            folder.mkdir(parents=True, exist_ok=True)
            getattr(importlib.import_module(module), function)(folder, report)
        for shipped in found.shipped:
            if train or not shipped.heavy:
                shipped.make()


def size() -> int:
    """Bytes of everything shipped for the labs."""
    return sum(file.stat().st_size for file in FOLDER.rglob("*") if file.is_file())


def summary(name: str) -> Message:
    """One line about what was made for a lab."""
    files = [file for file in (FOLDER / name).rglob("*") if file.is_file()]
    return M(
        "{name}: {count} files, {size} kB.",
        name=name,
        count=len(files),
        size=round(sum(file.stat().st_size for file in files) / 1000),
    )
