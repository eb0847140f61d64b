"""Two ways to the same numbers: a point each, on the diagonal where they agree."""

from __future__ import annotations

from collections.abc import Sequence

from core.charts.labs.drawing import Drawing, axis_x, axis_y, drawing, layer, words
from core.charts.look import Look
from core.messages import M, Message

Point = tuple[str, float, float]
"""Which part a number belongs to, and the number one way and the other, within ±1."""
SPAN = (-1.08, 1.08)
TICKS = (-1.0, -0.5, 0.0, 0.5, 1.0)


def diagonal_chart(points: Sequence[Point], look: Look) -> Drawing:
    """autograd's number along x, ours along y."""
    x, y = axis_x(SPAN, look.word("by autograd"), TICKS), axis_y(SPAN)
    colours = look.colours
    rows = [
        {
            "t": theirs,
            "y": ours,
            "part": part,
            "theirs": look.number(theirs, 6),
            "ours": look.number(ours, 6),
        }
        for part, theirs, ours in points
    ]
    tooltip = [
        words("part", look.word("Part")),
        words("ours", look.word("by hand")),
        words("theirs", look.word("by autograd")),
    ]
    line = [{"t": SPAN[0], "y": SPAN[0], "t2": SPAN[1], "y2": SPAN[1]}]
    layers = [
        layer(
            "rule",
            line,
            {"x": x, "x2": {"field": "t2"}, "y": y, "y2": {"field": "y2"}},
            color=colours.naive,
            strokeDash=[5, 4],
        ),
        layer("circle", rows, {"x": x, "y": y, "tooltip": tooltip}, size=42, opacity=0.6, color=colours.forecast),
    ]
    return drawing(layers, look, 320, look.word("by hand"))


def diagonal_alt_text(points: Sequence[Point]) -> Message:
    """The chart in one sentence."""
    return M(
        "{count} points, a number of the gradient each, by autograd along x and by hand along y.", count=len(points)
    )
