"""Background work of the page Classify while it runs, and what became of it where it left no result."""

from __future__ import annotations

import streamlit as st

from core.charts import training
from core.jobs import Job
from core.ui import charts, frame, job_panel, services
from core.ui.language import _

CURVES_SECONDS = 2.0


def follow(job: Job) -> None:
    """Progress with its cancel button; the losses too where something is trained."""
    if job.status == "cancelled":
        st.info(_("This was cancelled; nothing was kept."), icon=":material/cancel:")
    elif job.status == "interrupted":
        st.warning(_("The app was closed before this was finished. Start it again."), icon=":material/error:")
    else:
        job_panel.follow(job)
        if job.kind == "classify-train" and job.status in services.ACTIVE:
            st.fragment(_losses, run_every=CURVES_SECONDS)(job.id)


def _losses(identifier: str) -> None:
    """Loss by epoch so far."""
    look, rows = frame.look(), services.queue().get(identifier).telemetry
    charts.show(training.loss_chart(rows, look), training.loss_alt_text(rows), f"loss.{identifier}")
