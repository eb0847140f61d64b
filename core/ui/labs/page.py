"""The frame of every lab page: question, stories, knobs, figure, code, exercise, sources, and a link for a class."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from urllib.parse import urlencode

import streamlit as st

from core.labs.knobs import Values
from core.labs.lab import Lab
from core.labs.registry import lab as lab_called
from core.labs.source import source_of
from core.ui import frame
from core.ui.labs import exercise, knobs, player, state, stories
from core.ui.language import _, current, say

Code = Callable[[Values], Sequence[str]]
"""Knobs -> places "module:function" of the code that did what the figure shows."""

STYLE = """<style>
.katex-display {overflow-x: auto; overflow-y: hidden; padding: .2rem 0;}
[class*="st-key-player-"] [data-testid="stSlider"] {flex: 1 1 12rem;}
</style>"""


def run(name: str, draw: player.Draw, code: Code) -> None:
    """The page of the lab called `name`; draw: its figure and its equations, again at every time step."""
    lab = lab_called(name)
    frame.begin(say(lab.title), say(lab.question))
    st.html(STYLE)
    lesson = state.lesson(lab)
    state.seed(lab)
    stories.show(lab, lesson)
    knobs.show(lab, lesson)
    player.show(lab, draw)
    _code(lab, code(state.values(lab)))
    exercise.show(lab)
    _sources(lab)
    if lesson is None:
        _for_a_class(lab)
    frame.end()


def _code(lab: Lab, places: Sequence[str]) -> None:
    """The very lines that computed the figure."""
    panel = st.expander(_("The code that did it"), on_change="rerun", key=state.key(lab, "code"))
    if panel.open:
        for place in places:
            panel.caption(f"`{place}`")
            panel.code(source_of(place), language="python")


def _sources(lab: Lab) -> None:
    lines = [f"{source.authors}: *{source.title}*. {source.where}." for source in lab.sources]
    st.subheader(_("Sources"), anchor=False)
    st.markdown("\n".join(f"- {line}" for line in lines))


def _for_a_class(lab: Lab) -> None:
    """A link that opens this very view with only the chosen knobs left."""
    panel = st.expander(_("Make a lesson of this view"), on_change="rerun", key=state.key(lab, "share"))
    if not panel.open:
        return
    values = state.values(lab)
    useful = {knob.name: say(knob.label) for knob in lab.knobs if knob.useful(values)}
    left = panel.multiselect(
        _("Knobs that readers may turn"),
        list(useful),
        [name for name in lab.plays if name in useful],
        format_func=useful.__getitem__,
        key=state.key(lab, f"share.{'.'.join(useful)}"),
    )
    lesson = lab.lesson(",".join(left))
    address = {"lang": current(), **lab.write(values, lesson)}
    panel.code(f"/lab_{lab.name}?{urlencode(address)}", language=None, wrap_lines=True)
    panel.caption(_("Put it behind this app's address; the view opens as it stands here, all other knobs hidden."))
