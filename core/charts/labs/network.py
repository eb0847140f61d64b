"""A network drawn as it is computed: units in the colours of their values, weights in the colours of their signs."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from core.charts.colours import contrast, mix
from core.charts.labs.drawing import Drawing, Rows, Spec, axis_x, drawing, layer, number, places_named, plain, words
from core.charts.look import Look
from core.messages import M, Message

SELECTION = "edge"
"""Name of the selection by which a click chooses a weight."""

ROW_PIXELS, NARROW_ROW_PIXELS = 62, 54
UNIT_SIZE, NARROW_UNIT_SIZE = 900, 620
TARGET_PIXELS = 13
"""Width of the invisible lines that take the clicks."""


@dataclass(frozen=True)
class Unit:
    """A circle at column x (a time step) and row y (0 at the bottom). value: colours it; None draws an empty one.

    text: written in it; the value where it is empty. scale: the value at which the colour is full.
    """

    x: float
    y: float
    value: float | None = None
    text: str = ""
    scale: float = 1.0


@dataclass(frozen=True)
class Edge:
    """A line between two places, (x, y) each. name: shared by all copies of a weight. weight: None has no sign.

    title: what a reader calls it, the name where it is empty.
    """

    name: str
    start: tuple[float, float]
    end: tuple[float, float]
    weight: float | None = None
    dashed: bool = False
    title: str = ""


def network_chart(
    units: Sequence[Unit],
    edges: Sequence[Edge],
    look: Look,
    *,
    rows: Mapping[float, str],
    columns: Mapping[float, str],
    chosen: str = "",
    clickable: bool = False,
    now: float | None = None,
    row_pixels: int = 0,
) -> Drawing:
    """Units and edges on a grid of rows (what they are) and columns (time steps), both with their words.

    chosen: name of the edge that stands out, with its weight. now: the column that is marked.
    """
    x, y = _x(columns, [unit.x for unit in units]), _y(rows, [unit.y for unit in units])
    line = {"x": x, "x2": {"field": "t2"}, "y": y, "y2": {"field": "y2"}}
    table = _table(edges, chosen, look)
    layers = [] if now is None else [_now(now, look, x)]
    style = {"color": plain("colour"), "strokeWidth": plain("width"), "opacity": plain("opacity")}
    for dashed in (False, True):
        found = [row for row in table if row["dashed"] is dashed]
        if found:
            dash: Spec = {"strokeDash": [5, 4]} if dashed else {}
            layers.append(layer("rule", found, line | style, **dash))
    if clickable:
        layers.append(_targets(table, line))
    layers += _units(units, look, x, y)
    layers += _weights([edge for edge in edges if edge.name == chosen], look, x, y)
    height = (row_pixels or (NARROW_ROW_PIXELS if look.narrow else ROW_PIXELS)) * max(
        len(rows), round(max((unit.y for unit in units), default=0)) + 1
    ) + 46
    return drawing(layers, look, height)


def network_alt_text(units: Sequence[Unit], edges: Sequence[Edge], *, step: int | None = None) -> Message:
    """The drawing in one sentence."""
    if step is None:
        return M(
            "Network of {units} units and {edges} connections, drawn step by step from left to right.",
            units=len(units),
            edges=len(edges),
        )
    return M(
        "Network of {units} units and {edges} connections unrolled around time step {step}.",
        units=len(units),
        edges=len(edges),
        step=step,
    )


def _x(columns: Mapping[float, str], places: Sequence[float]) -> Spec:
    domain = min([*places, *columns]) - 0.55, max([*places, *columns]) + 0.55
    return axis_x(domain, None, list(columns), places_named(columns))


def _y(rows: Mapping[float, str], heights: Sequence[float]) -> Spec:
    axis = {"title": None, "grid": False, "values": list(rows), "labelExpr": places_named(rows)}
    domain = [min([*rows, *heights], default=0) - 0.5, max([*rows, *heights], default=0) + 0.5]
    return number("y", scale={"domain": domain, "nice": False, "zero": False}, axis=axis)


def _now(now: float, look: Look, x: Spec) -> Spec:
    rows = [{"t": now - 0.5, "t2": now + 0.5}]
    return layer("rect", rows, {"x": x, "x2": {"field": "t2"}}, color=look.colours.panel)


def _table(edges: Sequence[Edge], chosen: str, look: Look) -> Rows:
    """One row an edge, the chosen ones last and thicker."""
    largest = max((abs(edge.weight) for edge in edges if edge.weight), default=1.0)
    found = []
    for edge in sorted(edges, key=lambda edge: edge.name == chosen):
        strength = 1.2 if edge.weight is None else 0.6 + 2.6 * abs(edge.weight) / largest
        found.append(
            {
                "edge": edge.name,
                "title": edge.title or edge.name,
                "t": edge.start[0],
                "y": edge.start[1],
                "t2": edge.end[0],
                "y2": edge.end[1],
                "width": strength + 2.0 * (edge.name == chosen),
                "opacity": 1.0 if edge.name == chosen else 0.75,
                "colour": look.colours.forecast if edge.dashed else _sign(edge.weight, look),
                "weight": "" if edge.weight is None else look.number(edge.weight, 2),
                "dashed": edge.dashed,
            }
        )
    return found


def _sign(weight: float | None, look: Look) -> str:
    colours = look.colours
    if weight is None:
        return colours.muted
    return colours.hairline if weight == 0 else colours.positive if weight > 0 else colours.negative


def _targets(table: Rows, line: Spec) -> Spec:
    """Wide invisible lines that are easy to hit."""
    select = {"type": "point", "fields": ["edge"], "on": "click"}
    tooltip = [words("title"), words("weight", "w")]
    params = [{"name": SELECTION, "select": select}]
    style = {"strokeWidth": TARGET_PIXELS, "opacity": 0.001, "cursor": "pointer"}
    return layer("rule", table, line | {"tooltip": tooltip, "description": words("title")}, params=params, **style)


def _units(units: Sequence[Unit], look: Look, x: Spec, y: Spec) -> list[Spec]:
    """Circles, and what is written in them."""
    rows = []
    for unit in units:
        share = 0.0 if unit.value is None else max(-1.0, min(1.0, unit.value / unit.scale))
        fill = signed_colour(share, look)
        text = unit.text or ("" if unit.value is None else look.number(unit.value, 2))
        ink = max((look.colours.ink, look.colours.paper), key=lambda colour: contrast(colour, fill))
        rows.append({"t": unit.x, "y": unit.y, "fill": fill, "text": text, "ink": ink})
    size = NARROW_UNIT_SIZE if look.narrow else UNIT_SIZE
    place = {"x": x, "y": y}
    circles = layer(
        "point", rows, place | {"fill": plain("fill")}, size=size, stroke=look.colours.muted, strokeWidth=1, opacity=1
    )
    written = place | {"text": words("text"), "color": plain("ink")}
    return [circles, layer("text", rows, written, fontSize=10 if look.narrow else 11)]


def signed_colour(share: float, look: Look) -> str:
    """The colour of a signed value between -1 and 1, as the signed scale mixes it."""
    colours = look.colours
    return mix(colours.zero, colours.positive if share > 0 else colours.negative, abs(share))


def _weights(edges: Sequence[Edge], look: Look, x: Spec, y: Spec) -> list[Spec]:
    """The weight beside every copy of the chosen edge."""
    rows = [
        {
            "t": (edge.start[0] + edge.end[0]) / 2,
            "y": (edge.start[1] + edge.end[1]) / 2,
            "text": look.number(edge.weight, 2),
        }
        for edge in edges
        if edge.weight is not None
    ]
    encoding = {"x": x, "y": y, "text": words("text")}
    return [layer("text", rows, encoding, dy=-11, color=look.colours.ink, fontWeight="bold")] if rows else []
