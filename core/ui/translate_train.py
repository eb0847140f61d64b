"""Your pairs: a network trained in the background on a reader's file of two columns, scored, and kept as a run."""

from __future__ import annotations

import pandas as pd
import streamlit as st

from core import store
from core.jobs import Job
from core.messages import M, Number
from core.text.translate import job as work
from core.text.translate.yours import read_pairs
from core.ui import errors, job_panel, notices, services, text_source
from core.ui.language import _, say

MEGABYTES = 10
SECONDS = (10, 60, 1800)
"""Least, usual and most training time."""


def panel(page: str) -> None:
    """Closed until a reader opens it, or a training is under way."""
    job = _job(page)
    box = st.expander(
        _("Your pairs: train on a file of your own"), icon=":material/upload_file:", expanded=job is not None
    )
    with box:
        st.caption(
            _(
                "A CSV or TSV file with two columns, what is read and what shall be written, at least 20 rows. A tenth "
                "is held out to score the network beside a translation memory."
            )
        )
        with errors.shown():
            _form(page, job is not None and job.active)
        job = _job(page)
        if job is not None:
            _follow(page, job)


def _job(page: str) -> Job | None:
    job = job_panel.current(page)
    return job if job is not None and job.kind == work.KIND else None


def _form(page: str, busy: bool) -> None:
    upload = st.file_uploader(_("Two columns: CSV or TSV"), key=f"{page}.pairs", max_upload_size=MEGABYTES)
    pairs = read_pairs(upload.getvalue()) if upload is not None else []
    if pairs:
        st.caption(
            say(
                M(
                    "{count} pairs; the first: {source} → {target}",
                    count=len(pairs),
                    source=errors.literal(pairs[0][0]),
                    target=errors.literal(pairs[0][1]),
                )
            )
        )
    seconds, button = st.columns([2, 1], vertical_alignment="bottom")
    low, usual, high = SECONDS
    most = seconds.number_input(_("Training time (seconds, at most)"), low, high, usual, key=f"{page}.pairs.seconds")
    pressed = button.button(
        _("Train"),
        type="primary",
        icon=":material/play_arrow:",
        disabled=busy or not pairs,
        key=f"{page}.pairs.train",
        width="stretch",
    )
    if pressed and upload is not None:
        identifier = services.queue().submit(
            work.KIND,
            work.arguments(float(most), 0) | {"page": page},
            M("Your pairs: {name}", name=upload.name),
            lambda folder: work.write_pairs(folder, pairs),
        )
        job_panel.remember(page, identifier)


def _follow(page: str, job: Job) -> None:
    job_panel.follow(job)
    if job.status != "done":
        return
    with errors.shown():
        run = store.read_run(job.folder / work.RUN)
        scores = run.card["scores"]
        st.markdown(
            say(
                M(
                    "On {count} pairs held out the network reaches chrF {ours}, a translation memory {memory}.",
                    count=int(run.card["pairs"]["validation"]),
                    ours=Number(float(scores["network"]["chrf"]), 1),
                    memory=Number(float(scores["memory"]["chrf"]), 1),
                )
            )
        )
        st.dataframe(pd.DataFrame(run.card["examples"], columns=[_("Read"), _("Written"), _("True")]), hide_index=True)
        _save(page, job)


def _save(page: str, job: Job) -> None:
    """Keeps the network under a name; it then stands in the list of networks."""
    name, button = st.columns([2, 1], vertical_alignment="bottom")
    wanted = name.text_input(_("Name"), key=f"{page}.pairs.name").strip()
    if button.button(_("Save and use"), disabled=not wanted, key=f"{page}.pairs.save", width="stretch"):
        kept = store.save_run(store.read_run(job.folder / work.RUN), wanted)
        notices.later(M("The run is saved; you find it under Saved runs."))
        st.query_params["model"] = text_source.SAVED + kept
        for key in [key for key in st.session_state if str(key).startswith(f"{page}.model.")]:
            del st.session_state[key]
        st.rerun()
