"""Hidden state as memory: erase it, freeze it, or swap it between two sequences."""

from __future__ import annotations

import pandas as pd
import streamlit as st

from core.charts.labs import tracks
from core.labs.inside.lab import LAB, MEMORY
from core.labs.inside.steps import HELD, STEPS
from core.labs.knobs import Values
from core.messages import M, Message
from core.ui.labs import knobs, linked, maths, numbers
from core.ui.language import _, say

SENTENCES: dict[str, Message] = {
    "none": M("Nothing is done: each network holds the value it was told to store."),
    "erase": M("Before step {step} both states are set to zero: what was stored is gone until there is a new value."),
    "freeze": M("From step {step} on neither state is updated: the answers stand still, whatever comes in."),
    "swap": M("Before step {step} the two networks exchange their states, and with them what they know."),
}
EQUATIONS = {
    "none": r"\mathbf{h}_t &= \text{cell}(x_t, \mathbf{h}_{t-1})",
    "erase": r"\mathbf{h}_{%d} &= \mathbf{0}",
    "freeze": r"\mathbf{h}_t &= \mathbf{h}_{%d} \quad (t \ge %d)",
    "swap": r"(\mathbf{h}^A_{%d}, \mathbf{h}^B_{%d}) &\to (\mathbf{h}^B_{%d}, \mathbf{h}^A_{%d})",
}


def draw(values: Values) -> None:
    """Both sequences, with the answer as it would have been and as it is."""
    cell, surgery, step = values.text("cell"), values.text("surgery"), values.whole("at")
    knobs.inside(LAB, "at")
    plain = MEMORY(cell=cell, surgery="none", step=6)
    found = plain if surgery == "none" else MEMORY(cell=cell, surgery=surgery, step=step)
    sentence = SENTENCES[surgery]
    st.markdown(say(Message(sentence.template, step=step)))
    _stack(plain, found, None if surgery == "none" else step)
    before = step - 1
    text = EQUATIONS[surgery]
    maths.lines(text % ((before, step) if surgery == "freeze" else (before,) * text.count("%d")))
    numbers.show(LAB, _wide(plain, found), f"memory-{surgery}")


def _stack(plain: dict, found: dict, step: int | None) -> None:
    """Both sequences, the answer as it would have been and as it is, and the states below."""
    shown = linked.Stack()
    for name in HELD:
        drawn = [
            tracks.Track(_("to store"), [value * store for value, store in HELD[name]], "input"),
            *([] if step is None else [tracks.Track(_("without"), plain[name]["output"], "target")]),
            tracks.Track(_("output"), found[name]["output"]),
        ]
        shown.tracks(say(M("Sequence {name}: the answer", name=name.upper())), drawn, domain=(-1.35, 1.35))
        title = say(M("Sequence {name}: the hidden state", name=name.upper()))
        shown.states(title, found[name]["hidden"], legend=name == "a")
    shown.show(LAB, "memory", "at", step)


def _wide(plain: dict, found: dict) -> pd.DataFrame:
    columns: dict[str, object] = {"t": range(1, STEPS + 1)}
    for name in HELD:
        columns |= {
            f"value {name}": [value for value, _store in HELD[name]],
            f"store {name}": [store for _value, store in HELD[name]],
            f"answer {name}, untouched": plain[name]["output"],
            f"answer {name}": found[name]["output"],
        }
    return pd.DataFrame(columns)
