"""Hidden state as memory: erase it, freeze it, or swap it between two sequences."""

from __future__ import annotations

import pandas as pd
import streamlit as st

from core.charts.labs import states, tracks
from core.labs.inside.lab import LAB, MEMORY
from core.labs.inside.steps import HELD, STEPS
from core.labs.knobs import Values
from core.messages import M, Message
from core.ui import frame
from core.ui.labs import drawings, knobs, maths, numbers, state
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
    columns = st.columns(2)
    for column, name in zip(columns, HELD, strict=True):
        with column:
            _sequence(name, plain[name], found[name], None if surgery == "none" else step)
    before = step - 1
    text = EQUATIONS[surgery]
    maths.lines(text % ((before, step) if surgery == "freeze" else (before,) * text.count("%d")))
    numbers.show(LAB, _wide(plain, found), f"memory-{surgery}")


def _sequence(name: str, plain: dict, found: dict, step: int | None) -> None:
    st.caption(say(M("Sequence {name}", name=name.upper())))
    drawn = [
        tracks.Track(_("to store"), [value * store for value, store in HELD[name]], "input"),
        *([] if step is None else [tracks.Track(_("without"), plain["output"], "target")]),
        tracks.Track(_("output"), found["output"]),
    ]
    drawings.show(
        tracks.tracks_chart(drawn, frame.look(), step=step, domain=(-1.35, 1.35)),
        tracks.tracks_alt_text({track.name: track.values for track in drawn}),
        state.key(LAB, f"memory.{name}"),
    )
    table = pd.DataFrame(
        [
            {"step": t + 1, "row": str(unit + 1), "value": found["hidden"][t][unit]}
            for unit in range(len(found["hidden"][0]))
            for t in range(STEPS)
        ]
    )
    chart = states.states_chart(table, frame.look(), step=step, most=1.0)
    drawings.show(chart, states.states_alt_text(table, step=step), state.key(LAB, f"memory.states.{name}"))


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
