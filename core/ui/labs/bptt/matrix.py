"""Every loss by every earlier state, and one loss's row as a curve."""

from __future__ import annotations

from typing import Any

import pandas as pd
import streamlit as st

from core.charts.labs import tracks, triangle
from core.labs.bptt.lab import LAB, MATRIX
from core.labs.knobs import Values
from core.messages import M
from core.ui import frame
from core.ui.labs import linked, maths, numbers
from core.ui.labs.bptt import settings
from core.ui.language import _, say


def draw(values: Values) -> None:
    """The triangle, the row that is chosen, and the series above its steps."""
    cell = values.text("cell")
    found = MATRIX(cell=cell, **settings.network(values))
    rows = found["rows"]
    t = min(values.whole("t"), len(rows))
    row = rows[t - 1]
    told = M(
        "The gradient of the loss of step {step} is {own} at the state of its own step and {first} at that of step 1.",
        step=t,
        own=settings.size(row[-1]),
        first=settings.size(row[0]),
    )
    st.markdown(say(told))
    _stack(found, t)
    st.caption(
        _("Size of ∂ loss(t) / ∂ state(s). For an LSTM the state is h and c together: the error travels along both.")
    )
    _equation(row, t)
    numbers.show(LAB, _table(rows), f"matrix-{cell}")


def _stack(found: dict[str, Any], t: int) -> None:
    """The series, every loss by every state below it, and the row of one loss as a curve."""
    shown, rows, look = linked.Stack(), found["rows"], frame.look()
    drawn = [
        tracks.Track(_("input"), found["x"], "input"),
        tracks.Track(_("wanted"), found["targets"], "target"),
        tracks.Track(_("output"), found["outputs"]),
    ]
    shown.tracks(_("What is read and answered"), drawn)
    title = _("Losses, from top to bottom, by the states before them")
    shown.parts.append(triangle.triangle_part(title, rows, look, row=t))
    shown.parts.append(triangle.row_part(_("The row of one loss as a curve"), rows, look, row=t))
    shown.told.append(triangle.triangle_alt_text(rows, t))
    named = {"loss": _("Loss of step"), "amount": _("Power of ten")}
    shown.show(LAB, "matrix", "t", t, pick=triangle.POINTED, pointers=[triangle.POINTER], named=named)


def _equation(row: list[float], t: int) -> None:
    own, first = maths.number(10 ** row[-1], 3), maths.number(row[0], 1)
    maths.lines(
        r"\frac{\partial \ell_t}{\partial \mathbf{h}_s} &= (y_t - y^*_t)\,\mathbf{v}^{\top} "
        r"\prod_{k=t}^{s+1} \frac{\partial \mathbf{h}_k}{\partial \mathbf{h}_{k-1}}",
        rf"t = {t}: \quad \left\| \cdot \right\|_{{s = {t}}} &= {own}, \qquad \left\| \cdot \right\|_{{s = 1}} = "
        rf"10^{{{first}}}",
    )


def _table(rows: list[list[float]]) -> pd.DataFrame:
    """A row a pair of loss and state."""
    pairs = [(t, s, power) for t, row in enumerate(rows, 1) for s, power in enumerate(row, 1)]
    return pd.DataFrame(pairs, columns=["loss of step", "state of step", "log10 of gradient"])
