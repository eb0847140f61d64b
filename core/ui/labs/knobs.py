"""Draws knobs: buttons, lists and sliders whose values the session and the address keep."""

from __future__ import annotations

import streamlit as st

from core.labs.knobs import Choice, Knob, Real, Whole
from core.labs.lab import Lab, Lesson
from core.ui.labs import state
from core.ui.language import say

SLIDER_PIXELS = 260


def show(lab: Lab, lesson: Lesson | None) -> None:
    """The knobs that are of use at the moment and belong above the figure; in a lesson only those it leaves."""
    values = state.values(lab)
    shown = [knob for knob in lab.knobs if not knob.inside and knob.useful(values) and allowed(knob.name, lesson)]
    if not shown:
        return
    with st.container(border=True, horizontal=True, key=f"controls-lab-{lab.name}"):
        for knob in shown:
            draw(lab, knob)


def allowed(name: str, lesson: Lesson | None) -> bool:
    """Whether a lesson leaves the knob to the reader; without a lesson all are his."""
    return lesson is None or name in lesson.turn


def inside(lab: Lab, name: str) -> None:
    """A knob within the figure, where it is of use and a lesson leaves it."""
    knob = lab.knob(name)
    if knob.useful(state.values(lab)) and allowed(name, state.lesson(lab)):
        draw(lab, knob)


def draw(lab: Lab, knob: Knob) -> None:
    """One knob as the widget that fits its kind."""
    key, hint = state.key(lab, knob.name), say(knob.hint) if knob.hint else None
    if isinstance(knob, Choice):
        titles = {name: say(title) for name, title in knob.options.items()}
        if st.session_state.get(key) not in titles:
            st.session_state[key] = knob.start
        if knob.list:
            st.selectbox(
                say(knob.label),
                list(titles),
                format_func=titles.__getitem__,
                key=key,
                help=hint,
                persist_state="session",
            )
        else:
            st.segmented_control(
                say(knob.label),
                list(titles),
                format_func=titles.__getitem__,
                key=key,
                required=True,
                help=hint,
                persist_state="session",
            )
    elif isinstance(knob, Whole | Real):
        with st.container(width="stretch" if knob.inside else SLIDER_PIXELS):
            st.slider(say(knob.label), knob.low, knob.high, step=knob.step, key=key, help=hint, persist_state="session")
