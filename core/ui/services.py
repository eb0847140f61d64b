"""What all sessions of the app share: the job queue, finished forecasts read from disk, a torch ready to explain."""

from __future__ import annotations

import importlib
import threading
from pathlib import Path

import streamlit as st

from core import config
from core.errors import UserError
from core.explain.explain import explain
from core.explain.types import Explanation
from core.jobs import Job, JobQueue
from core.messages import M
from core.pipeline import SavedOutcome, load_outcome
from core.task import Evidence
from core.ui import collector

ACTIVE = ("queued", "running")


@st.cache_resource(show_spinner=False)
def queue() -> JobQueue:
    """The one queue of this app, with its warm worker."""
    return JobQueue(config.jobs_folder())


def job(identifier: str | None) -> Job | None:
    """The job of that id; None without an id, UserError where an address names one that is gone."""
    if not identifier:
        return None
    try:
        return queue().get(identifier)
    except KeyError:
        hint = M("Start the forecast again; finished ones are kept under Jobs until they are removed.")
        raise UserError(M("There is no job {id} on this machine.", id=identifier), hint) from None


def example_folder(name: str) -> Path | None:
    """Folder of the finished forecast shipped for a sample; None where none is shipped."""
    folder = config.examples_folder() / name
    return folder if (folder / "outcome.json").is_file() else None


def outcome(folder: Path) -> SavedOutcome:
    """The finished forecast in `folder`, read once."""
    return _outcome(*version(folder))


def version(folder: Path) -> tuple[str, int]:
    """What tells a finished forecast from every other, and from one that is written in its place."""
    return str(folder), (folder / "outcome.json").stat().st_mtime_ns


@st.cache_resource(max_entries=16, show_spinner=False)
def _outcome(folder: str, _modified: int) -> SavedOutcome:
    return load_outcome(Path(folder))


def explanation(folder: Path, step: int, reference: str) -> Explanation:
    """What the median of `step` (from 1) of the forecast in `folder` rests on; the stored one costs nothing."""
    stored = outcome(folder).explanation
    if (stored.target[0] + 1, stored.reference) == (step, reference):
        return stored
    return _explanation(*version(folder), step, reference)


@st.cache_resource(max_entries=256, show_spinner=False)
def _explanation(folder: str, modified: int, step: int, reference: str) -> Explanation:
    found = _outcome(folder, modified)
    evidence = _evidence(folder, modified)
    target = (step - 1, evidence.outputs[1].index(0.5))
    return explain(evidence, target, reference=reference, seed=found.settings.seed)


@st.cache_resource(max_entries=8, show_spinner=False)
def _evidence(folder: str, modified: int) -> Evidence:
    """The forecast as a function to explain; imports torch, so only once someone asks for another step."""
    found = _outcome(folder, modified)
    return found.fitted().evidence(found.series)


def prepare() -> None:
    """Gets ready what a reader will want next, once the page is on the screen: a warm worker, and torch."""
    queue()
    _warm_up()
    collector.set_modules_aside()


@st.cache_resource(show_spinner=False)
def _warm_up() -> threading.Thread:
    """Imports what explaining needs in the background, so that the first question is answered quickly."""
    thread = threading.Thread(target=_import_torch, name="warm-up", daemon=True)
    thread.start()
    return thread


def _import_torch() -> None:
    torch = importlib.import_module("torch")
    torch.set_num_threads(1)  # small networks are slower on several
    for module in ("core.forecasting.forecaster", "captum.attr"):
        importlib.import_module(module)
    collector.set_modules_aside()
