"""What a chart looks like without a browser: its SVG, the marks and the words in it, and parts of its specification."""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import Any
from xml.etree import ElementTree

import altair as alt
import vl_convert

VEGA_LITE = "6.4"
SVG = "{http://www.w3.org/2000/svg}"

Spec = dict[str, Any]


def svg(chart: alt.LayerChart, width: int = 800) -> ElementTree.Element:
    """The chart drawn `width` pixels wide."""
    spec = chart.to_dict() | {"width": width}
    return ElementTree.fromstring(vl_convert.vegalite_to_svg(json.dumps(spec), vl_version=VEGA_LITE))


def texts(picture: ElementTree.Element) -> list[str]:
    """All words in the picture, a line each."""
    return [line for node in picture.iter(f"{SVG}text") for line in ("".join(node.itertext()),) if line]


def marks(picture: ElementTree.Element) -> dict[str, int]:
    """How many shapes each kind of data mark has drawn, axes and frames left out."""
    found: dict[str, int] = {}
    for group in picture.iter(f"{SVG}g"):
        kinds = group.get("class", "").split()
        if "role-mark" in kinds and "voronoi" not in group.get("class", ""):
            drawn = [shape for shape in group if shape.tag != f"{SVG}g" and _visible(shape)]
            found[kinds[0]] = found.get(kinds[0], 0) + len(drawn)
    return found


def _visible(shape: ElementTree.Element) -> bool:
    """Whether it is a line, a word or a path that leads somewhere; broken positions show as NaN or as no path."""
    assert "NaN" not in ElementTree.tostring(shape, encoding="unicode"), "a shape without a place"
    return shape.tag != f"{SVG}path" or len(shape.get("d", "")) > 8


def layers(chart: alt.LayerChart) -> list[Spec]:
    """The layers of a chart's specification."""
    found: list[Spec] = chart.to_dict()["layer"]
    return found


def of_mark(chart: alt.LayerChart, kind: str) -> list[Spec]:
    """The layers with one kind of mark."""
    return [layer for layer in layers(chart) if layer["mark"]["type"] == kind]


def rows(chart: alt.LayerChart, layer: Spec) -> list[dict[str, Any]]:
    """The data of a layer."""
    spec = chart.to_dict()  # layers that all draw the same frame leave it to the whole chart
    found: list[dict[str, Any]] = spec["datasets"][layer.get("data", spec.get("data"))["name"]]
    return found


def values_of(node: object, key: str) -> Iterator[Any]:
    """Everything that stands under `key`, anywhere in a specification."""
    if isinstance(node, dict):
        for name, value in node.items():
            if name == key:
                yield value
            yield from values_of(value, key)
    elif isinstance(node, list):
        for value in node:
            yield from values_of(value, key)
