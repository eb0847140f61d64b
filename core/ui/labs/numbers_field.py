"""A field for one's own numbers, kept by a `Words` knob and so in the address."""

from __future__ import annotations

import streamlit as st

from core.labs.lab import Lab
from core.ui.labs import knobs, state
from core.ui.language import _, say

MOST_CHARACTERS = 1500
"""As much as an address carries safely."""


def show(lab: Lab, name: str) -> None:
    """The field, where the knob is of use and a lesson leaves it."""
    knob = lab.knob(name)
    if knob.useful(state.values(lab)) and knobs.allowed(name, state.lesson(lab)):
        st.text_area(
            say(knob.label),
            key=state.key(lab, name),
            help=_("Numbers in their order, with spaces, commas or line ends between them and decimal points."),
            max_chars=MOST_CHARACTERS,
            height=90,
            persist_state="session",
        )
