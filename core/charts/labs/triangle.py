"""How much each loss moves each earlier state: a triangle of colours, a row a loss, a column a state."""

from __future__ import annotations

from collections.abc import Sequence

from core.charts.frames import whole_ticks
from core.charts.labs.drawing import Drawing, Spec, drawing, layer, number, power_label, scale_legend, steps_x, words
from core.charts.look import Look
from core.messages import M, Message, Number

LOWEST = -6.0
"""Everything smaller has the last colour."""


def triangle_chart(rows: Sequence[Sequence[float]], look: Look, *, row: int | None = None) -> Drawing:
    """rows: of loss t = 1, 2 …: log₁₀ of its gradient by the states 1 … t. row: the loss that is framed."""
    length, high = len(rows), max(max(part) for part in rows)
    cells = [
        {
            "t": s - 0.5,
            "t2": s + 0.5,
            "y": t - 0.5,
            "y2": t + 0.5,
            "state": s,
            "loss": t,
            "value": max(value, LOWEST),
            "amount": look.number(value, 2),
        }
        for t, part in enumerate(rows, 1)
        for s, value in enumerate(part, 1)
    ]
    x, y = steps_x(1, length, look.word("State of step")), _losses_y(length)
    domain = [LOWEST, max(high, LOWEST + 1)]
    edges: Spec = {"x": x, "x2": {"field": "t2"}, "y": y, "y2": {"field": "y2"}}
    tooltip = [
        words("loss", look.word("Loss of step")),
        words("state", look.word("State of step")),
        words("amount", look.word("Power of ten")),
    ]
    legend = scale_legend(look, 200, tickCount=4, tickMinStep=1, labelExpr=power_label((domain[0], domain[1])))
    colour = number("value", scale={"domain": domain, "scheme": look.magnitude}, legend=legend)
    layers = [layer("rect", cells, edges | {"color": colour, "tooltip": tooltip}, stroke=None)]
    if row is not None:
        place = [{"t": 0.5, "t2": row + 0.5, "y": row - 0.5, "y2": row + 0.5}]
        layers.append(layer("rect", place, edges, fillOpacity=0, stroke=look.colours.ink, strokeWidth=2))
    return drawing(layers, look, 300 if look.narrow else 380, look.word("Loss of step, from top to bottom"))


def triangle_alt_text(rows: Sequence[Sequence[float]], row: int) -> Message:
    """The triangle in one sentence."""
    return M(
        "Triangle of {count} losses by the states before them; from loss {row} to its own state 10 to the power {own}, "
        "to the state of step 1 10 to the power {first}.",
        count=len(rows),
        row=row,
        own=Number(rows[row - 1][-1], 1),
        first=Number(rows[row - 1][0], 1),
    )


def _losses_y(length: int) -> Spec:
    axis = {"title": None, "grid": False, "values": whole_ticks(1, length)}
    scale = {"domain": [length + 0.5, 0.5], "nice": False, "zero": False}
    return number("y", scale=scale, axis=axis)
