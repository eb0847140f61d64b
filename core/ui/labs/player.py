"""Play, pause and scrub: the part of a lab's page that is drawn again at every time step, and nothing else with it."""

from __future__ import annotations

import time
from collections.abc import Callable

import streamlit as st

from core.labs.knobs import Values, Whole
from core.labs.lab import Lab
from core.ui import errors
from core.ui.labs import clock, knobs, state
from core.ui.language import _, say

Draw = Callable[[Values], None]


def show(lab: Lab, draw: Draw) -> None:
    """The figure, with the player above it where the lab has one and it is of use."""
    period = clock.seconds(lab)
    st.fragment(_moving, run_every=period)(lab, draw, period)


def _moving(lab: Lab, draw: Draw, period: float | None) -> None:
    """Drawn again by the clock, and at every touch of what stands in it."""
    knob = lab.play(state.values(lab))
    if knob is not None:
        last = _last(lab, knob)
        _advance(lab, knob, last)
        _bar(lab, knob, last)
    else:
        clock.turn(lab, "playing", False)
    st.session_state[state.key(lab, "trained")] = False
    with errors.shown():
        draw(state.values(lab))
    if not st.session_state[state.key(lab, "trained")]:
        clock.turn(lab, "running", False)  # its trainer is not on the page any more
        clock.turn(lab, "behind", False)
    if clock.seconds(lab) != period:
        st.rerun()  # the clock starts and stops with the whole page
    if period is None:
        state.write(lab)


def _last(lab: Lab, knob: Whole) -> int:
    """The last step at present; what stood at the end stays there when the end moves."""
    place, last = state.key(lab, "last"), lab.last(state.values(lab))
    step, before = state.values(lab).whole(knob.name), st.session_state.get(place, knob.high)
    if last != before:  # a slider of another length starts anew, so that it is told where it stands
        state.put(lab, knob.name, last if step >= before else min(step, last))
    elif step > last:
        state.put(lab, knob.name, last)
    st.session_state[place] = last
    return last


def _advance(lab: Lab, knob: Whole, end: int) -> None:
    """Goes on by a step when it is time, and stops at the last one."""
    last = state.key(lab, "moved")
    if not clock.on(lab, "playing") or time.monotonic() - st.session_state.get(last, 0.0) < 0.6 * clock.PLAY_SECONDS:
        return  # at rest, or a touch of something else
    st.session_state[last] = time.monotonic()
    step = state.values(lab).whole(knob.name)
    if step < end:
        state.put(lab, knob.name, step + 1)
    if step + 1 >= end:
        clock.turn(lab, "playing", False)


def _bar(lab: Lab, knob: Whole, end: int) -> None:
    """Back, play or pause, forward, and the slider."""
    if not knobs.allowed(knob.name, state.lesson(lab)):
        return
    step = state.values(lab).whole(knob.name)
    with st.container(horizontal=True, vertical_alignment="bottom", key=f"player-{lab.name}"):
        _button(lab, knob, "back", ":material/skip_previous:", _("One step back"), _to, max(step - 1, knob.low))
        if clock.on(lab, "playing"):
            _button(lab, knob, "pause", ":material/pause:", _("Pause"), _play, 0)
        else:
            _button(lab, knob, "play", ":material/play_arrow:", _("Play"), _play, 1)
        _button(lab, knob, "forward", ":material/skip_next:", _("One step forward"), _to, min(step + 1, end))
        if end > knob.low:
            st.slider(say(knob.label), knob.low, end, key=state.key(lab, knob.name), persist_state="session")


def _button(
    lab: Lab, knob: Whole, name: str, icon: str, text: str, act: Callable[[Lab, Whole, int], None], value: int
) -> None:
    st.button(icon, key=state.key(lab, f"player.{name}"), help=text, on_click=act, args=(lab, knob, value))


def _to(lab: Lab, knob: Whole, step: int) -> None:
    state.put(lab, knob.name, step)
    clock.turn(lab, "playing", False)


def _play(lab: Lab, knob: Whole, on: int) -> None:
    """Starts or stops the clock; at the end it starts over."""
    if on and state.values(lab).whole(knob.name) == lab.last(state.values(lab)):
        state.put(lab, knob.name, knob.low)
    clock.turn(lab, "playing", bool(on))
    st.session_state[state.key(lab, "moved")] = time.monotonic()
