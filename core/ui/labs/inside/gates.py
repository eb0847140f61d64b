"""LSTM and GRU gate by gate: every gate at every step, and the equations of one unit with this step's numbers."""

from __future__ import annotations

import pandas as pd
import streamlit as st

from core.charts.labs import tracks
from core.labs.inside.lab import GATES, LAB
from core.labs.inside.steps import HELD, STEPS
from core.labs.knobs import Values
from core.messages import M, Message, Number
from core.ui.labs import knobs, linked, maths, numbers
from core.ui.language import _, say

TITLES: dict[str, Message] = {
    "input": M("input gate i"),
    "forget": M("forget gate f"),
    "candidate": M("candidate g"),
    "output": M("output gate o"),
    "cell": M("cell state c"),
    "reset": M("reset gate r"),
    "update": M("update gate z"),
    "hidden": M("hidden state h"),
}
SIGNED = ("candidate", "cell", "hidden")
LETTERS = {"input": "i", "forget": "f", "candidate": "g", "output": "o", "reset": "r", "update": "z"}


def draw(values: Values) -> None:
    """What goes in and comes out, the gates, and one unit's equations."""
    cell, name, step = values.text("gated"), values.text("sequence"), values.whole("step")
    trace, x = GATES(cell=cell, sequence=name), HELD[name]
    st.markdown(say(_sentence(trace, x, step)))
    _stack(trace, x, step)
    knobs.inside(LAB, "unit")
    unit = values.whole("unit") - 1
    st.markdown(say(M("**The equations of unit {unit} at step {step}**", unit=unit + 1, step=step)))
    (_lstm if cell == "lstm" else _gru)(trace, unit, step - 1)
    st.caption(
        _(
            "The first number of each sum is what the input adds (W x), the second what the state before adds (U h), "
            "the third the bias."
        )
    )
    numbers.show(LAB, _wide(trace, x, unit), f"{cell}-{unit + 1}")


def _sentence(trace: dict, x: tuple[tuple[float, float], ...], step: int) -> Message:
    value, store = x[step - 1]
    told = M("it is told to store {value}", value=Number(value, 0)) if store else M("there is nothing to store")
    return M(
        "At step {step} {told}; it answers {output}.", step=step, told=told, output=Number(trace["output"][step - 1], 2)
    )


def _stack(trace: dict, x: tuple[tuple[float, float], ...], step: int) -> None:
    """What goes in and comes out, and below it every gate as a heat map."""
    found = linked.Stack()
    stored = tracks.Track(_("to store"), [value * store for value, store in x], "input")
    found.tracks(_("What goes in and comes out"), [stored, tracks.Track(_("output"), trace["output"])])
    shown = {**trace["gates"], "hidden": trace["hidden"]}
    first = {signed: next(name for name in shown if (name in SIGNED) is signed) for signed in (False, True)}
    for name, rows in shown.items():
        signed = name in SIGNED
        most = None if name == "cell" else 1.0
        found.states(say(TITLES[name]), rows, most=most, signed=signed, legend=name == first[signed])
    found.show(LAB, "gates", "step", step)


def _sum(trace: dict, gate: str, unit: int, t: int) -> str:
    """The three sums a gate is made from."""
    return " + ".join(maths.bracketed(part[t][unit]) for part in trace["parts"][gate])


def _gate(trace: dict, gate: str, unit: int, t: int) -> str:
    value = maths.number(trace["gates"][gate][t][unit])
    squash = r"\tanh" if gate == "candidate" else r"\sigma"
    return rf"{LETTERS[gate]} &= {squash}({_sum(trace, gate, unit, t)}) = {value}"


def _lstm(trace: dict, unit: int, t: int) -> None:
    gates = {name: rows[t][unit] for name, rows in trace["gates"].items()}
    before = trace["gates"]["cell"][t - 1][unit] if t else 0.0
    keeps, takes = maths.number(gates["forget"]), maths.number(gates["input"])
    maths.lines(
        *(_gate(trace, gate, unit, t) for gate in ("input", "forget", "candidate", "output")),
        rf"c' &= f\,c + i\,g = {keeps} \cdot {maths.bracketed(before)} + {takes} \cdot "
        rf"{maths.bracketed(gates['candidate'])} = {maths.number(gates['cell'])}",
        rf"h' &= o \tanh(c') = {maths.number(gates['output'])} \cdot \tanh({maths.number(gates['cell'])}) = "
        rf"{maths.number(trace['hidden'][t][unit])}",
    )


def _gru(trace: dict, unit: int, t: int) -> None:
    gates = {name: rows[t][unit] for name, rows in trace["gates"].items()}
    before = trace["hidden"][t - 1][unit] if t else 0.0
    from_input, from_state, bias = (part[t][unit] for part in trace["parts"]["candidate"])
    reset, update = maths.number(gates["reset"]), maths.number(gates["update"])
    maths.lines(
        _gate(trace, "reset", unit, t),
        _gate(trace, "update", unit, t),
        rf"n &= \tanh({maths.bracketed(from_input)} + r \cdot {maths.bracketed(from_state)} + {maths.bracketed(bias)})"
        rf" = {maths.number(gates['candidate'])}, \quad r = {reset}",
        rf"h' &= (1 - z)\,n + z\,h = {maths.number(1 - gates['update'])} \cdot {maths.bracketed(gates['candidate'])} + "
        rf"{update} \cdot {maths.bracketed(before)} = {maths.number(trace['hidden'][t][unit])}",
    )


def _wide(trace: dict, x: tuple[tuple[float, float], ...], unit: int) -> pd.DataFrame:
    gates = {name: [row[unit] for row in rows] for name, rows in trace["gates"].items()}
    return pd.DataFrame(
        {
            "t": range(1, STEPS + 1),
            "value": [value for value, _store in x],
            "store": [store for _value, store in x],
            **gates,
            "hidden": [row[unit] for row in trace["hidden"]],
            "answer": trace["output"],
        }
    )
