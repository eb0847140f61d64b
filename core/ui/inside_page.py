"""The story of the page that looks inside: four questions, each with a finished picture at once."""

from __future__ import annotations

from collections.abc import Callable

import streamlit as st

from core.messages import M, Message
from core.ui import address, errors, inside_attention, inside_memory, inside_states, inside_units
from core.ui.language import say

VIEWS: dict[str, tuple[Message, Callable[[str], None]]] = {
    "memory": (M("What moves each step?"), inside_memory.show),
    "states": (M("States and gates"), inside_states.show),
    "units": (M("What units remember"), inside_units.show),
    "attention": (M("Attention"), inside_attention.show),
}


def run(page: str) -> None:
    """The view that the address names, else the first."""
    title = say(M("View"))
    view = address.segments(page, "view", title, list(VIEWS), "memory", lambda name: say(VIEWS[name][0]))
    with st.container(), errors.shown():
        VIEWS[view][1](page)
