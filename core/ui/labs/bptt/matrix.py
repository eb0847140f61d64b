"""Every loss by every earlier state, and one loss's row as a curve."""

from __future__ import annotations

from typing import Any

import pandas as pd
import streamlit as st

from core.charts.labs import curves, tracks, triangle
from core.labs.bptt.lab import LAB, MATRIX
from core.labs.knobs import Values
from core.messages import M
from core.ui import frame
from core.ui.labs import drawings, maths, numbers, state
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
    left, right = st.columns(2)
    with left:
        chart = triangle.triangle_chart(rows, frame.look(), row=t)
        drawings.show(chart, triangle.triangle_alt_text(rows, t), state.key(LAB, "triangle"))
    with right:
        _row(row, len(rows))
        _series(found, t)
    st.caption(
        _("Size of ∂ loss(t) / ∂ state(s). For an LSTM the state is h and c together: the error travels along both.")
    )
    _equation(row, t)
    numbers.show(LAB, _table(rows), f"matrix-{cell}")


def _row(row: list[float], length: int) -> None:
    curve = curves.Curve("", range(1, len(row) + 1), row)
    chart = curves.curves_chart(
        [curve],
        frame.look(),
        title=_("Size of the chosen loss's gradient"),
        x_title=_("State of step"),
        powers=True,
        domain=(min(-4.0, *row) - 0.2, max(0.5, *row) + 0.2),
        marked=float(len(row)),
        ticks=[1, *range(4, length + 1, 4)],
        height=200,
    )
    drawings.show(chart, curves.curves_alt_text([curve]), state.key(LAB, "row"))


def _series(found: dict[str, Any], t: int) -> None:
    drawn = [
        tracks.Track(_("input"), found["x"], "input"),
        tracks.Track(_("wanted"), found["targets"], "target"),
        tracks.Track(_("output"), found["outputs"]),
    ]
    drawings.show(
        tracks.tracks_chart(drawn, frame.look(), step=t, height=170),
        tracks.tracks_alt_text({track.name: track.values for track in drawn}),
        state.key(LAB, "series"),
    )


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
