"""Results that come with the project, so that a lab opens at once, without torch; all others are computed when asked.

`python -m core labs` makes them with the very functions that compute the others.
"""

from __future__ import annotations

import importlib
import json
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from itertools import product
from pathlib import Path
from typing import Any

FOLDER = Path(__file__).parent / "shipped"
DECIMALS = 6
"""Decimals kept of a shipped number."""
KEPT = 256
"""Results kept in memory for the whole app, each a few kB."""


def grid(**options: tuple[Any, ...]) -> tuple[dict[str, Any], ...]:
    """Every combination of the options."""
    return tuple(dict(zip(options, values, strict=True)) for values in product(*options.values()))


@dataclass(frozen=True)
class Shipped:
    """A function of a lab whose results for some arguments come with the project.

    place: "module:function" taking keyword arguments (text, numbers) and giving plain JSON. cases: the arguments that
    are shipped. heavy: they take minutes, so that they are made again only together with the checkpoints.
    """

    lab: str
    name: str
    place: str
    cases: tuple[dict[str, Any], ...]
    heavy: bool = False

    def __call__(self, **arguments: Any) -> Any:
        """The result: shipped, computed before, or computed now."""
        return _result(self.place, str(self.file), key(arguments))

    def compute(self, arguments: dict[str, Any]) -> Any:
        """The result computed now, its numbers rounded as they are shipped."""
        return computed(self.place, key(arguments))

    @property
    def file(self) -> Path:
        """Where the shipped results stand."""
        return FOLDER / self.lab / f"{self.name}.json"

    def make(self) -> None:
        """Computes every case and writes the file."""
        found = {key(case): self.compute(case) for case in self.cases}
        self.file.parent.mkdir(parents=True, exist_ok=True)
        self.file.write_text(json.dumps(found, separators=(",", ":"), ensure_ascii=False) + "\n", encoding="utf-8")
        _read.cache_clear()
        _result.cache_clear()

    def stored(self) -> Iterator[tuple[dict[str, Any], Any]]:
        """Arguments and results as they are shipped."""
        for arguments, result in _read(str(self.file)).items():
            yield json.loads(arguments), result


def key(arguments: dict[str, Any]) -> str:
    """The arguments as text that is always the same for the same arguments."""
    return json.dumps(arguments, sort_keys=True, ensure_ascii=False, separators=(",", ":"))


@lru_cache(maxsize=KEPT)
def _result(place: str, file: str, arguments: str) -> Any:
    found = _read(file)
    return found[arguments] if arguments in found else computed(place, arguments)


def computed(place: str, arguments: str) -> Any:
    """What the function at `place` makes of the arguments, as plain JSON."""
    module, _, name = place.partition(":")
    return rounded(getattr(importlib.import_module(module), name)(**json.loads(arguments)))


@lru_cache(maxsize=32)
def _read(file: str) -> dict[str, Any]:
    path = Path(file)
    found: dict[str, Any] = json.loads(path.read_text(encoding="utf-8")) if path.is_file() else {}
    return found


def rounded(value: Any) -> Any:
    """Plain JSON with every number rounded; arrays and tensors become lists. ValueError where one is not finite."""
    if hasattr(value, "tolist"):
        return rounded(value.tolist())
    if isinstance(value, dict):
        return {str(name): rounded(item) for name, item in value.items()}
    if isinstance(value, list | tuple):
        return [rounded(item) for item in value]
    if isinstance(value, float):
        if value != value or abs(value) == float("inf"):
            raise ValueError(f"A lab computed {value}, which no figure can show.")
        return round(value, DECIMALS)
    return value
