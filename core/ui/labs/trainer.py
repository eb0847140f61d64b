"""The lab trainer: one step, ten, run, stop, start over; the same seed and count of updates show the same picture."""

from __future__ import annotations

import math
from collections.abc import Callable

import streamlit as st

from core.labs.knobs import Whole
from core.labs.lab import Lab
from core.labs.trainer import E, Trainer
from core.ui.labs import clock, knobs, state
from core.ui.language import _

TICKS = 24
"""A run that is not held up takes so many ticks: slow enough to watch, quick enough to wait for."""
TICK_SECONDS = 0.4
"""Longest time a tick trains, so that the page stays quick; what is left is done at the next ones."""


def show(
    lab: Lab,
    make: Callable[[int], E],
    what: str = "",
    *,
    seed: str = "seed",
    updates: str = "updates",
    seconds: float = TICK_SECONDS,
) -> Trainer[E]:
    """The buttons, and the training as far as the knob `updates` asks for; the caller draws what came of it.

    make: seed -> experiment. what: everything else the experiment depends on, in words; another one starts afresh.
    seconds: the longest that a tick trains.
    """
    st.session_state[state.key(lab, "trained")] = True
    knob = lab.knob(updates)
    assert isinstance(knob, Whole)
    number = state.values(lab).whole(seed)
    trainer = _trainer(lab, make, number, what)
    goal = state.values(lab).whole(updates)
    if clock.on(lab, "running") and trainer.steps >= goal:
        goal = min(goal + math.ceil(knob.high / TICKS), knob.high)
        state.put(lab, updates, goal)
    if trainer.steps > goal:
        trainer = _trainer(lab, make, number, what, afresh=True)
    reached = trainer.advance(goal, seconds)
    _buttons(lab, knob, trainer, seed)
    if not reached:
        st.progress(trainer.steps / goal, text=_("Training…"))
    clock.turn(lab, "behind", not reached)
    if reached and goal >= knob.high:
        clock.turn(lab, "running", False)
    return trainer


def _trainer(lab: Lab, make: Callable[[int], E], seed: int, what: str, afresh: bool = False) -> Trainer[E]:
    """The session's training of that seed and those settings."""
    place, identity = state.key(lab, "trainer"), (seed, what)
    kept = st.session_state.get(place)
    if afresh or kept is None or kept[0] != identity:
        kept = (identity, Trainer(lambda: make(seed)))
        st.session_state[place] = kept
    found: Trainer[E] = kept[1]
    return found


def _buttons(lab: Lab, knob: Whole, trainer: Trainer, seed: str) -> None:
    """What a reader can ask for; at the end of the knob's range only to start over."""
    lesson = state.lesson(lab)
    if not knobs.allowed(knob.name, lesson):
        return
    running, full = clock.on(lab, "running"), trainer.steps >= knob.high
    with st.container(horizontal=True, vertical_alignment="bottom", key=f"trainer-{lab.name}"):
        _button(lab, "one", _("One step"), full or running, knob, trainer.steps + 1)
        _button(lab, "ten", _("Ten steps"), full or running, knob, trainer.steps + 10)
        if running:
            st.button(_("Stop"), icon=":material/stop:", key=state.key(lab, "stop"), on_click=_stop, args=(lab, knob))
        else:
            icon = ":material/play_arrow:"
            st.button(
                _("Run"),
                icon=icon,
                key=state.key(lab, "run"),
                disabled=full,
                on_click=clock.turn,
                args=(lab, "running", True),
            )
        _button(lab, "over", _("Start over"), trainer.steps == 0, knob, 0)
        if knobs.allowed(seed, lesson):
            st.number_input(_("Seed"), 0, 99, step=1, key=state.key(lab, seed), persist_state="session", width=120)


def _button(lab: Lab, name: str, text: str, disabled: bool, knob: Whole, goal: int) -> None:
    key, goal = state.key(lab, f"trainer.{name}"), min(goal, knob.high)
    st.button(text, key=key, disabled=disabled, on_click=_ask, args=(lab, knob, goal))


def _ask(lab: Lab, knob: Whole, goal: int) -> None:
    clock.turn(lab, "running", False)
    state.put(lab, knob.name, goal)


def _stop(lab: Lab, knob: Whole) -> None:
    """Stops where the training stands."""
    clock.turn(lab, "running", False)
    kept = st.session_state.get(state.key(lab, "trainer"))
    if kept is not None:
        state.put(lab, knob.name, kept[1].steps)
