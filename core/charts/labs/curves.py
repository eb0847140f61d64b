"""Curves over any number (lag, length, update), several in one picture, each with its interval where it has one."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from core.charts.frames import Bounds, bounds, whole_ticks
from core.charts.labels import Label, place
from core.charts.labs.drawing import Drawing, Spec, axis_x, axis_y, beside, drawing, layer, number, places_named, words
from core.charts.look import SMALL_HEIGHT, Look
from core.messages import M, Message, Number

MOST_POINTS = 60
"""A curve of more points than that is drawn as a line alone, and of more than 400 at every so many."""
MOST_ROWS = 400


@dataclass(frozen=True)
class Curve:
    """name: in the reader's language already. low, high: ends of an interval at every x. number: its place in the
    fixed order of the models' colours; None is a grey dashed yardstick.
    """

    name: str
    x: Sequence[float]
    y: Sequence[float]
    low: Sequence[float] | None = None
    high: Sequence[float] | None = None
    number: int | None = 0


def curves_chart(
    curves: Sequence[Curve],
    look: Look,
    *,
    title: str,
    x_title: str,
    percent: bool = False,
    log: bool = False,
    powers: bool = False,
    domain: Bounds | None = None,
    marked: float | None = None,
    ticks: Sequence[float] | None = None,
    tick_words: Sequence[str] = (),
    height: int = 0,
) -> Drawing:
    """title: what is measured, with its unit. powers: y holds logarithms. marked: an x with a hairline.

    ticks, tick_words: of x.
    """
    height = height or (SMALL_HEIGHT if look.narrow else 260)
    drawn = [curve for curve in curves if len(curve.x)]
    span = domain or _span(drawn)
    ends = [float(value) for curve in drawn for value in (curve.x[0], curve.x[-1])] or [0.0, 1.0]
    first, last = min(ends), max(max(ends), min(ends) + 1e-9) if drawn else 1.0
    label = places_named(dict(zip(ticks or (), tick_words, strict=True))) if tick_words else ""
    x = axis_x(
        (first, last if last - first > 1e-6 else first + 1),
        x_title or None,
        ticks or whole_ticks(first, last, 10),
        label,
    )
    y = axis_y(span, percent=percent, log=log, powers=powers)
    layers: list[Spec] = [layer("point", [], {"x": x, "y": y})]
    if marked is not None:
        layers.append(layer("rule", [{"t": marked}], {"x": x}, color=look.colours.muted))
    for curve in drawn:
        layers += _drawn(curve, look, (title, x_title), x, y, percent)
    labels = [Label(curve.name, float(curve.y[-1]), look.colours.text(_colour(curve, look))) for curve in drawn]
    placed = labels if log else place(labels, span, 0.7 * height)
    layers += beside(placed, last, x, y)
    return drawing(layers, look, height, title)


def curves_alt_text(curves: Sequence[Curve]) -> Message:
    """The curves in one sentence."""
    drawn = [curve for curve in curves if len(curve.x)]
    if not drawn:
        return M("Chart of curves; there is no point yet.")
    ends = [
        M(
            "{name} from {first} to {last}",
            name=curve.name,
            first=Number(float(curve.y[0]), 2),
            last=Number(float(curve.y[-1]), 2),
        )
        for curve in drawn
    ]
    return M("Chart of {count} curves: {ends}.", count=len(drawn), ends=ends)


def _span(drawn: Sequence[Curve]) -> Bounds:
    values = [each for curve in drawn for each in (curve.y, curve.low, curve.high) if each is not None]
    return bounds(*values) if values else (0.0, 1.0)


def _colour(curve: Curve, look: Look) -> str:
    colours = look.colours
    return colours.naive if curve.number is None else colours.models[curve.number % len(colours.models)]


def _drawn(curve: Curve, look: Look, titles: tuple[str, str], x: Spec, y: Spec, percent: bool) -> list[Spec]:
    colour, every = _colour(curve, look), max(1, len(curve.x) // MOST_ROWS)
    places = [*range(0, len(curve.x) - 1, every), len(curve.x) - 1]
    rows = [{"t": float(curve.x[i]), "y": float(curve.y[i]), "name": curve.name} for i in places]
    layers = []
    if curve.low is not None and curve.high is not None:
        band = [{"t": float(curve.x[i]), "y": float(curve.low[i]), "high": float(curve.high[i])} for i in places]
        encoding = {"x": x, "y": y, "y2": {"field": "high"}}
        layers.append(layer("area", band, encoding, color=colour, opacity=0.16))
    dash: Spec = {"strokeDash": [5, 4]} if curve.number is None else {}
    layers.append(layer("line", rows, {"x": x, "y": y}, color=colour, strokeWidth=2, **dash))
    if len(rows) <= MOST_POINTS:
        written = look.percent if percent else look.number
        shown = [row | {"amount": written(row["y"], 1 if percent else 3)} for row in rows]  # type: ignore[arg-type]
        tooltip = [words("name"), number("t", title=titles[1]), words("amount", titles[0] or " ")]
        layers.append(layer("circle", shown, {"x": x, "y": y, "tooltip": tooltip}, size=30, color=colour, opacity=1))
    return layers
