"""The story of the backtest page: choose a series and models, see the cost, start, read what came of it."""

from __future__ import annotations

from collections.abc import Collection
from pathlib import Path

import streamlit as st

from core.data.series import Series
from core.jobs import Job
from core.messages import M, Message
from core.pipeline import ComparePlan, compare_arguments, estimated_cost
from core.store.series import save_series
from core.ui import backtest_controls, backtest_panel, backtest_results, errors, job_panel, services
from core.ui.forecast_page import Choose
from core.ui.language import _, say
from core.ui.source import Source

SECONDS_TO_ASK = 120.0
"""A backtest that is expected to take longer asks once more before it starts."""


def run(page: str, choose: Choose, local: Collection[str]) -> None:
    """Controls, the job under way if there is one, and the result: the last one made, or the shipped example.

    local: names of the sources that need no network, whose series are read at once to tell the cost.
    """
    with st.container(border=True, key=f"controls-{page}"):
        source = choose()
        plan = backtest_controls.choose(page, source)
        here = source is not None and st.session_state.get(f"{page}.source") in local
        told, button = st.columns([3, 1], vertical_alignment="center")
        with told, errors.shown():
            if source is not None and here:
                backtest_controls.tell_cost(len(source.load()), plan)
            elif source is not None:
                st.caption(_("What it costs is told once the data is fetched."))
        ready = source is not None and bool(plan.models)
        icon = ":material/play_arrow:"
        asked = button.button(
            _("Start"), type="primary", icon=icon, disabled=not ready, key=f"{page}.start", width="stretch"
        )
    with st.container():
        if asked and source is not None:
            with errors.shown():
                _begin(page, source, plan)
        job = job_panel.current(page)
        if job is not None:
            _follow(job)
    _result(page, job)


def _begin(page: str, source: Source, plan: ComparePlan) -> None:
    """Loads the series; starts the job, or asks first where it will take long."""
    series = job_panel.load(source, plan.horizon)
    cost = estimated_cost(len(series), plan)
    title = M(
        "Backtest of {name}, {count} networks, {horizon} steps ahead",
        name=source.title,
        count=len(plan.models),
        horizon=plan.horizon,
    )
    if cost.seconds <= SECONDS_TO_ASK:
        _submit(page, series, plan, title)
        return

    def ask() -> None:
        st.markdown(say(backtest_controls.in_words(cost)))
        if st.button(_("Start"), type="primary", key=f"{page}.confirm"):
            _submit(page, series, plan, title)
            st.rerun()

    st.dialog(_("This will take a while"))(ask)()


def _submit(page: str, series: Series, plan: ComparePlan, title: Message) -> None:
    arguments = compare_arguments(plan) | {"page": page}
    identifier = services.queue().submit("backtest", arguments, title, lambda folder: save_series(series, folder))
    job_panel.remember(page, identifier)


def _follow(job: Job) -> None:
    """Progress, and what became of a job without a result."""
    if job.status == "cancelled":
        st.info(_("The backtest was cancelled."), icon=":material/cancel:")
    elif job.status == "interrupted":
        st.warning(_("The app was closed before this backtest was finished. Start it again."), icon=":material/error:")
    else:
        job_panel.follow(job)


def _result(page: str, job: Job | None) -> None:
    """The last result made here, else the shipped example."""
    if job is not None and job.status == "done":
        st.session_state[f"{page}.shown"] = str(job.folder)
    own = st.session_state.get(f"{page}.shown")
    example = backtest_results.example_folder()
    with errors.shown():
        if own is not None and backtest_results.is_finished(Path(own)):
            backtest_panel.show(page, Path(own), "result" if job is not None and job.status == "done" else "earlier")
        elif example is not None:
            backtest_panel.show(page, example, "example")
        else:
            st.info(_("No example is shipped with this copy. Choose a series and press Start."))
