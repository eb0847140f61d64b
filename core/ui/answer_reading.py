"""A reading set of the reader's own: trains a span reader in the background, scores it, and keeps it."""

from __future__ import annotations

import json
from pathlib import Path

import streamlit as st

from core import store
from core.charts import training
from core.jobs import Job
from core.messages import M, Number, Percent
from core.store.format import read_header
from core.text.passage.job import FILE, RUN
from core.text.passage.sample_set import sample_set
from core.text.passage.squad import MOST_MB, ReadingSet, read_squad
from core.ui import address, charts, errors, frame, job_panel, notices, services, text_source
from core.ui.language import _, say

KIND = "spans"
MOST_EPOCHS, MOST_SECONDS = 100, 7200
SAMPLE = 150
"""Passages of the set to try."""


def run(page: str) -> None:
    """The file, the button, the work, and what came of it."""
    st.caption(
        _(
            "A file in SQuAD's format (JSON: passages, questions, answers that stand in the passage) trains a reader "
            "that answers with a span of the passage: two-way LSTMs with attention to the question. A fifth of the "
            "passages is held back to score it."
        )
    )
    job = job_panel.current(page)
    job = job if job is not None and job.kind == KIND else None
    with st.container(border=True, key=f"controls-{page}"):
        _start(page, busy=job is not None and job.active)
    if job is None:
        st.info(_("No set at hand? “A passage” answers with whole sentences and needs none."))
        st.download_button(
            _("A small set to try"),
            lambda: json.dumps(sample_set(SAMPLE)),
            file_name="reading-set.json",
            mime="application/json",
            on_click="ignore",
            icon=":material/download:",
            key=f"{page}.sample",
        )
    else:
        _follow(page, services.queue().get(job.id))


def _start(page: str, busy: bool) -> None:
    """Looks the file over at once, and hands it to the worker when asked."""
    upload = st.file_uploader(_("Reading set (.json)"), type=["json"], key=f"{page}.squad", max_upload_size=MOST_MB)
    left, middle, right = st.columns(3, vertical_alignment="bottom")
    with left:
        epochs = address.whole_number(page, "epochs", _("Passes over the questions"), 20, (1, MOST_EPOCHS))
    with middle:
        seconds = address.whole_number(page, "seconds", _("Training time (seconds, at most)"), 600, (5, MOST_SECONDS))
    reading = None
    if upload is not None:
        with errors.shown():
            reading = _read(upload.file_id, upload.getvalue())
            st.caption(say(_found(reading)))
    pressed = right.button(
        _("Train"),
        type="primary",
        icon=":material/play_arrow:",
        disabled=busy or reading is None,
        key=f"{page}.train",
        width="stretch",
    )
    if pressed and upload is not None and reading is not None:
        content = upload.getvalue()
        arguments = {"page": page, "epochs": epochs, "seconds": float(seconds), "seed": 0}
        title = M("Span reader: {name}", name=upload.name)
        identifier = services.queue().submit(KIND, arguments, title, lambda folder: _put(folder / FILE, content))
        job_panel.remember(page, identifier)
        st.rerun()


def _put(file: Path, content: bytes) -> None:
    file.write_bytes(content)


@st.cache_resource(max_entries=2, show_spinner=False)
def _read(identifier: str, _content: bytes) -> ReadingSet:
    return read_squad(_content)


def _found(reading: ReadingSet) -> M:
    return M(
        "{count} usable questions on {passages} passages; left out: {unanswered} without an answer, {misplaced} whose "
        "answer does not stand in the passage.",
        count=len(reading.readings),
        passages=len({one.passage for one in reading.readings}),
        unanswered=reading.unanswered,
        misplaced=reading.misplaced,
    )


def _follow(page: str, job: Job) -> None:
    """Progress and losses while it trains, scores afterwards."""
    if job.active:
        with st.container(border=True):
            st.fragment(_progress, run_every=job_panel.POLL_SECONDS)(job.id)
            st.fragment(_losses, run_every=job_panel.CURVES_SECONDS)(job.id)
    elif job.status == "failed" and job.error is not None:
        errors.show_error(job.error)
    elif job.status != "done":
        st.info(_("The training was stopped before its end."))
    else:
        with errors.shown():
            _result(page, job)


def _progress(identifier: str) -> None:
    job = services.queue().get(identifier)
    if not job.active:
        st.rerun()
    job_panel.bar(job)


def _losses(identifier: str) -> None:
    job = services.queue().get(identifier)
    rows = job.telemetry
    charts.show(training.loss_chart(rows, frame.look()), training.loss_alt_text(rows), f"loss.{job.id}")


def _result(page: str, job: Job) -> None:
    """The scores on passages held back, and a name to keep the reader under."""
    card = read_header(job.folder / RUN).card
    score, questions = card["score"], card["questions"]
    exact, f1, count = (float(score["exact_match"]), float(score["f1"]), int(questions["test"]))  # type: ignore[call-overload,index,arg-type]
    st.subheader(
        say(M("{exact} of {count} held-back questions answered exactly.", exact=Percent(exact, 1), count=count)),
        anchor=False,
    )
    st.caption(say(M("F1 of words: {f1}. Passages of the score were never trained on.", f1=Number(f1, 3))))
    rows = job.telemetry
    charts.show(training.loss_chart(rows, frame.look()), training.loss_alt_text(rows), f"loss.{job.id}")
    name = st.text_input(_("Name"), key=f"{page}.spans.name").strip()
    if st.button(_("Save and use it"), disabled=not name, type="primary", key=f"{page}.spans.save"):
        kept = store.save_run(store.read_run(job.folder / RUN), name)
        text_source.ask_for("passage", kept)
        st.session_state[f"{page}.wanted"] = "passage"
        notices.later(M("The run “{name}” was added.", name=kept))
        st.rerun()
