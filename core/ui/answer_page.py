"""The story of the answer page: a story, any passage, or a reading set of the reader's own."""

from __future__ import annotations

from collections.abc import Callable, Mapping

import streamlit as st

from core.messages import M, Message
from core.ui import address, answer_passage, answer_reading, answer_stories
from core.ui.language import _, say

MODES: Mapping[str, tuple[Message, Callable[[str], None]]] = {
    "stories": (M("A story"), answer_stories.run),
    "passage": (M("A passage"), answer_passage.run),
    "reading": (M("Your reading set"), answer_reading.run),
}


def run(page: str) -> None:
    """The choice between the three, and the one chosen."""
    wanted = st.session_state.pop(f"{page}.wanted", None)
    if wanted in MODES:
        st.session_state[f"{page}.mode"] = wanted
    mode = address.segments(page, "mode", _("What to read"), list(MODES), "stories", lambda name: say(MODES[name][0]))
    MODES[mode][1](page)
