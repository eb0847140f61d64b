"""What the page Explain can explain, and the answers to what it asks, computed once for all sessions."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

import streamlit as st

from core import store
from core.data.samples import SAMPLES
from core.explain.matrix import Matrix
from core.explain.types import Explanation, RandomisedCheck, Stability
from core.forecasting.together import targets_of
from core.messages import M, Message
from core.pipeline import ExplainChoice, Subject, explain_choice, explain_horizon, has_series, load_subject
from core.pipeline.storage import ALSO
from core.ui import names, services
from core.ui.language import local_time

if TYPE_CHECKING:
    from core.task import Evidence

JOB, RUN = "job-", "run-"
"""Prefixes of the keys of finished forecasts and of saved runs; shipped examples go by their own names."""
COLUMN = ":"
"""Before the column, in the key of one of several that were forecast together; no name of a run holds it."""


def subjects() -> dict[str, Message]:
    """Everything that can be explained, by key: examples, forecasts made here (newest first), runs with their data."""
    found = {name: M("Example: {title}", title=sample.title) for name, sample in SAMPLES.items() if _example(name)}
    for job in services.queue().jobs():
        if job.kind == "forecast" and job.status == "done":
            title = M("Forecast of {time}: {title}", time=local_time(job.created), title=job.title)
            found |= _by_column(JOB + job.id, title, ["", *job.arguments.get("settings", {}).get("also", [])])
    for run in store.list_runs():
        if run.task == "forecast" and has_series(run.card):
            found |= _by_column(RUN + run.name, M("Saved run: {name}", name=run.name), list(targets_of(run.card)))
    return found


def _by_column(key: str, title: Message, columns: list[str]) -> dict[str, Message]:
    """The subject of every column; the first goes by the plain key."""
    others = {
        f"{key}{COLUMN}{column}": M("{title}: {column}", title=title, column=names.column(column))
        for column in columns[1:]
    }
    return {key: title, **others}


def _example(name: str) -> bool:
    return services.example_folder(name) is not None


def key_of_folder(folder: Path) -> str:
    """The key of a finished forecast by its folder: of an example or of a job, or of one of the job's other columns."""
    if folder.parent.name == ALSO:
        column = services.outcome(folder).series.target
        return f"{key_of_folder(folder.parent.parent)}{COLUMN}{column}"
    return folder.name if _example(folder.name) else JOB + folder.name


def source(key: str) -> dict[str, Any]:
    """Where the subject of that key is, as `load_subject` wants it."""
    key, _mark, column = key.partition(COLUMN)
    if key.startswith(RUN):
        return {"run": key.removeprefix(RUN), "column": column}
    folder = services.queue().folder / key.removeprefix(JOB) if key.startswith(JOB) else services.example_folder(key)
    folder = folder or Path(key)
    return {"folder": str(_column_folder(folder, column) if column else folder)}


def _column_folder(folder: Path, column: str) -> Path:
    """The folder of one of the other columns of a finished forecast; one that is not there where it has no such."""
    found = [each.folder for each in services.outcome(folder).also if each.series.target == column]
    return found[0] if found else folder / ALSO / column


@st.cache_resource(max_entries=16, show_spinner=False)
def subject(key: str) -> Subject:
    """The forecaster and its series; UserError where it is gone."""
    return load_subject(source(key))


@st.cache_resource(max_entries=64, show_spinner=False)
def evidence(key: str, origin: int) -> Evidence:
    """The forecast from a position as a function of the network's inputs; imports torch."""
    found = subject(key)
    return found.fitted.evidence(found.series, origin)


@st.cache_resource(max_entries=32, show_spinner=False)
def observed(key: str, origin: int) -> Evidence:
    """The same as a function of the observed values."""
    from core.pipeline import what_if

    return what_if.observed(subject(key), origin)


def explanation(key: str, origin: int, choice: ExplainChoice) -> Explanation:
    """What the chosen number rests on; the stored explanation costs nothing."""
    outcome = subject(key).outcome
    if outcome is not None and origin == len(outcome.series) - 1:
        stored = outcome.explanation
        held = ExplainChoice(stored.target[0] + 1, stored.target_labels[1], stored.method, stored.reference)
        if held == choice:
            return stored
    return _explanation(key, origin, choice)


@st.cache_resource(max_entries=256, show_spinner=False)
def _explanation(key: str, origin: int, choice: ExplainChoice) -> Explanation:
    return explain_choice(evidence(key, origin), choice, subject(key).settings.seed)


@st.cache_resource(max_entries=64, show_spinner=False)
def matrix(key: str, origin: int, choice: ExplainChoice) -> Matrix:
    """Observed time × forecast step."""
    return explain_horizon(observed(key, origin), choice, subject(key).settings.seed)


@st.cache_resource(max_entries=64, show_spinner=False)
def randomised(key: str, origin: int, choice: ExplainChoice) -> RandomisedCheck:
    """Against networks with weights drawn anew."""
    from core.explain.randomised import randomised_check

    return randomised_check(evidence(key, origin), explanation(key, origin, choice), seed=subject(key).settings.seed)


@st.cache_resource(max_entries=64, show_spinner=False)
def stability(key: str, origin: int, choice: ExplainChoice) -> Stability:
    """Against itself, asked again."""
    from core.explain.stability import stability as check

    return check(evidence(key, origin), explanation(key, origin, choice), seed=subject(key).settings.seed)
