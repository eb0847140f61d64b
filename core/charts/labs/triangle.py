"""How much each loss moves each earlier state: a triangle of colours, a row a loss, a column a state."""

from __future__ import annotations

from collections.abc import Sequence

from core.charts.frames import whole_ticks
from core.charts.labs.drawing import Spec, axis_y, drawing, layer, number, power_label, scale_legend, steps_x, words
from core.charts.labs.stack import Part
from core.charts.look import Look
from core.messages import M, Message, Number

LOWEST = -6.0
"""Everything smaller has the last colour."""
POINTED = "row"
"""Name of the selection of the loss under the pointer, and of its field."""
POINTER: Spec = {
    "name": POINTED,
    "select": {"type": "point", "fields": [POINTED], "on": "pointerover", "clear": "pointerout"},
}
Rows = Sequence[Sequence[float]]


def triangle_part(title: str, rows: Rows, look: Look, *, row: int) -> Part:
    """rows: of loss t = 1, 2 …: log₁₀ of its gradient by the states 1 … t. row: the loss that is framed.

    Pointing at a place frames the row of its loss, and shows it wherever POINTED is asked for.
    """
    length, high = len(rows), max(max(part) for part in rows)
    cells = [
        {
            "t": s - 0.5,
            "t2": s + 0.5,
            "y": t - 0.5,
            "y2": t + 0.5,
            "step": s,
            "row": t,
            "loss": str(t),
            "value": max(value, LOWEST),
            "amount": look.number(value, 2),
        }
        for t, part in enumerate(rows, 1)
        for s, value in enumerate(part, 1)
    ]
    x, y = steps_x(1, length, look.word("Time step")), _losses_y(length)
    domain = [LOWEST, max(high, LOWEST + 1)]
    edges: Spec = {"x": x, "x2": {"field": "t2"}, "y": y, "y2": {"field": "y2"}}
    legend = scale_legend(look, 200, tickCount=4, tickMinStep=1, labelExpr=power_label((domain[0], domain[1])))
    colour = number("value", scale={"domain": domain, "scheme": look.magnitude}, legend=legend)
    framed = [{"t": 0.5, "t2": t + 0.5, "y": t - 0.5, "y2": t + 0.5, "row": t} for t in range(1, length + 1)]
    style: Spec = {"fillOpacity": 0, "strokeWidth": 2}
    layers = [
        layer("rect", cells, edges | {"color": colour}, stroke=None),
        layer("rect", framed[row - 1 : row], edges, stroke=look.colours.ink, **style),
        pointed(layer("rect", framed, edges, stroke=look.colours.actual, **style)),
    ]
    height = 220 if look.narrow else 280
    return Part(title, drawing(layers, look, height), height, cells=cells)


def row_part(title: str, rows: Rows, look: Look, *, row: int) -> Part:
    """One loss's row as a curve, and beside it the row of the loss under the pointer."""
    span = (min(-4.0, *(min(part) for part in rows)) - 0.2, max(0.5, *(max(part) for part in rows)) + 0.2)
    x, y = steps_x(1, len(rows), look.word("Time step")), axis_y(span, powers=True)
    points = [{"t": s, "y": value, "row": t} for t, part in enumerate(rows, 1) for s, value in enumerate(part, 1)]
    name = look.word("loss of step {step}")
    layers: list[Spec] = []
    for colour, shown in ((look.colours.ink, row), (look.colours.actual, None)):
        mine = [point for point in points if shown in (None, point["row"])]
        ends = [point | {"text": name.format(step=point["row"])} for point in mine if point["t"] == point["row"]]
        drawn = [
            layer("line", mine, {"x": x, "y": y}, color=colour, strokeWidth=2),
            layer("circle", mine, {"x": x, "y": y}, color=colour, size=24, opacity=1),
            layer("text", ends, {"x": x, "y": y, "text": words("text")}, color=colour, align="left", dx=8, dy=-8),
        ]
        layers += drawn if shown else [pointed(each) for each in drawn]
    return Part(title, drawing(layers, look, 110), 110)


def pointed(one: Spec) -> Spec:
    """A layer of which only what belongs to the loss under the pointer is seen."""
    return one | {"transform": [{"filter": {"param": POINTED, "empty": False}}]}


def triangle_alt_text(rows: Rows, row: int) -> Message:
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
