"""Your text: a network of its own, trained in the background, with samples of what it writes as it learns."""

from __future__ import annotations

import streamlit as st

from core.charts import training
from core.jobs import Job
from core.messages import M, Number
from core.store.names import checked_name
from core.text.generate.own import OwnSettings, checked_text, own_arguments, read_samples, save_text
from core.ui import address, charts, errors, frame, job_panel, services, text_source
from core.ui.generate_result import as_markdown
from core.ui.language import _, say

NAME, KIND = "own", "generate"
SECONDS, SECONDS_BOUNDS = 60, (5, 1800)
MOST_MB = 10


def panel(page: str) -> None:
    """Closed until a reader opens it, or a training is under way."""
    job = job_panel.current(page, NAME)
    title = _("Your text: train a network of its own")
    with st.expander(title, icon=":material/model_training:", expanded=job is not None):
        st.caption(
            _(
                "Paste a text in any language or give a file (UTF-8). A small LSTM learns it character by character in "
                "the background and is saved as a run, which then stands in the list of networks above."
            )
        )
        with errors.shown():
            _form(page, busy=job is not None and job.active)
        job = job_panel.current(page, NAME)
        if job is not None:
            _follow(page, job)


def _form(page: str, busy: bool) -> None:
    pasted = st.text_area(_("Text"), key=f"{page}.own.text", height=140)
    file = st.file_uploader(_("Or a text file"), type=["txt", "md"], key=f"{page}.own.file", max_upload_size=MOST_MB)
    name_box, seconds_box, button = st.columns([2, 1, 1], vertical_alignment="bottom")
    name = name_box.text_input(_("Save as"), _("my text"), key=f"{page}.own.name").strip()
    with seconds_box:
        seconds = address.whole_number(page, "own_seconds", _("Seconds, at most"), SECONDS, SECONDS_BOUNDS)
    asked = button.button(
        _("Train"), icon=":material/play_arrow:", disabled=busy, key=f"{page}.own.train", width="stretch"
    )
    if asked:
        text = checked_text(_decoded(file.getvalue()) if file is not None else pasted)
        _start(page, text, OwnSettings(checked_name(name), float(seconds)))


def _decoded(content: bytes) -> str:
    """A file as text; one that is not UTF-8 is read as Latin-1, which any bytes are."""
    try:
        return content.decode("utf-8-sig")
    except UnicodeDecodeError:
        return content.decode("latin-1")


def _start(page: str, text: str, settings: OwnSettings) -> None:
    title = M("A network that writes like “{name}”", name=settings.name)
    arguments = own_arguments(settings) | {"page": page}
    identifier = services.queue().submit(KIND, arguments, title, lambda folder: save_text(text, folder))
    job_panel.remember(page, identifier, NAME)


def _follow(page: str, job: Job) -> None:
    """Progress, losses and samples while it trains; afterwards the way to use it."""
    if job.active:
        st.fragment(_live, run_every=job_panel.POLL_SECONDS)(job.id)
        st.fragment(_learning, run_every=job_panel.CURVES_SECONDS)(job.id)
        return
    if job.status == "failed" and job.error is not None:
        errors.show_error(job.error)
    elif job.status == "cancelled":
        st.info(_("The training was cancelled."), icon=":material/cancel:")
    elif job.status == "interrupted":
        st.warning(_("The app was closed before this training was finished. Start it again."), icon=":material/error:")
    else:
        _done(page, job)


def _live(identifier: str) -> None:
    """Drawn again twice a second; only when the training ends is the whole page."""
    job = services.queue().get(identifier)
    if not job.active:
        st.rerun()
    job_panel.bar(job)


def _learning(identifier: str) -> None:
    """The losses so far and the newest sample."""
    job = services.queue().get(identifier)
    _curves(job)


def _curves(job: Job) -> None:
    if job.telemetry:
        rows = [{**row, "epoch": number} for number, row in enumerate(job.telemetry, start=1)]
        charts.show(
            training.loss_chart(rows, frame.look(), _("Validation")), training.loss_alt_text(rows), f"own.loss.{job.id}"
        )
    samples = read_samples(job.folder)
    if samples:
        last = samples[-1]
        loss = Number(float(last["validation_loss"]), 2)
        st.caption(say(M("What it writes now, at {loss} nats a character on the validation part:", loss=loss)))
        with st.container(border=True):
            st.markdown(as_markdown(str(last["text"])))


def _done(page: str, job: Job) -> None:
    name = str(job.arguments["settings"]["name"])
    st.success(errors.literal(say(M("The network is saved as “{name}”.", name=name))), icon=":material/check:")
    _curves(job)
    st.button(_("Use it"), icon=":material/edit:", key=f"{page}.own.use", on_click=_use, args=(name,), type="primary")


def _use(name: str) -> None:
    """Chooses the run in the list of networks."""
    text_source.ask_for("generate", name)
