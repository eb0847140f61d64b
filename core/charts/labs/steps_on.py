"""A curve of a loss over one weight, and where one step of descent leads; what lands outside is drawn at the edge."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

from core.charts.frames import Bounds, ticks
from core.charts.labs.drawing import Drawing, axis_x, axis_y, drawing, layer, plain, words
from core.charts.look import Look
from core.messages import M, Message, Number


@dataclass(frozen=True)
class Place:
    """name: in the reader's language. role: its colour."""

    name: str
    x: float
    y: float
    role: Literal["before", "good", "bad"]


def steps_chart(
    x_values: Sequence[float],
    y_values: Sequence[float],
    places: Sequence[Place],
    look: Look,
    *,
    span: Bounds,
    title: str,
    x_title: str,
) -> Drawing:
    """The curve, the places on it, and an arrow's line from the first to each other."""
    top = max(y_values)
    x, y = axis_x(span, x_title, ticks(span[0], span[1], 8)), axis_y((-0.22 * top, 1.15 * top))
    colours = look.colours
    named = {"before": colours.ink, "good": colours.forecast, "bad": colours.actual}
    curve = [{"t": a, "y": b} for a, b in zip(x_values, y_values, strict=True)]
    rows = [
        {
            "t": min(max(place.x, span[0]), span[1]),
            "y": place.y,
            "name": place.name + (f" → {look.number(place.x, 2)}" if not span[0] <= place.x <= span[1] else ""),
            "colour": named[place.role],
            "at": look.number(place.x, 3),
            "amount": look.number(place.y, 3),
            "align": "right" if place.x > span[1] - 0.2 * (span[1] - span[0]) else "left",
        }
        for place in places
    ]
    first = rows[0]
    lines = [{**row, "t2": first["t"], "y2": first["y"]} for row in rows[1:]]
    edge = {"x": x, "x2": {"field": "t2"}, "y": y, "y2": {"field": "y2"}, "color": plain("colour")}
    tooltip = [words("name"), words("at", x_title), words("amount", title)]
    layers = [
        layer("line", curve, {"x": x, "y": y}, color=colours.muted, strokeWidth=2),
        layer("rule", lines, edge, strokeDash=[4, 3], strokeWidth=1.5),
        layer("circle", rows, {"x": x, "y": y, "color": plain("colour"), "tooltip": tooltip}, size=90, opacity=1),
    ]
    for align, dx, dy in (("left", 9, -11), ("right", -6, 15)):
        shown = [row for row in rows if row["align"] == align]
        if shown:
            encoding = {"x": x, "y": y, "text": words("name"), "color": plain("colour")}
            layers.append(layer("text", shown, encoding, align=align, dx=dx, dy=dy))
    return drawing(layers, look, 260, title)


def steps_alt_text(places: Sequence[Place]) -> Message:
    """The picture in one sentence."""
    found = [M("{name} at {x} with {y}", name=p.name, x=Number(p.x, 2), y=Number(p.y, 2)) for p in places]
    return M("Curve of a loss over one weight with {count} places on it: {places}.", count=len(places), places=found)
