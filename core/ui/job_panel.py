"""Background work on a page: started by a click, followed by a fragment, found again by its id in the address."""

from __future__ import annotations

import time

import streamlit as st

from core.charts import training
from core.data.quality import check_horizon
from core.data.series import Series
from core.forecasting.types import ForecastSettings
from core.jobs import Job
from core.messages import M, Number
from core.pipeline import forecast_arguments
from core.store.series import save_series
from core.ui import address, charts, errors, frame, names, services
from core.ui.language import _, say
from core.ui.source import Source

POLL_SECONDS = 0.5
CURVES_SECONDS = 2.0
"""Charts are drawn less often than the bar: a click has to wait while they are."""
CANCEL_SECONDS = 1.0


def start(page: str, source: Source, settings: ForecastSettings, run: str | None = None) -> None:
    """Loads the series and hands it to the worker; what is on the screen stays until the new forecast is there."""
    series = load(source, settings.horizon)
    title = M("{name}, {horizon} steps ahead", name=source.title, horizon=settings.horizon)
    arguments = forecast_arguments(settings, run=run) | {"page": page}
    identifier = services.queue().submit("forecast", arguments, title, lambda folder: save_series(series, folder))
    remember(page, identifier)


def load(source: Source, horizon: int) -> Series:
    """The series a reader chose; UserError where it cannot be had or is too short for the horizon."""
    with st.spinner(_("Fetching the data…"), show_time=True):
        series = source.load()
    refusal = check_horizon(len(series), horizon)
    if refusal is not None:
        raise refusal
    return series


def remember(page: str, identifier: str, name: str = "job") -> None:
    """Makes a job the page's own, in this session and in its address; `name` tells a page's several jobs apart."""
    st.session_state[f"{page}.{name}"] = identifier
    address.write(name, identifier, "")


def current(page: str, name: str = "job") -> Job | None:
    """The page's job: of this session, or of the address that was opened."""
    identifier = st.session_state.get(f"{page}.{name}") or st.query_params.get(name)
    with errors.shown():
        found = services.job(identifier)
        if found is not None:
            remember(page, found.id, name)
        return found
    st.session_state.pop(f"{page}.{name}", None)
    address.write(name, "", "")
    return None


def follow(job: Job) -> None:
    """Progress while the job is active, and what became of it where it left no result."""
    if job.status in services.ACTIVE:
        with st.container(border=True):
            st.fragment(_progress, run_every=POLL_SECONDS)(job.id)
            if job.kind == "forecast":  # losses of several models at once would mix
                st.fragment(_telemetry, run_every=CURVES_SECONDS)(job.id)
    elif job.status == "failed" and job.error is not None:
        errors.show_error(job.error)
    elif job.status == "cancelled":
        st.info(_cancelled(job.kind), icon=":material/cancel:")
    elif job.status == "interrupted":
        st.warning(_interrupted(job.kind), icon=":material/error:")


def _cancelled(kind: str) -> str:
    return _("The forecast was cancelled.") if kind == "forecast" else _("The job was cancelled.")


def _interrupted(kind: str) -> str:
    if kind == "forecast":
        return _("The app was closed before this forecast was finished. Start it again.")
    return _("The app was closed before this was finished. Start it again.")


def _progress(identifier: str) -> None:
    """Drawn again twice a second; only when the job ends is the whole page."""
    job = services.queue().get(identifier)
    if job.status not in services.ACTIVE:
        st.rerun()
    bar(job)


def bar(job: Job) -> None:
    """How far an active job has come, and the button that ends it."""
    progress, button = st.columns([5, 1], vertical_alignment="center")
    progress.progress(job.progress.fraction if job.progress else 0.0, text=_stage(job))
    # A callback: a click while the page is drawn anew would be forgotten by `if st.button(...)`.
    button.button(_("Cancel"), key=f"cancel.{job.id}", width="stretch", on_click=_cancel, args=(job.id,))


def _cancel(identifier: str) -> None:
    """Stops the job, and waits for it as long as that takes, so that the page shows its end at once."""
    services.queue().cancel(identifier)
    latest = time.monotonic() + CANCEL_SECONDS
    while services.queue().get(identifier).status in services.ACTIVE and time.monotonic() < latest:
        time.sleep(0.02)


def _stage(job: Job) -> str:
    if job.progress is None:
        return _("Waiting for its turn…")
    stage = say(names.stage(job.progress.stage))
    if job.progress.seconds_left is None:
        return stage
    left = Number(max(job.progress.seconds_left, 0.0), 0)
    return say(M("{stage}: about {seconds} s left", stage=stage, seconds=left))


def _telemetry(identifier: str) -> None:
    """Losses and gradient so far; drawn from the start, so that nothing jumps when the first numbers come."""
    job = services.queue().get(identifier)
    look, rows = frame.look(), job.telemetry
    loss, gradient = st.columns(2)
    with loss:
        charts.show(training.loss_chart(rows, look), training.loss_alt_text(rows), f"loss.{job.id}")
    with gradient:
        charts.show(training.gradient_chart(rows, look), training.gradient_alt_text(rows), f"gradient.{job.id}")
