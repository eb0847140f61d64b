"""The list of jobs, kept up to date while one is active: open its result, cancel it, remove it."""

from __future__ import annotations

import streamlit as st

from core.jobs import Job
from core.messages import M, Message
from core.ui import errors, names, services
from core.ui.language import _, local_time, say

POLL_SECONDS = 1.0

STATUS: dict[str, tuple[str, Message]] = {
    "queued": ("gray", M("waiting")),
    "running": ("blue", M("running")),
    "done": ("green", M("finished")),
    "failed": ("red", M("failed")),
    "cancelled": ("gray", M("cancelled")),
    "interrupted": ("orange", M("interrupted")),
}
PAGES = (
    "weather",
    "stocks",
    "series",
    "runs",
    "backtest",
    "explain",
    "inside",
    "classify",
    "generate",
    "translate",
    "answer",
)
"""Pages that show a result."""


def list_jobs() -> None:
    """All jobs, newest first; drawn again every second while one is active."""
    jobs = services.queue().jobs()
    active = any(job.status in services.ACTIVE for job in jobs)
    if not jobs:
        st.info(_("Nothing has been computed on this machine yet."))
    st.fragment(_rows, run_every=POLL_SECONDS if active else None)(active)


def _rows(active: bool) -> None:
    jobs = services.queue().jobs()
    if active and not any(job.status in services.ACTIVE for job in jobs):
        st.rerun()
    for job in jobs:
        with st.container(border=True, key=f"job-{job.id}"):
            facts, buttons = st.columns([3, 2], vertical_alignment="center")
            with facts:
                _facts(job)
            with buttons.container(horizontal=True, horizontal_alignment="right"):
                _actions(job)


def _facts(job: Job) -> None:
    colour, word = STATUS[job.status]
    st.markdown(f"**{errors.literal(say(job.title))}** :{colour}-badge[{say(word)}]")
    st.caption(say(M("Started {time}", time=local_time(job.created))))
    if job.status == "running" and job.progress is not None:
        st.progress(job.progress.fraction, text=say(names.stage(job.progress.stage)))
    if job.error is not None:
        st.caption(errors.literal(say(job.error.message)))


def _actions(job: Job) -> None:
    page = str(job.arguments.get("page", PAGES[0]))
    if job.status in ("done", *services.ACTIVE) and st.button(_("Open"), key=f"open.{job.id}"):
        st.session_state[f"{page}.{'tune' if job.kind == 'tune' else 'job'}"] = job.id
        if job.kind == "spans":
            st.session_state[f"{page}.wanted"] = "reading"
        st.switch_page(f"pages/{page if page in PAGES else PAGES[0]}.py")
    if job.status in services.ACTIVE:
        if st.button(_("Cancel"), key=f"cancel.{job.id}"):
            services.queue().cancel(job.id)
            st.rerun()
    elif st.button(_("Remove"), key=f"remove.{job.id}"):
        services.queue().remove(job.id)
        st.rerun()
