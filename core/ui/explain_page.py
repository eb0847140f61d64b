"""The story of the page Explain: choose a forecast, then ask it one of five questions."""

from __future__ import annotations

from collections.abc import Callable

import streamlit as st

from core.messages import M, Message
from core.ui import (
    address,
    errors,
    explain_attribution,
    explain_choice,
    explain_compare,
    explain_counterfactual,
    explain_data,
    explain_dependence,
    explain_what_if,
    job_panel,
    provenance_panel,
)
from core.ui.explain_choice import View
from core.ui.language import _, say

VIEWS: dict[str, tuple[Message, Callable[[View], None]]] = {
    "attribution": (M("What it rests on"), explain_attribution.show),
    "what-if": (M("What if?"), explain_what_if.show),
    "counterfactual": (M("What would it take?"), explain_counterfactual.show),
    "dependence": (M("How it follows an input"), explain_dependence.show),
    "compare": (M("Compare two"), explain_compare.show),
}


def run(page: str) -> None:
    """Which forecast, and the question asked of it; a change of the question draws only that part again."""
    _as_the_job_says(page)
    with errors.shown():
        with st.container(border=True, key=f"controls-{page}"):
            left, right = st.columns([3, 2], vertical_alignment="bottom")
            with left:
                key = explain_choice.subject(page, "of", _("Forecast to explain"), explain_choice.EXAMPLE)
            with right:
                origin = explain_choice.origin(page, "back", key)
        found = explain_data.subject(key)
        kind = "result" if key.startswith((explain_data.JOB, explain_data.RUN)) else "example"
        if found.outcome is not None:
            provenance_panel.heading(found.outcome, kind)
        st.fragment(_question)(page, key, origin)


def _question(page: str, key: str, origin: int) -> None:
    """One of the five views."""
    view = address.segments(page, "view", _("Question"), list(VIEWS), "attribution", lambda name: say(VIEWS[name][0]))
    with errors.shown():
        VIEWS[view][1](View(page, key, origin))


def _as_the_job_says(page: str) -> None:
    """A check that is opened from the list of jobs brings its forecast and its question with it."""
    opened = st.session_state.get(f"{page}.job")
    if opened is None or opened == st.session_state.get(f"{page}.followed"):
        return
    st.session_state[f"{page}.followed"] = opened
    job = job_panel.current(page)
    if job is not None and "of" in job.arguments and job.arguments["of"] in explain_data.subjects():
        st.session_state[f"{page}.of."] = job.arguments["of"]
