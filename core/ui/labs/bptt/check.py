"""Every part of the gradient, by hand against autograd."""

from __future__ import annotations

from typing import Any

import pandas as pd
import streamlit as st

from core.charts.labs import diagonal
from core.labs.bptt.lab import CHECK, LAB
from core.labs.bptt.names import LEAST
from core.labs.knobs import Values
from core.messages import M
from core.ui import frame
from core.ui.labs import drawings, maths, numbers, state
from core.ui.labs.bptt import settings
from core.ui.language import say

AGREED = -6.0


def draw(values: Values) -> None:
    """A point a number of the gradient; on the diagonal where both agree."""
    cell = values.text("cell")
    found = CHECK(cell=cell, **settings.network(values))
    count, worst = sum(map(len, found["hand"].values())), max(found["differences"].values())
    size = M("less than 10⁻¹²") if worst <= LEAST else settings.size(worst)
    if worst <= AGREED:
        told = M("All {count} numbers of the gradient agree: the largest difference is {size}.", count=count, size=size)
    else:
        told = M("The {count} numbers of the gradient do not all agree: they differ by {size}.", count=count, size=size)
    st.markdown(say(told))
    points = [
        (name, theirs, ours)
        for name in found["hand"]
        for ours, theirs in zip(found["hand"][name], found["autograd"][name], strict=True)
    ]
    chart = diagonal.diagonal_chart(points, frame.look())
    drawings.show(chart, diagonal.diagonal_alt_text(points), state.key(LAB, "check"))
    note = M(
        "Both divided by the largest number of the gradient, {size}. The difference is relative to it where it is "
        "above 1.",
        size=settings.size(found["scale"]),
    )
    st.caption(say(note))
    _worst(found)
    numbers.show(LAB, pd.DataFrame(points, columns=["part", "autograd", "by hand"]), f"check-{cell}")


def _worst(found: dict[str, Any]) -> None:
    """The first number of the recurrent weights, once each way."""
    ours, theirs = found["hand"]["w_h"][0], found["autograd"]["w_h"][0]
    scale = 10 ** found["scale"]
    maths.lines(
        r"\frac{\partial L}{\partial W_h[1,1]} &= \sum_t \frac{\partial L}{\partial a_t[1]}\, h_{t-1}[1] = "
        rf"{maths.number(ours * scale, 6)}",
        rf"\text{{autograd}} &= {maths.number(theirs * scale, 6)}",
    )
