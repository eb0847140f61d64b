"""Several drawings over the same steps, one below the other: pointing at a step in one marks it in all of them.

The pointer never asks Python: the mark is drawn by the browser. A click may, where the caller listens for it.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from core.charts.bands import Band, stacked
from core.charts.frames import ticks
from core.charts.labs.drawing import Drawing, Rows, Spec, drawing, layer, number, words
from core.charts.look import Look
from core.messages import M, Message

SELECTION = "go"
"""Name of the selection by which a click chooses a step."""
POINTER = "at"
"""Name of the selection of the step under the pointer."""
TURN = "turn"
GAP, AROUND = 34, 52
"""Pixels between two drawings, and those that the axis of steps and a legend take."""
LABEL_FORMAT = "format(datum.value, ',')"


@dataclass(frozen=True)
class Part:
    """A drawing within the stack. told: name -> what the pointer says of each step, in the reader's words.

    cells: places that feel the pointer instead of whole columns: rows with t, t2, y, y2, step and fields of their own.
    """

    title: str
    drawing: Drawing
    height: int
    told: Mapping[str, Sequence[str]] = field(default_factory=dict)
    cells: Rows = ()


def stack_chart(
    parts: Sequence[Part],
    look: Look,
    *,
    step: int | None = None,
    pick: str = "step",
    pointers: Sequence[Spec] = (),
    named: Mapping[str, str] | None = None,
    turn: int = 0,
) -> Drawing:
    """All parts are drawn over the x axis of the first; step: the one that is framed in all of them.

    pick: field that a click chooses. pointers: further selections that follow the pointer. named: fields of the cells
    -> their titles beside the pointer. turn: counts how often the step was moved; a click on a place that was clicked
    before would be no news otherwise.
    """
    (_, *bands), height = stacked([0, *[part.height for part in parts]], GAP)
    x = parts[0].drawing.spec["layer"][-1]["encoding"]["x"]
    layers: list[Spec] = []
    for part, band in zip(parts, bands, strict=True):
        layers += [*_within(part.drawing, band, x), _heading(part.title, band, look, x)]
    if step is not None:
        layers.append(_frames([step], bands, x, look.colours.ink))
    hits, tooltip = _hits(parts, bands, x, look, named or {})
    first, last = _ends(x)
    under = _frames(range(first, last + 1), bands, x, look.colours.actual)
    layers.append(under | {"transform": [{"filter": {"param": POINTER, "empty": False}}]})
    params = [
        {"name": POINTER, "select": {"type": "point", "fields": ["step"], "on": "pointerover", "clear": "pointerout"}},
        {"name": SELECTION, "select": {"type": "point", "fields": [pick, TURN], "on": "click"}},
        *pointers,
    ]
    rows = [hit | {TURN: turn} for hit in hits]
    felt = layer("rect", rows, _shares(x) | {"tooltip": tooltip}, params=params, opacity=0.001, cursor="pointer")
    found = drawing([*layers, felt], look, height + AROUND).spec
    return Drawing(found | {"resolve": {"scale": {"y": "independent", "color": "independent"}}})


def stack_alt_text(told: Sequence[Message]) -> Message:
    """The stack in words: what each of its drawings shows."""
    return M("{count} drawings over the same steps, one below the other. {told}", count=len(told), told=list(told))


def _within(shown: Drawing, band: Band, x: Spec) -> list[Spec]:
    """The layers of a drawing with their value axis squeezed into a band; the axis itself is drawn once."""
    layers, drawn = [], False
    for one in shown.spec["layer"]:
        y = one["encoding"].get("y")
        encoding = one["encoding"] | ({"x": x} if "x" in one["encoding"] else {})
        if y is not None:
            low, high = y["scale"]["domain"]
            encoding["y"] = y | _y(band, low, high, None if drawn else y["axis"], y["field"])
            drawn = True
        encoding.pop("tooltip", None)  # what feels the pointer lies above, and tells of all parts
        layers.append(one | {"encoding": encoding, "mark": one["mark"] | {"aria": False}})
    return layers


def _y(band: Band, low: float, high: float, axis: Spec | None = None, of: str = "y") -> Spec:
    """The channel of a field on which low … high fills the band. axis: as of the drawing when it stands alone."""
    scale = {"domain": band.domain(low, high), "nice": False, "zero": False}
    if axis is None:
        return number(of, scale=scale, axis=None)
    values = {"values": ticks(min(low, high), max(low, high), 4), "labelExpr": LABEL_FORMAT}
    return number(of, scale=scale, axis=values | axis | {"orient": "left"})


def _heading(text: str, band: Band, look: Look, x: Spec) -> Spec:
    """Words at the upper left of a band, just above it."""
    rows = [{"t": x["scale"]["domain"][0], "y": 1.0, "text": text}]
    encoding = {"x": x, "y": _y(band, 0.0, 1.0), "text": words("text")}
    style: dict[str, Any] = {"align": "left", "baseline": "bottom", "dy": -5, "fontWeight": 600}
    return layer("text", rows, encoding, color=look.colours.ink, **style)


def _frames(steps: Iterable[int], bands: Sequence[Band], x: Spec, colour: str) -> Spec:
    """A frame around each step in every band."""
    rows = [
        {"t": step - 0.5, "t2": step + 0.5, "y": 1 - band.top, "y2": 1 - band.bottom, "step": step}
        for step in steps
        for band in bands
    ]
    return layer("rect", rows, _shares(x), fillOpacity=0, stroke=colour, strokeWidth=1.5)


def _shares(x: Spec) -> Spec:
    """Channels of a rectangle from t to t2 whose y and y2 are shares of the height of the stack, from below."""
    return {"x": x, "x2": {"field": "t2"}, "y": _y(Band(0.0, 1.0), 0.0, 1.0), "y2": {"field": "y2"}}


def _hits(
    parts: Sequence[Part], bands: Sequence[Band], x: Spec, look: Look, named: Mapping[str, str]
) -> tuple[Sequence[Spec], Sequence[Spec]]:
    """What feels the pointer, a row a column of each band or a cell, y in shares of the height; and what it says."""
    first, last = _ends(x)
    told = [(name, values) for part in parts for name, values in part.told.items()]
    said = [{f"v{i}": values[step - first] for i, (_, values) in enumerate(told)} for step in range(first, last + 1)]
    rows: list[dict[str, Any]] = []
    above = 1.0
    for part, band in zip(parts, bands, strict=True):
        span = {"y": above, "y2": 1 - band.bottom}  # the heading belongs to its drawing
        above = 1 - band.bottom
        columns: list[Spec] = [
            {"t": step - 0.5, "t2": step + 0.5, "step": step, **dict.fromkeys(named, "–"), **span}
            for step in range(first, last + 1)
        ]
        cells: list[Spec] = [dict(cell) | _share(cell, part.drawing, band) for cell in part.cells]
        rows += [row | said[int(row["step"]) - first] for row in cells or columns]
    titles = {"step": x["axis"]["title"] or look.word("Time step"), **named}
    tooltip = [words(name, title) for name, title in titles.items()]
    return rows, tooltip + [words(f"v{i}", name) for i, (name, _) in enumerate(told)]


def _ends(x: Spec) -> tuple[int, int]:
    """The first and the last step of the axis."""
    low, high = x["scale"]["domain"]
    return round(low + 0.5), round(high - 0.5)


def _share(cell: Mapping[str, Any], shown: Drawing, band: Band) -> dict[str, float]:
    """The edges of a cell as shares of the height of the stack, from below."""
    low, high = shown.spec["layer"][0]["encoding"]["y"]["scale"]["domain"]
    size = band.bottom - band.top
    return {name: 1 - band.bottom + size * (cell[name] - low) / (high - low) for name in ("y", "y2")}
