"""Vega-Lite written as plain data: a figure that is drawn anew at every time step has no 0.3 s to spend in Altair.

Altair checks and copies every layer several times, about 20 ms each; plain data costs nothing and is drawn the same.
"""

from __future__ import annotations

import math
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from core.charts.axes import PERCENT_LABEL
from core.charts.frames import Bounds, whole_ticks
from core.charts.labels import GAP_PIXELS, Label
from core.charts.look import Look

Spec = dict[str, Any]
Rows = Sequence[Mapping[str, Any]]


@dataclass(frozen=True)
class Drawing:
    """A chart as its Vega-Lite specification."""

    spec: Spec

    def to_dict(self) -> Spec:
        """The specification, as of an Altair chart."""
        return self.spec


def drawing(layers: Iterable[Spec], look: Look, height: int, title: str = "") -> Drawing:
    """Layers in the look of every chart: as wide as the place, no frame, hairlines only. title: names the unit."""
    spec: Spec = {
        "$schema": "https://vega.github.io/schema/vega-lite/v6.json",
        "layer": list(layers),
        "width": "container",
        "height": height,
        "autosize": {"type": "fit", "contains": "padding"},
        "padding": {"left": 2, "right": 6, "top": 4, "bottom": 4},
        "config": look.config(),
    }
    return Drawing(spec | ({"title": {"text": title}} if title else {}))


def layer(kind: str, rows: Rows, encoding: Spec, *, params: Sequence[Spec] = (), **style: Any) -> Spec:
    """Marks of one kind, one a row. A tooltip makes them part of what is read aloud; all others are decoration."""
    mark = {"type": kind, **style} if "tooltip" in encoding else {"type": kind, "aria": False, **style}
    found = {"mark": mark, "data": {"values": [dict(row) for row in rows]}, "encoding": encoding}
    return found | ({"params": list(params)} if params else {})


def number(field: str, **rest: Any) -> Spec:
    """A channel of a quantity."""
    return {"field": field, "type": "quantitative", **rest}


def plain(field: str) -> Spec:
    """A channel whose values are colours, sizes or dashes themselves."""
    return {"field": field, "scale": None, "legend": None}


def words(field: str, title: str = " ") -> Spec:
    """A line of a tooltip; a text mark's channel."""
    return {"field": field, "type": "nominal", "title": title}


def axis_x(domain: Bounds, title: str | None, ticks: Sequence[float] | None = None, label: str = "") -> Spec:
    """The x channel of field t, for every layer of a drawing."""
    axis: Spec = {"title": title, "titleAnchor": "end", "grid": False}
    axis |= {"values": list(ticks)} if ticks is not None else {}
    axis |= {"labelExpr": label} if label else {}
    return number("t", scale={"domain": list(domain), "nice": False, "zero": False}, axis=axis)


def steps_x(first: int, last: int, title: str) -> Spec:
    """The x channel of whole steps, with half a step of room at both ends."""
    return axis_x((first - 0.5, last + 0.5), title, whole_ticks(first, last))


def axis_y(domain: Bounds, *, percent: bool = False, log: bool = False, powers: bool = False) -> Spec:
    """The y channel of field y, for every layer of a drawing. powers: y holds logarithms, written as powers of ten."""
    axis: Spec = {"title": None, "tickCount": 5, **({"labelExpr": PERCENT_LABEL} if percent else {})}
    axis |= {"tickMinStep": 1, "labelExpr": power_label(domain)} if powers else {}
    scale: Spec = {"domain": list(domain), "nice": False}
    return number("y", scale=scale | ({"type": "log"} if log else {"zero": False}), axis=axis)


def beside(labels: Sequence[Label], at: float, x: Spec, y: Spec) -> list[Spec]:
    """Labels right of `at`, at their values."""
    rows = [{"t": at, "y": label.value, "text": label.text, "colour": label.colour} for label in labels]
    encoding = {"x": x, "y": y, "text": words("text"), "color": plain("colour")}
    return [layer("text", rows, encoding, align="left", baseline="middle", dx=GAP_PIXELS)] if rows else []


def scale_legend(look: Look, wide: int = 160, **own: Any) -> Spec:
    """The legend of a scale of colours, above the drawing. wide: its pixels where there is room."""
    return {
        "title": None,
        "orient": "top",
        "direction": "horizontal",
        "gradientLength": 110 if look.narrow else wide,
        "gradientThickness": 8,
        "tickCount": 3,
        "offset": 6,
        **own,
    }


def places_named(named: Mapping[float, str]) -> str:
    """Vega's expression that writes a word at each place of an axis."""
    chain = "''"
    for value, word in named.items():
        escaped = word.replace("\\", "\\\\").replace("'", "\\'")
        chain = f"abs(datum.value - {value:g}) < 0.001 ? '{escaped}' : {chain}"
    return chain


def power(exponent: int) -> str:
    """A power of ten as it is written: 10⁻³."""
    return "10" + str(exponent).translate(str.maketrans("-0123456789", "⁻⁰¹²³⁴⁵⁶⁷⁸⁹"))


def power_label(domain: Bounds) -> str:
    """Vega's expression that writes the logarithms within a domain as powers of ten."""
    return places_named({float(e): power(e) for e in range(math.floor(domain[0]), math.ceil(domain[1]) + 1)})
