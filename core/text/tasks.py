"""The list of text tasks and of the checkpoints shipped for them; reading it does not import torch."""

from __future__ import annotations

import importlib
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Any, cast

from core.errors import UserError
from core.messages import M, Message
from core.store import load_run, read_run
from core.task import Report, Run
from core.text.types import Rebuild, Shipped, TextPredictor

CHECKPOINTS = Path(__file__).parent / "checkpoints"


@dataclass(frozen=True)
class TextTask:
    """rebuild: "module:function" that makes the predictor of a run of this task."""

    name: str
    title: Message
    rebuild: str


TASKS: Mapping[str, TextTask] = {
    task.name: task
    for task in (
        TextTask("classify", M("Classify"), "core.text.classify.predictor:rebuild"),
        TextTask("generate", M("Generate"), "core.text.generate.predictor:rebuild"),
        TextTask("translate", M("Translate"), "core.text.translate.predictor:rebuild"),
        TextTask("answer", M("Answer"), "core.text.answer.predictor:rebuild"),
        TextTask("passage", M("Find the sentence that answers"), "core.text.passage.predictor:rebuild"),
    )
}

SHIPPED: Mapping[str, Shipped] = {
    shipped.name: shipped
    for shipped in (
        Shipped("sentiment", "classify", M("English film reviews"), "core.text.classify.shipped:train"),
        Shipped("shakespeare", "generate", M("Shakespeare"), "core.text.generate.shipped:train_shakespeare"),
        Shipped("kieu", "generate", M("The Tale of Kiều"), "core.text.generate.shipped:train_kieu"),
        Shipped("dates", "translate", M("Dates to ISO"), "core.text.translate.shipped:train_dates"),
        Shipped(
            "en-vi",
            "translate",
            M("Software wording, English to Vietnamese"),
            "core.text.translate.shipped:train_en_vi",
        ),
        Shipped("babi", "answer", M("Stories and questions"), "core.text.answer.shipped:train"),
        Shipped("passage", "passage", M("The sentence that answers"), "core.text.passage.shipped:train"),
    )
}


def shipped_run(name: str) -> Run:
    """The run shipped under `name`; UserError where this copy lacks it."""
    folder = CHECKPOINTS / name
    if name not in SHIPPED or not folder.is_dir():
        raise UserError(
            M("No checkpoint “{name}” comes with this copy.", name=name),
            M("Make it with `python -m core train {name}`.", name=name),
        )
    return read_run(folder)


@lru_cache(maxsize=8)
def shipped_predictor(name: str) -> TextPredictor:
    """The fitted task of a shipped checkpoint, read once."""
    return predictor_of(shipped_run(name))


def saved_predictor(name: str, task: str) -> TextPredictor:
    """The fitted task of a saved run; UserError where the run is of another task."""
    run = load_run(name)
    if run.task != task:
        raise UserError(
            M("The run “{name}” is of the task {found}, not {task}.", name=name, found=run.task, task=task),
            M("Choose a run of this task; `python -m core models list` shows them."),
        )
    return predictor_of(run)


def predictor_of(run: Run) -> TextPredictor:
    """The fitted task of a run; UserError where its task is unknown or its parts do not fit together."""
    if run.task not in TASKS:
        raise UserError(
            M("A run of the task “{task}” cannot be used here.", task=run.task),
            M("Choose a run of one of these tasks: {names}.", names=list(TASKS)),
        )
    try:
        return cast(Rebuild, _find(TASKS[run.task].rebuild))(run)
    except (KeyError, TypeError, ValueError, RuntimeError) as error:
        raise UserError(
            M("The saved run does not fit together: {error}.", error=str(error).splitlines()[0]),
            M("It may have been changed by hand; export it again from where it was made."),
        ) from error


def train_shipped(name: str, data: Path | None, report: Report, seed: int) -> Run:
    """Makes a shipped checkpoint again from its data."""
    trainer = cast(Callable[[Path | None, Report, int], Run], _find(SHIPPED[name].trainer))
    return trainer(data, report, seed)


def _find(place: str) -> Any:
    module, name = place.split(":")
    return getattr(importlib.import_module(module), name)
