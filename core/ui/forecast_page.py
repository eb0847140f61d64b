"""The story of a forecast page: choose a series, press one button, read the forecast and what it rests on."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import streamlit as st

from core.forecasting.types import ForecastSettings
from core.ui import errors, forecast_panel, job_panel, services, settings_panel, tune_panel, tuned
from core.ui.language import _
from core.ui.source import Source

Choose = Callable[[], Source | None]


@dataclass(frozen=True)
class Shown:
    """The forecast on the screen. kind: "example", "result" of the last job, or "earlier" where a later one is not
    there."""

    folder: Path
    kind: str


def run(page: str, example: str, choose: Choose) -> None:
    """Controls, the job under way if there is one, and the forecast: the last one made, or the shipped example."""
    with st.container(border=True, key=f"controls-{page}"):
        source = choose()
        settings, asked = settings_panel.choose(page, source)
        if source is not None:
            settings = tuned.applied(page, source.identity, settings)
            asked = tuned.asked(page) or asked
    work = _Work(source, settings) if asked and source is not None else None
    # A place of its own even when empty: without it the job's progress below would move, and be seen twice meanwhile.
    with st.container():
        if source is not None:
            tune_panel.panel(page, source, settings)
    _work_and_result(page, work, [source.example, example] if source else [example])


def reuse(page: str, name: str, settings: ForecastSettings, choose: Choose) -> None:
    """The same with a saved run: fresh data of the same kind, and no training."""
    with st.container(border=True, key=f"controls-{page}"):
        source = choose()
        with st.columns(4)[-1]:
            asked = settings_panel.forecast_button(page, ready=source is not None)
    work = _Work(source, settings, name) if asked and source is not None else None
    _work_and_result(page, work, [])


@dataclass(frozen=True)
class _Work:
    """A forecast that was asked for just now. run: the saved run to use instead of training."""

    source: Source
    settings: ForecastSettings
    run: str | None = None


def _work_and_result(page: str, asked: _Work | None, examples: list[str | None]) -> None:
    """What is under way, in a place of its own so that the result below stays where it is, and the result."""
    with st.container():
        if asked is not None:
            with errors.shown():
                job_panel.start(page, asked.source, asked.settings, asked.run)
        job = job_panel.current(page)
        if job is not None:
            job_panel.follow(job)
    if job is not None and job.status == "done":
        st.session_state[f"{page}.shown"] = str(job.folder)
    shown = _shown(page, examples, earlier=job is not None and job.status != "done")
    if shown is not None:
        with errors.shown():
            forecast_panel.show(page, shown.folder, shown.kind)
    elif examples:
        st.info(_("No example is shipped with this copy. Choose a series and press Forecast."))


def _shown(page: str, examples: list[str | None], earlier: bool) -> Shown | None:
    """The forecast to show: the last one made here, else the first example that is shipped."""
    own = st.session_state.get(f"{page}.shown")
    if own is not None and Path(own, "outcome.json").is_file():
        return Shown(Path(own), "earlier" if earlier else "result")
    folders = [services.example_folder(name) for name in examples if name]
    return next((Shown(folder, "example") for folder in folders if folder), None)
