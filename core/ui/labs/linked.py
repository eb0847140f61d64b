"""Drawings over the same steps, one below the other: pointing at a step marks it in all, a click goes to it."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial
from typing import Any

import streamlit as st

from core.charts.labs import stack
from core.charts.labs.curves import Curve
from core.charts.labs.parts import curves_part, curves_told, states_part, states_told, tracks_part, tracks_told
from core.charts.labs.stack import Part
from core.charts.labs.tracks import Track
from core.labs.knobs import Value, Whole
from core.labs.lab import Lab
from core.messages import Message
from core.ui import frame
from core.ui.labs import clock, drawings, knobs, state
from core.ui.language import _


class Stack:
    """Parts with what they say to those who cannot see them, in the order in which they are added."""

    def __init__(self) -> None:
        self.parts: list[Part] = []
        self.told: list[Message] = []

    def tracks(self, title: str, tracks: Sequence[Track], **options: Any) -> None:
        """Lines over steps; options as of `tracks_part`."""
        self.parts.append(tracks_part(title, tracks, frame.look(), **options))
        self.told.append(tracks_told(title, tracks))

    def states(self, title: str, states: Sequence[Sequence[float]], **options: Any) -> None:
        """States (T, H) as a heat map; options as of `states_part`."""
        self.parts.append(states_part(title, states, frame.look(), **options))
        self.told.append(states_told(title, states))

    def curves(self, title: str, curves: Sequence[Curve], **options: Any) -> None:
        """Curves over steps; options as of `curves_part`."""
        self.parts.append(curves_part(title, curves, frame.look(), **options))
        self.told.append(curves_told(title, curves))

    def show(self, lab: Lab, name: str, knob: str, step: int | None, **options: Any) -> None:
        """step: the one that is framed. knob: a click moves it; its slider does the same with the keyboard.

        options: as of `stack_chart`.
        """
        turn = _turn(lab, name, state.values(lab)[knob])
        drawn = stack.stack_chart(self.parts, frame.look(), step=step, turn=turn, **options)
        text, field = stack.stack_alt_text(self.told), options.get("pick", "step")
        go = partial(_go, lab, knob)
        drawings.clickable(drawn, text, state.key(lab, f"stack.{name}"), stack.SELECTION, field, go)
        st.caption(_("Pointing at a step marks it in every drawing and tells its values; a click goes there."))


def _turn(lab: Lab, name: str, at: Value) -> int:
    """How often the knob of a stack has been seen to move."""
    place = state.key(lab, f"turn.{name}")
    last, count = st.session_state.get(place, (at, 0))
    found = int(count) + int(last != at)
    st.session_state[place] = (at, found)
    return found


def _go(lab: Lab, name: str, picked: Any) -> None:
    """Moves a knob to what was clicked; not to places that it has not, nor in a lesson that hides it."""
    knob = lab.knob(name)
    there = isinstance(knob, Whole) and isinstance(picked, int | float) and knob.low <= picked <= knob.high
    if there and knobs.allowed(name, state.lesson(lab)):
        state.put(lab, name, int(picked))
        clock.turn(lab, "playing", False)
