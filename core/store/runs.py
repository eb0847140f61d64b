"""Saved runs by name, one folder each: save, list, load, delete. Listing reads JSON only."""

from __future__ import annotations

import datetime as dt
import logging
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from core import config
from core.errors import UserError
from core.messages import M
from core.store.atomic import UNFINISHED, remove_folder, whole_folder
from core.store.format import RUN_FILE, read_header, read_run, write_run
from core.store.names import checked_name
from core.task import Run

log = logging.getLogger(__name__)


@dataclass(frozen=True)
class RunSummary:
    """What a list of runs shows. created: UTC. size_bytes: on disk. card: as in Run."""

    name: str
    task: str
    model: str
    created: dt.datetime
    size_bytes: int
    card: dict[str, Any]


def save_run(run: Run, name: str, overwrite: bool = False) -> str:
    """Keeps `run` under `name` and returns the name as kept; UserError where it is taken or cannot be a name."""
    name = checked_name(name)
    with new_run_folder(name, overwrite) as folder:
        write_run(run, folder, name)
    return name


def load_run(name: str) -> Run:
    """The run saved under `name`; UserError where there is none or its files are damaged."""
    return read_run(run_folder(name))


def delete_run(name: str) -> None:
    """Deletes the run saved under `name`; UserError where there is none."""
    if not remove_folder(run_folder(name)):
        raise _missing(name)


def list_runs() -> list[RunSummary]:
    """All saved runs, newest first. One whose files are damaged is left out, with a line in the log."""
    found = []
    for path in config.runs_folder().glob(f"*/{RUN_FILE}"):
        if path.parent.name.startswith(UNFINISHED):
            continue
        try:
            found.append(_summary(path.parent))
        except UserError as error:
            log.warning("The run in %s is left out of the list: %s", path.parent, error)
    return sorted(found, key=lambda run: (run.created, run.name), reverse=True)


def run_folder(name: str) -> Path:
    """Folder of the run saved under `name`; UserError where there is none."""
    folder = config.runs_folder() / checked_name(name)
    if not (folder / RUN_FILE).is_file():
        raise _missing(name)
    return folder


@contextmanager
def new_run_folder(name: str, overwrite: bool) -> Iterator[Path]:
    """A folder to fill that becomes the run `name` when the block ends; UserError where that name is taken."""
    taken = UserError(
        M("A run called “{name}” is saved already.", name=name), M("Choose another name, or delete that run first.")
    )
    target = config.runs_folder() / name
    if target.exists() and not overwrite:
        raise taken
    try:
        with whole_folder(target, overwrite) as folder:
            yield folder
    except FileExistsError:
        raise taken from None


def _summary(folder: Path) -> RunSummary:
    header = read_header(folder)
    size = sum(file.stat().st_size for file in folder.iterdir())
    return RunSummary(folder.name, header.task, header.model, header.created, size, header.card)


def _missing(name: str) -> UserError:
    return UserError(M("No run is saved under the name “{name}”.", name=name), M("Look at the list of saved runs."))
