"""Answers of outside services kept on disk, with their age: only good ones, and an old one stands in for a failure."""

from __future__ import annotations

import hashlib
import json
import os
import tempfile
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace
from pathlib import Path

import pandas as pd

from core import config
from core.errors import UserError
from core.messages import M

Facts = Mapping[str, str]
"""What a service said beside the table: unit, exchange, station."""


LATER = M("Try again in a few minutes; the bundled samples need no network.")
NO_NETWORK = M("Check the network connection; the bundled samples need none.")


class ServiceError(UserError):
    """An outside service gave no answer that can be used; an older answer may stand in for it."""


class OutageError(ServiceError):
    """The service broke down or cannot be reached: worth asking once more."""


@dataclass(frozen=True)
class Answer:
    """A service's table and facts. fetched: when, UTC. stale: True where an older answer stands in for a failed one."""

    frame: pd.DataFrame
    facts: Facts = field(default_factory=dict)
    fetched: pd.Timestamp = field(default_factory=lambda: pd.Timestamp.now("UTC"))
    stale: bool = False

    def age(self) -> float:
        """Seconds since it was fetched."""
        return (pd.Timestamp.now("UTC") - self.fetched).total_seconds()


def answer(kind: str, key: str, seconds: float, fetch: Callable[[], Answer]) -> Answer:
    """The kept answer where it is younger than `seconds`, else a new one; an older one where the service fails.

    kind: a folder, one a service. key: what was asked, in full. Raises what `fetch` raises where nothing is kept, or
    where the question itself is wrong (a UserError that is no ServiceError).
    """
    kept = read(kind, key)
    if kept is not None and kept.age() < seconds:
        return kept
    try:
        fresh = fetch()
    except ServiceError:
        if kept is None:
            raise
        return replace(kept, stale=True)
    write(kind, key, fresh)
    return fresh


def read(kind: str, key: str) -> Answer | None:
    """The kept answer, None where there is none or its files are damaged."""
    table, facts = _paths(kind, key)
    try:
        told = json.loads(facts.read_text(encoding="utf-8"))
        frame = pd.read_parquet(table)
        return Answer(frame, dict(told["facts"]), pd.Timestamp(told["fetched"]))
    except (OSError, ValueError, KeyError, TypeError):  # ValueError covers bad JSON and Arrow's errors
        return None


def write(kind: str, key: str, kept: Answer) -> None:
    """Keeps an answer; readers see the old one or the new one, never half of either."""
    table, facts = _paths(kind, key)
    table.parent.mkdir(parents=True, exist_ok=True)
    _replace(table, lambda path: kept.frame.to_parquet(path))
    told = {"key": key, "fetched": kept.fetched.isoformat(), "facts": dict(kept.facts)}
    _replace(facts, lambda path: path.write_text(json.dumps(told, ensure_ascii=False), encoding="utf-8"))


def _paths(kind: str, key: str) -> tuple[Path, Path]:
    name = hashlib.sha256(key.encode()).hexdigest()[:24]
    folder = config.cache_folder() / kind
    return folder / f"{name}.parquet", folder / f"{name}.json"


def _replace(path: Path, save: Callable[[Path], object]) -> None:
    """Writes beside the file and moves it into place in one step."""
    handle, temporary = tempfile.mkstemp(dir=path.parent, suffix=path.suffix)
    os.close(handle)
    try:
        save(Path(temporary))
        os.replace(temporary, path)
    finally:
        Path(temporary).unlink(missing_ok=True)
