"""The trained networks that can be looked into: shipped ones, forecasts made here, cells just compared, saved runs."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

import streamlit as st

from core import config, store
from core.data.samples import SAMPLES
from core.data.series import Series
from core.forecasting.together import targets_of
from core.messages import M, Message
from core.models.registry import MODELS, Capabilities
from core.pipeline.inside import CellsComparison, fitted_cell, has_cells, load_cells
from core.pipeline.targets import retargeted
from core.ui import address, file_panel, names, sample_panel, services, source_choice
from core.ui.language import _, say

if TYPE_CHECKING:
    from core.forecasting.forecaster import FittedForecaster

CELLS = "cells"
EXAMPLES = ("seattle-weather", "aapl", "sf-hourly", "attention")
MOST_JOBS = 8
"""Latest forecasts offered."""


@dataclass(frozen=True)
class Subject:
    """One trained network with the series to show it. name: in the address. identity: changes when it is made again.

    folder: where a view of its last window may be kept. fitted: imports torch.
    """

    name: str
    identity: str
    title: Message
    model: str
    folder: Path | None
    series: Callable[[], Series | None]
    fitted: Callable[[], FittedForecaster]

    @property
    def capabilities(self) -> Capabilities:
        """What its model offers; nothing for one this program does not know."""
        return MODELS[self.model].capabilities if self.model in MODELS else Capabilities(recurrent=False)


def choose(page: str, fits: Callable[[Capabilities], bool], default: str) -> tuple[Subject, Series] | None:
    """One of the networks that fit, and its series; None where a saved run still lacks one."""
    found = {subject.name: subject for subject in subjects(page) if fits(subject.capabilities)}
    if not found:
        st.info(_("No network of this kind is here yet. Make a forecast with one, and it can be chosen here."))
        return None
    first = default if default in found else next(iter(found))
    name = address.select(page, "of", _("Network"), list(found), first, lambda one: say(found[one].title), first)
    series = found[name].series()
    return None if series is None else (found[name], series)


def subjects(page: str) -> list[Subject]:
    """All of them: those just made first, then the shipped ones, then the saved runs."""
    return [*_jobs(), *_cells(page), *_examples(), *_runs(page)]


def cells_folder(page: str) -> Path | None:
    """Folder of the comparison of cells to show: the last one made here, else the shipped one."""
    own = st.session_state.get(f"{page}.cells.shown")
    folders = [Path(own)] if own else []
    return next((folder for folder in [*folders, config.examples_folder() / CELLS] if has_cells(folder)), None)


def age(file: Path) -> int:
    """When a file was written, so that what was kept of it is not used after a change."""
    return file.stat().st_mtime_ns


def _jobs() -> list[Subject]:
    done = [job for job in services.queue().jobs() if job.kind == "forecast" and job.status == "done"]
    whole = [job for job in done[:MOST_JOBS] if (job.folder / "outcome.json").is_file()]
    return [one for job in whole for one in _columns(f"job-{job.id}", job.folder)]


def _columns(name: str, folder: Path) -> list[Subject]:
    """A subject for each column that was forecast together; the first goes by the plain name."""
    others = services.outcome(folder).also
    return [_outcome(name, folder), *(_outcome(f"{name}:{one.series.target}", one.folder) for one in others)]


def _examples() -> list[Subject]:
    folders = [(name, services.example_folder(name)) for name in EXAMPLES]
    return [_outcome(name, folder) for name, folder in folders if folder is not None]


def _outcome(name: str, folder: Path) -> Subject:
    found = services.outcome(folder)
    title = _title(found.model.name, names.series(found.series))
    identity = f"{folder}:{age(folder / 'outcome.json')}"
    return Subject(name, identity, title, found.model.name, folder, lambda: found.series, found.fitted)


def _cells(page: str) -> list[Subject]:
    folder = cells_folder(page)
    if folder is None:
        return []
    series = cells(folder).series

    def one(model: str) -> Subject:
        title = M("{network} (compared cells)", network=_title(model, names.series(series)))
        identity = f"{folder}:{model}:{age(folder / 'cells.json')}"
        return Subject(
            f"cell-{model}", identity, title, model, folder / model, lambda: series, lambda: fitted_cell(folder, model)
        )

    return [one(cell.model) for cell in cells(folder).cells]


def cells(folder: Path) -> CellsComparison:
    """The comparison in `folder`, read once."""
    return _read_cells(str(folder), age(folder / "cells.json"))


@st.cache_resource(max_entries=8, show_spinner=False)
def _read_cells(folder: str, _modified: int) -> CellsComparison:
    return load_cells(Path(folder))


def _runs(page: str) -> list[Subject]:
    def one(run: store.RunSummary, column: str | None = None) -> Subject:
        title = M("{model}, saved run “{name}”", model=_model(run.model), name=run.name)
        if column is not None:
            title = M("{title}: {column}", title=title, column=names.column(column))
        return Subject(
            f"run-{run.name}{':' + column if column else ''}",
            f"run:{run.name}:{column}:{run.created.isoformat()}",
            title,
            run.model,
            None,
            lambda: _series_for_run(page, str(run.card.get("series", "")), column),
            lambda: _run(run.name, run.created.isoformat(), column),
        )

    found = []
    for run in store.list_runs():
        columns = targets_of(run.card)
        if run.task == "forecast":
            found += [one(run, column) for column in columns] if len(columns) > 1 else [one(run)]
    return found


@st.cache_resource(max_entries=8, show_spinner=False)
def _run(name: str, _created: str, column: str | None) -> FittedForecaster:
    from core.forecasting.saved import from_run

    return from_run(store.load_run(name), column)


def _series_for_run(page: str, trained_on: str, column: str | None) -> Series | None:
    """A saved run brings no series: a reader chooses one of the same kind, holding that column of several."""
    offered = sorted(SAMPLES, key=lambda name: name != trained_on)
    source = source_choice.choose(
        page,
        {
            "sample": (_("Sample"), lambda: sample_panel.choose(page, offered)),
            "file": (_("A file"), lambda: file_panel.choose(page)),
        },
    )
    if source is None:
        return None
    series = source.load()
    return series if column is None else retargeted(series, column)


def _title(model: str, series: Message) -> Message:
    return M("{model}: {series}", model=_model(model), series=series)


def _model(name: str) -> Message:
    return MODELS[name].title if name in MODELS else M("{name}", name=name)
