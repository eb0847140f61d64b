"""Training two or three cells on a series of the reader's choice, in the background."""

from __future__ import annotations

import streamlit as st

from core import config
from core.data.series import Series
from core.jobs import Job
from core.messages import M
from core.models.registry import MODELS
from core.pipeline.inside import MOST_CELLS, USUAL, CellsPlan, cells_arguments
from core.store.series import save_series
from core.ui import address, any_source, errors, job_panel, services
from core.ui.language import _, say
from core.ui.source import Source

KIND = "cells"
LEAST_CELLS = 2


def panel(page: str) -> Job | None:
    """Choices, closed until a reader opens them, and the job under way; the last job of this kind, if there is one."""
    job = _job(page)
    busy = job is not None and job.active
    box = st.expander(_("Compare cells on another series"), icon=":material/compare:", expanded=busy)
    with box:
        source = any_source.choose(page)
        plan = _plan(page, source)
        ready = source is not None and plan is not None and not busy
        if st.button(
            _("Compare"), type="primary", icon=":material/play_arrow:", disabled=not ready, key=f"{page}.compare"
        ):
            with errors.shown():
                if source is not None and plan is not None:
                    _start(page, source, plan)
            job = _job(page)
    with st.container():
        if job is not None:
            _follow(job)
    return job


def _plan(page: str, source: Source | None) -> CellsPlan | None:
    """Which networks, how far ahead, with which seed; None while too few are chosen."""
    recurrent = [name for name, entry in MODELS.items() if entry.capabilities.recurrent]
    key = f"{page}.cells"
    if key not in st.session_state:
        asked = [name for name in st.query_params.get("cells", "").split(",") if name in recurrent]
        st.session_state[key] = asked[:MOST_CELLS] or list(USUAL)
    titles = {name: say(MODELS[name].title) for name in recurrent}
    networks, steps, seed = st.columns([3, 1, 1], vertical_alignment="bottom")
    with networks:
        chosen = st.multiselect(
            _("Two or three recurrent networks"),
            recurrent,
            format_func=titles.__getitem__,
            key=key,
            max_selections=MOST_CELLS,
            persist_state="session",
        )
        address.write("cells", ",".join(chosen), ",".join(USUAL))
    with steps:
        usual = source.horizon if source else config.DEFAULT_HORIZON
        horizon = address.whole_number(page, "horizon", _("Steps ahead"), usual, (1, config.MAX_HORIZON))
    with seed:
        number = address.whole_number(
            page, "seed", _("Seed"), 0, (0, 9999), _("The same seed gives the same forecast.")
        )
    return CellsPlan(tuple(chosen), horizon, number) if len(chosen) >= LEAST_CELLS else None


def _start(page: str, source: Source, plan: CellsPlan) -> None:
    series: Series = job_panel.load(source, plan.horizon)
    title = M("Cells compared: {name}, {count} networks", name=source.title, count=len(plan.models))
    arguments = cells_arguments(plan) | {"page": page}
    identifier = services.queue().submit(KIND, arguments, title, lambda folder: save_series(series, folder))
    job_panel.remember(page, identifier)


def _job(page: str) -> Job | None:
    job = job_panel.current(page)
    return job if job is not None and job.kind == KIND else None


def _follow(job: Job) -> None:
    """Progress, and what became of a job without a result."""
    if job.status == "cancelled":
        st.info(_("The comparison was cancelled."), icon=":material/cancel:")
    elif job.status == "interrupted":
        st.warning(
            _("The app was closed before this comparison was finished. Start it again."), icon=":material/error:"
        )
    else:
        job_panel.follow(job)
