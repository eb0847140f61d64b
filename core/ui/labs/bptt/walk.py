"""Two units over six steps: forwards with every value, then backwards with every error."""

from __future__ import annotations

from typing import Any

import pandas as pd
import streamlit as st

from core.charts.labs import network
from core.charts.labs.network import Edge, Unit
from core.labs.bptt.lab import LAB, WALK
from core.labs.bptt.names import LEAST, WALKED
from core.labs.knobs import Values
from core.messages import M, Message, Number
from core.ui import frame
from core.ui.labs import drawings, numbers, state
from core.ui.labs.bptt import equations, settings
from core.ui.language import _, say

ROWS = {0.0: "x", 1.0: "h₂", 2.0: "h₁", 3.0: "loss"}


def draw(values: Values) -> None:
    """The unrolled network at this tick, its equations, and the comparison with autograd."""
    cell, tick = values.text("cell"), values.whole("tick")
    found = WALK(cell=cell, **settings.network(values))
    back = tick > WALKED
    t = 2 * WALKED + 1 - tick if back else tick
    st.markdown(say(_sentence(found, t, back)))
    _network(found, t, back)
    if back:
        st.caption(_("Circles: ∂L/∂h, the derivative of the whole loss by each state; blue dashes: the way back."))
    else:
        st.caption(_("Circles: the input, the two states, and the loss of each step."))
    st.markdown(_("**This step backwards**") if back else _("**This step forwards**"))
    equations.show(cell, values.text("activation"), found, t - 1, back)
    if found["difference"] <= LEAST:
        st.markdown(_("Our gradient and autograd's are the same to 12 digits."))
    else:
        told = M("Our gradient and autograd's differ by {size}.", size=settings.size(found["difference"]))
        st.markdown(say(told))
    numbers.show(LAB, _table(found), f"walk-{cell}")


def _sentence(found: dict[str, Any], t: int, back: bool) -> Message:
    if not back:
        return M(
            "Forwards, step {step}: the input is {input}, the output {output}, wanted {target}; the loss is {loss}.",
            step=t,
            input=Number(found["x"][t - 1], 2),
            output=Number(found["outputs"][t - 1], 2),
            target=Number(found["targets"][t - 1], 2),
            loss=Number(found["losses"][t - 1], 2),
        )
    own, whole = found["from_loss"][t - 1][:2], found["errors"][t - 1][:2]
    return M(
        "Backwards, step {step}: of the error at h, {own} is this step's own, {later} comes from later steps.",
        step=t,
        own=Number(_length(own), 2),
        later=Number(_length([a - b for a, b in zip(whole, own, strict=True)]), 2),
    )


def _length(vector: list[float]) -> float:
    return float(sum(value**2 for value in vector) ** 0.5)


def _network(found: dict[str, Any], t: int, back: bool) -> None:
    units, edges = picture(found, t, back)
    columns = {float(step): f"t = {step}" for step in range(1, WALKED + 1)}
    rows = {**ROWS, 3.0: _("loss")}
    chart = network.network_chart(units, edges, frame.look(), rows=rows, columns=columns, now=float(t))
    text = network.network_alt_text(units, edges, step=t)
    drawings.show(chart, text, state.key(LAB, "network"))


def picture(found: dict[str, Any], t: int, back: bool) -> tuple[list[Unit], list[Edge]]:
    """Everything reached by now: values where it went forwards, errors where it came back."""
    most = max(abs(value) for row in found["errors"] for value in row[:2]) or 1.0
    units, edges = [], []
    for step in range(1, WALKED + 1):
        here, returned = back or step <= t, back and step >= t
        values = found["errors" if returned else "states"][step - 1]
        units.append(_unit(step, 0, found["x"][step - 1] if here else None))
        for unit in range(2):
            units.append(_unit(step, 2 - unit, values[unit] if here and (returned or not back) else None, most, back))
        units.append(_unit(step, 3, found["losses"][step - 1] if here else None))
        edges += _edges(found, step, here, returned, t)
    return units, edges


def _unit(step: int, row: int, value: float | None, most: float = 1.0, back: bool = False) -> Unit:
    return Unit(float(step), float(row), value, scale=most if back else 1.0)


def _edges(found: dict[str, Any], step: int, here: bool, returned: bool, t: int) -> list[Edge]:
    """Into and within one step; the way back is dashed."""
    if not here:
        return []
    heights, drawn = (2.0, 1.0), []
    for unit, y in enumerate(heights):
        drawn.append(Edge("x", (step, 0.0), (step, y)) if unit else Edge("x", (step - 0.0, 0.0), (step, y)))
        drawn.append(Edge("loss", (step, y), (step, 3.0), dashed=returned))
        if step > 1:
            drawn += [Edge("h", (step - 1, from_y), (step, y), dashed=returned and step > t) for from_y in heights]
    return drawn


def _table(found: dict[str, Any]) -> pd.DataFrame:
    """One row a step."""
    columns: dict[str, Any] = {"t": range(1, WALKED + 1), "x": found["x"]}
    for unit in range(2):
        columns[f"h{unit + 1}"] = [row[unit] for row in found["states"]]
    columns |= {"y": found["outputs"], "target": found["targets"], "loss": found["losses"]}
    for unit in range(2):
        columns[f"dL/dh{unit + 1}"] = [row[unit] for row in found["errors"]]
        columns[f"own loss, h{unit + 1}"] = [row[unit] for row in found["from_loss"]]
    return pd.DataFrame(columns)
