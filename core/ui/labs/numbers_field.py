"""A field for one's own numbers, kept by a `Words` knob and so in the address."""

from __future__ import annotations

import streamlit as st

from core.labs.lab import Lab
from core.messages import Message
from core.ui.labs import knobs, state
from core.ui.language import _, say

MOST_CHARACTERS = 1500
"""As much as an address carries safely."""


def show(lab: Lab, name: str, label: Message | None = None, most: int = MOST_CHARACTERS) -> None:
    """The field, where the knob is of use and a lesson leaves it. label: instead of the knob's. most: characters."""
    knob = lab.knob(name)
    if knob.useful(state.values(lab)) and knobs.allowed(name, state.lesson(lab)):
        st.text_area(
            say(label or knob.label),
            key=state.key(lab, name),
            help=_("Numbers in their order, with blanks, semicolons or new lines between them: one column of a table."),
            max_chars=most,
            height=90,
            persist_state="session",
        )
