"""Parameters, operations and time of a step: by formula with this width's numbers, and measured on this machine."""

from __future__ import annotations

import pandas as pd
import streamlit as st

from core.charts.labs.bars import Bar, bars_alt_text, bars_chart
from core.labs.compared.cost import GATES, MIXED, SQUASHED, operations, parameters, width
from core.labs.compared.lab import LAB, TIMES, TITLES
from core.labs.compared.names import CELLS, COLOURS, WIDTH
from core.labs.knobs import Values
from core.messages import M
from core.ui import frame
from core.ui.labs import drawings, maths, numbers, state
from core.ui.language import _, say


def draw(values: Values) -> None:
    """Three measures side by side, the formulas, and the button that measures."""
    inputs, hidden, size = values.whole("inputs"), values.whole("hidden"), values.text("size")
    units = {cell: width(cell, inputs, size, hidden) for cell in CELLS}
    weights = {cell: parameters(cell, inputs, units[cell]) for cell in CELLS}
    work = {cell: operations(cell, inputs, units[cell]) for cell in CELLS}
    told = M(
        "With {lstm} units an LSTM has {weights} parameters and does {work} operations a step; a GRU {gru_work}, a "
        "simple RNN {elman_work}.",
        lstm=units["lstm"],
        weights=weights["lstm"],
        work=work["lstm"],
        gru_work=work["gru"],
        elman_work=work["elman"],
    )
    st.markdown(say(told))
    times, here = _times(inputs, hidden, size)
    left, right = st.columns(2)
    with left:
        _bars(weights, _("Parameters"), "weights")
    with right:
        _bars(work, _("Operations a step"), "work")
    if times:
        left, right = st.columns(2)
        with left:
            _bars({cell: times[cell][0] for cell in CELLS}, _("Forwards, µs a step of 32 sequences"), "ahead", 1)
        with right:
            _bars({cell: times[cell][1] for cell in CELLS}, _("Backwards, µs a step of 32 sequences"), "back", 1)
    if not times:
        st.caption(_("The time of these settings has not been measured yet."))
    elif here:
        st.caption(_("Measured on this machine: median of seven runs over 40 steps."))
    else:
        st.caption(_("Measured where this lab was made, not on your machine: median of seven runs over 40 steps."))
    st.button(
        _("Measure on this machine"),
        icon=":material/timer:",
        key=state.key(LAB, "measure"),
        on_click=_measure,
        args=(inputs, hidden, size),
    )
    _formulas(inputs, units, weights, work)
    numbers.show(LAB, table(units, weights, work, times), f"cost-{inputs}-{hidden}-{size}")


def _measure(inputs: int, hidden: int, size: str) -> None:
    """A callback: what it finds stays in the session."""
    found = TIMES.compute({"inputs": inputs, "hidden": hidden, "size": size})
    st.session_state[state.key(LAB, "measured")] = ((inputs, hidden, size), found)


def _times(inputs: int, hidden: int, size: str) -> tuple[dict[str, list[float]], bool]:
    """Microseconds of each cell, and whether they were measured here; none where there are none for these settings."""
    asked, found = st.session_state.get(state.key(LAB, "measured"), (None, {}))
    if asked == (inputs, hidden, size):
        return found, True
    shipped = (inputs, hidden) == (2, WIDTH)
    return (TIMES(inputs=inputs, hidden=hidden, size=size), False) if shipped else ({}, False)


def _bars(amounts: dict[str, float] | dict[str, int], title: str, name: str, decimals: int = 0) -> None:
    look = frame.look()
    bars = [
        Bar(say(TITLES[cell]), amount, look.number(amount, decimals), COLOURS[place])
        for place, (cell, amount) in enumerate(amounts.items())
    ]
    drawings.show(bars_chart(bars, look, title=title), bars_alt_text(bars), state.key(LAB, f"bars.{name}"))


def _formulas(inputs: int, units: dict[str, int], weights: dict[str, int], work: dict[str, int]) -> None:
    st.markdown(
        _("**The formulas with these numbers** (G: sums of input and state a step; each σ and tanh counts as one)")
    )
    maths.lines(
        rf"\text{{{_('Parameters')}}} &= G\,(HF + H^2 + 2H)",
        *(
            rf"\text{{{say(TITLES[cell])}}} &: \; {GATES[cell]}\,({h} \cdot {inputs} + {h}^2 + 2 \cdot {h}) = "
            rf"{weights[cell]}"
            for cell, h in units.items()
        ),
    )
    maths.lines(
        rf"\text{{{_('Operations a step')}}} &= 2\,G H (F + H) + 2\,G H + (s + p)\,H",
        *(
            rf"\text{{{say(TITLES[cell])}}} &: \; 2 \cdot {GATES[cell]} \cdot {h}\,({inputs} + {h}) + "
            rf"2 \cdot {GATES[cell]} \cdot {h} + ({SQUASHED[cell]} + {MIXED[cell]}) \cdot {h} = {work[cell]}"
            for cell, h in units.items()
        ),
    )
    st.caption(_("Two biases a sum, as in torch; s: σ and tanh a unit; p: products and sums a unit after them."))


def table(
    units: dict[str, int], weights: dict[str, int], work: dict[str, int], times: dict[str, list[float]]
) -> pd.DataFrame:
    """One row a cell."""
    rows = []
    for cell in CELLS:
        row = {"cell": cell, "units": units[cell], "parameters": weights[cell], "operations a step": work[cell]}
        if times:
            row |= {"forwards, µs": times[cell][0], "backwards, µs": times[cell][1]}
        rows.append(row)
    return pd.DataFrame(rows)
