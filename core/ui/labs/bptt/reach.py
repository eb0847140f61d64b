"""How much of a gradient is left k steps back, for three cells, as radius, length, activation and bias move."""

from __future__ import annotations

from math import exp, log10

import pandas as pd
import streamlit as st

from core.charts.labs.curves import Curve, curves_alt_text, curves_chart
from core.labs.bptt.lab import LAB, REACH
from core.labs.bptt.names import CELLS
from core.labs.knobs import Values
from core.messages import M
from core.ui import frame
from core.ui.labs import drawings, maths, numbers, state
from core.ui.labs.bptt import settings
from core.ui.language import _, say

TITLES = {"elman": M("Elman"), "lstm": M("LSTM"), "gru": M("GRU")}
COLOURS = {"elman": 2, "gru": 3, "lstm": 4}
"""Places in the order of the models' colours, as in the other labs."""
LOWEST = -12.0
"""Smaller sizes leave the picture at its lower edge; the table has them all."""


def draw(values: Values) -> None:
    """Three curves and the power of the radius beside them."""
    length, radius = values.whole("length"), round(values.real("radius"), 2)
    found = REACH(**settings.network(values), length=length)
    back = len(found["elman"]) - 1
    told = M(
        "{steps} steps back the gradient is multiplied by {elman} (Elman), {lstm} (LSTM), {gru} (GRU).",
        steps=back,
        **{cell: settings.size(found[cell][-1]) for cell in CELLS},
    )
    st.markdown(say(told))
    _curves(found, radius, back)
    if back < length - 1:
        short = M("Your series has {count} values, so that the sequence is shorter than asked for.", count=back + 2)
        st.caption(say(short))
    st.caption(
        _(
            "Largest stretch of ∂ h(T) / ∂ state(T − k), read off the series chosen. Dashed: the radius to the power "
            "k, which no Elman network of this kind exceeds and a linear one follows."
        )
    )
    _equation(values, found, radius, back)
    numbers.show(LAB, pd.DataFrame({"k": range(back + 1), **found}), "reach")


def _curves(found: dict[str, list[float]], radius: float, back: int) -> None:
    steps = range(back + 1)
    curves = [
        Curve(say(TITLES[cell]), steps, [max(LOWEST, power) for power in found[cell]], number=number)
        for cell, number in COLOURS.items()
    ]
    bound = [max(LOWEST, k * log10(radius)) for k in steps]
    curves.append(Curve(_("radius to the power k"), steps, bound, number=None))
    top = max(1.0, *(value for curve in curves for value in curve.y))
    low = min(-2.0, *(value for curve in curves for value in curve.y))
    chart = curves_chart(
        curves,
        frame.look(),
        title=_("What is left of the gradient"),
        x_title=_("Steps back, k"),
        powers=True,
        domain=(low - 0.3, top + 0.3),
        height=320,
    )
    drawings.show(chart, curves_alt_text(curves), state.key(LAB, "reach"))


def _equation(values: Values, found: dict[str, list[float]], radius: float, back: int) -> None:
    bias = values.real("bias")
    gate = 1 / (1 + exp(-bias))
    maths.lines(
        r"\text{Elman:} \quad \left\| \frac{\partial \mathbf{h}_T}{\partial \mathbf{h}_{T-k}} \right\| &\le \rho^k "
        rf"\max_t |\varphi'(a_t)|^k \le {maths.number(radius, 2)}^{{{back}}} = 10^{{{_exponent(radius, back)}}}",
        r"\text{LSTM:} \quad \frac{\partial \mathbf{c}_T}{\partial \mathbf{c}_{T-k}} &\approx "
        rf"\prod_t \mathbf{{f}}_t, \quad \sigma(b_f) = \sigma({maths.number(bias, 1)}) = {maths.number(gate)}, \quad "
        rf"{maths.number(gate)}^{{{back}}} = 10^{{{_exponent(gate, back)}}}",
    )


def _exponent(base: float, power: int) -> str:
    return maths.number(power * log10(base), 1)
