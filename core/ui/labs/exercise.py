"""One exercise a lab, checked against an answer that the lab's own code computes."""

from __future__ import annotations

import streamlit as st

from core.labs.lab import ChoiceExercise, Lab, NumberExercise
from core.messages import Message, Number
from core.ui.labs import state
from core.ui.language import _, say


def show(lab: Lab) -> None:
    """The question, a place for the answer, and what became of it."""
    st.subheader(_("Exercise"), anchor=False)
    exercise = lab.exercise
    st.markdown(say(exercise.question))
    with st.container(horizontal=True, vertical_alignment="bottom"):
        if isinstance(exercise, NumberExercise):
            given: float | str | None = st.number_input(
                _("Your answer"), value=None, step=None, key=state.key(lab, "answer"), width=180, format="%.3g"
            )
        else:
            titles = {name: say(title) for name, title in exercise.options.items()}
            given = st.selectbox(
                _("Your answer"),
                list(titles),
                index=None,
                format_func=titles.__getitem__,
                placeholder=_("Choose…"),
                key=state.key(lab, "answer"),
                width=320,
            )
        asked = st.button(_("Check the answer"), key=state.key(lab, "check"), disabled=given is None)
    if asked and given is not None:
        right, message = verdict(exercise, given)
        (st.success if right else st.warning)(say(message))


def verdict(exercise: NumberExercise | ChoiceExercise, given: float | str) -> tuple[bool, Message]:
    """Whether the answer is right, and what the reader is told."""
    if isinstance(exercise, ChoiceExercise):
        right = given == exercise.answer()
        return right, exercise.right if right else exercise.wrong
    answer = exercise.answer()
    right = abs(float(given) - answer) <= exercise.tolerance
    told = exercise.right if right else exercise.wrong
    return right, Message(told.template, **{**told.values, "answer": Number(answer, exercise.decimals)})
