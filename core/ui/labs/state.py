"""Where a lab's knobs stand: in the session, seeded from the address and written back to it."""

from __future__ import annotations

import streamlit as st

from core.labs.knobs import Value, Values
from core.labs.lab import Lab, Lesson, Story


def key(lab: Lab, name: str) -> str:
    """Key of a knob's widget and of everything else that a lab keeps in the session."""
    return f"lab.{lab.name}.{name}"


def seed(lab: Lab) -> None:
    """Fills every knob that has no value yet from the address."""
    asked = lab.read(st.query_params.to_dict())
    for name, value in asked.items():
        st.session_state.setdefault(key(lab, name), value)


def values(lab: Lab) -> Values:
    """Where every knob stands now."""
    start = lab.start()
    return Values({name: st.session_state.get(key(lab, name), start[name]) for name in start})


def put(lab: Lab, name: str, value: Value) -> None:
    """Moves a knob; only before its widget is drawn, or in a callback."""
    st.session_state[key(lab, name)] = value


def lesson(lab: Lab) -> Lesson | None:
    """The lesson that the address names."""
    return lab.lesson(st.query_params.get("lesson", ""))


def story(lab: Lab) -> Story | None:
    """The story last chosen; the first one on a page that opens as it starts."""
    chosen = st.session_state.get(key(lab, "story")) or st.query_params.get("story", "")
    found = lab.story(chosen)
    return lab.stories[0] if found is None and lab.settled(values(lab)) == lab.told(lab.stories[0]) else found


def tell(lab: Lab, told: Story) -> None:
    """Sets the figure as a story wants it (a callback)."""
    for name, value in lab.told(told).items():
        put(lab, name, value)
    st.session_state[key(lab, "story")] = told.name
    st.session_state[key(lab, "playing")] = False


def write(lab: Lab) -> None:
    """Brings the address up to date: a link then opens the same view."""
    wanted = lab.write(values(lab), lesson(lab))
    chosen = story(lab)
    if chosen is not None and chosen is not lab.stories[0] and "lesson" not in wanted:
        wanted["story"] = chosen.name
    for name in ("story", *(knob.name for knob in lab.knobs)):
        if name not in wanted and name in st.query_params:
            del st.query_params[name]
    for name, value in wanted.items():
        if st.query_params.get(name) != value:
            st.query_params[name] = value
