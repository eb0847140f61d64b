"""Look here: numbered stories that set the figure; one press each."""

from __future__ import annotations

import streamlit as st

from core.labs.lab import Lab, Lesson
from core.ui.labs import state
from core.ui.language import _, say

NUMBERS = "①②③④⑤⑥"


def show(lab: Lab, lesson: Lesson | None) -> None:
    """The stories side by side and the text of the one last chosen; in a lesson only its own text."""
    if lesson is not None:
        if lesson.story is not None:
            st.subheader(say(lesson.story.title), anchor=False)
            st.markdown(say(lesson.story.text))
        return
    told = state.story(lab)
    with st.container(border=True, key=f"stories-lab-{lab.name}"):
        st.caption(_("Look here"))
        with st.container(horizontal=True):
            for number, story in zip(NUMBERS, lab.stories, strict=False):
                st.button(
                    f"{number} {say(story.title)}",
                    type="primary" if story is told else "secondary",
                    key=state.key(lab, f"story.{story.name}"),
                    on_click=state.tell,
                    args=(lab, story),
                )
        if told is not None:
            st.markdown(say(told.text))
