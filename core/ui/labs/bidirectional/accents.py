"""Words without accents, and the accents that two networks put back: one reads forwards, the other both ways."""

from __future__ import annotations

from typing import Any

import pandas as pd
import streamlit as st

from core.charts.labs.curves import Curve, curves_alt_text, curves_chart
from core.labs.bidirectional.lab import ACCENTS, LAB, RIGHT
from core.labs.bidirectional.names import PHRASE, PHRASES
from core.labs.knobs import Values
from core.messages import M, Percent
from core.ui import frame
from core.ui.labs import drawings, knobs, maths, numbers, state
from core.ui.labs.bidirectional.gaps import PLACES, READ
from core.ui.language import _, say


def draw(values: Values) -> None:
    """The reader's words, both answers, how sure each letter is, and how good both are on phrases held out."""
    if knobs.allowed("phrase", state.lesson(LAB)):
        st.text_input(
            say(LAB.knob("phrase").label), key=state.key(LAB, "phrase"), persist_state="session", max_chars=PHRASE
        )
        with st.container(horizontal=True):
            for phrase in PHRASES:
                st.button(
                    phrase, key=state.key(LAB, f"phrase.{phrase}"), on_click=state.put, args=(LAB, "phrase", phrase)
                )
    found = ACCENTS(phrase=state.values(LAB).text("phrase"))
    forward, both = found["forward"], found["both"]
    told = M(
        "Read forwards: “{forward}”. Read both ways: “{both}”.",
        forward="".join(forward["letters"]),
        both="".join(both["letters"]),
    )
    st.markdown(say(told))
    _sure(found)
    right = RIGHT()
    note = M(
        "Right on {letters} letters that may carry an accent, in {phrases} phrases held out: {forward} forwards, "
        "{both} both ways, with {first} and {second} parameters. Names of places, languages and currencies from "
        "Unicode's CLDR.",
        letters=int(right["letters"]),
        phrases=int(right["phrases"]),
        forward=Percent(right["forward"]["open"], 1),
        both=Percent(right["both"]["open"], 1),
        first=int(right["forward"]["parameters"]),
        second=int(right["both"]["parameters"]),
    )
    st.caption(say(note))
    _equations(found)
    numbers.show(LAB, table(found), "accents")


def _sure(found: dict[str, Any]) -> None:
    """How sure each network is of the letter it chose, over the letters that were read."""
    places = range(1, len(found["letters"]) + 1)
    drawn = [
        Curve(say(READ[kind]), places, found[kind]["sure"], number=number)
        for kind, number in (("forward", PLACES[0]), ("both", PLACES[2]))
    ]
    chart = curves_chart(
        drawn,
        frame.look(),
        title=_("Share of the letter chosen"),
        x_title=_("Letter"),
        percent=True,
        domain=(-0.03, 1.05),
        ticks=list(places),
        tick_words=found["letters"],
        height=190,
    )
    drawings.show(chart, curves_alt_text(drawn), state.key(LAB, "accents"))


def _equations(found: dict[str, Any]) -> None:
    """Both answers, with the numbers of the letter that is told."""
    t = place_told(found)
    numbers_of = [(kind, found[kind]["letters"][t], found[kind]["sure"][t]) for kind in ("forward", "both")]
    (_kind, one, first), (_other, other, second) = numbers_of
    maths.lines(
        rf"\text{{{_('Forwards')}:}}\quad p(y_t \mid x_1 \dots x_t) &= "
        r"\text{softmax}(V \overrightarrow{\mathbf{h}}_t + \mathbf{c})",
        rf"\text{{{_('Both ways')}:}}\quad p(y_t \mid x_1 \dots x_T) &= "
        r"\text{softmax}(V [\overrightarrow{\mathbf{h}}_t, \overleftarrow{\mathbf{h}}_t] + \mathbf{c})",
        rf"t = {t + 1}: \quad p(\text{{{one}}} \mid \dots x_t) &= {maths.number(first)}, \quad "
        rf"p(\text{{{other}}} \mid \dots x_T) = {maths.number(second)}",
    )


def place_told(found: dict[str, Any]) -> int:
    """The first letter on which the two networks differ; where they agree, the one least sure forwards."""
    forward, both = found["forward"], found["both"]
    pairs = zip(forward["letters"], both["letters"], strict=True)
    differ = (place for place, (one, other) in enumerate(pairs) if one != other)
    return next(differ, min(range(len(forward["sure"])), key=forward["sure"].__getitem__))


def table(found: dict[str, Any]) -> pd.DataFrame:
    """One row a letter."""
    columns = {f"{kind} {what}": found[kind][what] for kind in ("forward", "both") for what in ("letters", "sure")}
    return pd.DataFrame({"t": range(1, len(found["letters"]) + 1), "read": found["letters"], **columns})
