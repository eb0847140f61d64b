"""The page Classify: one text with its evidence, many texts from a file, or training on the reader's own labels."""

from __future__ import annotations

import streamlit as st

from core.ui import (
    address,
    classify_about,
    classify_labels,
    classify_many,
    classify_text,
    errors,
    job_panel,
    text_source,
)
from core.ui.language import _

TASK = "classify"
ONE, MANY, OWN = "text", "file", "labels"


def run(page: str) -> None:
    """Draws the page."""
    _follow_opened(page)
    titles = {ONE: _("One text"), MANY: _("Many texts"), OWN: _("Your labels")}
    view = address.segments(page, "view", _("What to do"), list(titles), ONE, titles.__getitem__)
    if view == OWN:
        classify_labels.show(page)
        return
    with errors.shown():
        network, beside = st.columns(2)
        with network:
            source = text_source.choose(page, TASK)
        if view == MANY:
            classify_about.show(page, source)
            classify_many.show(page, source)
        else:
            with beside:
                example = classify_text.choose_example(page, source)
            classify_about.show(page, source)
            classify_text.show(page, source, example)


def _follow_opened(page: str) -> None:
    """A job opened from the list of jobs, or from an address, brings its view with it."""
    identifier = st.session_state.get(f"{page}.job") or st.query_params.get("job")
    if not identifier or identifier == st.session_state.get(f"{page}.opened"):
        return
    st.session_state[f"{page}.opened"] = identifier
    job = job_panel.current(page)
    if job is None:
        return
    st.session_state[f"{page}.view"] = OWN
    if job.kind == classify_many.KIND:
        st.session_state[f"{page}.view"] = MANY
        del st.session_state[f"{page}.job"]
        address.write("job", "", "")
        job_panel.remember(page, job.id, classify_many.NAME)
