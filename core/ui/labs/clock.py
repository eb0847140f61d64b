"""What moves a lab's figure by itself: the player's steps, or a training that runs."""

from __future__ import annotations

import streamlit as st

from core.labs.lab import Lab
from core.ui.labs import state

PLAY_SECONDS = 0.9
"""A time step stays that long on the screen."""
TRAIN_SECONDS = 0.5


def seconds(lab: Lab) -> float | None:
    """How often the figure is drawn again by itself; None while it stands still."""
    if on(lab, "playing"):
        return PLAY_SECONDS
    return TRAIN_SECONDS if on(lab, "running") or on(lab, "behind") else None


def on(lab: Lab, what: str) -> bool:
    """Whether it goes on: the player is "playing", a training "running", or "behind" what was asked of it."""
    return bool(st.session_state.get(state.key(lab, what)))


def turn(lab: Lab, what: str, goes: bool) -> None:
    """Starts or stops it; the clock follows with the next whole run of the page."""
    st.session_state[state.key(lab, what)] = goes
