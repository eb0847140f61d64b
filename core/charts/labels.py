"""Labels that stand beside what they name, instead of a legend, moved apart where they would overlap."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass, replace

import altair as alt
import pandas as pd

from core.charts.frames import Bounds

LINE_PIXELS = 15.0
"""Height of one label with its leading."""

GAP_PIXELS = 7
"""From the end of a line to its label."""


@dataclass(frozen=True)
class Label:
    """A word beside the end of a line. value: where it wants to stand, in the unit of the axis."""

    text: str
    value: float
    colour: str
    optional: bool = False
    """Left out, with the optional ones after it, where another label needs the place."""


def place(labels: Sequence[Label], domain: Bounds, height: float) -> list[Label]:
    """The labels with their values moved apart to at least a line, in order and within the axis.

    height: of the axis, in pixels. Optional labels are never moved: from the first that has no place on they are left
    out.
    """
    line = LINE_PIXELS * (domain[1] - domain[0]) / height
    fixed = [label for label in labels if not label.optional and math.isfinite(label.value)]
    placed = _apart(fixed, line, domain)
    for label in (label for label in labels if label.optional):
        if any(abs(label.value - other.value) < line for other in placed):
            break
        placed.append(label)
    return placed


def _apart(labels: Sequence[Label], line: float, domain: Bounds) -> list[Label]:
    """Groups of labels that touch are spread around their common middle, until no two touch."""
    groups = [[label] for label in sorted(labels, key=lambda label: label.value)]
    spots = [_spread(group, line, domain) for group in groups]
    place = 0
    while place + 1 < len(groups):
        if spots[place + 1][0] - spots[place][-1] >= line * 0.999:
            place += 1
            continue
        groups[place : place + 2] = [groups[place] + groups[place + 1]]
        spots[place : place + 2] = [_spread(groups[place], line, domain)]
        place = max(place - 1, 0)
    return [
        replace(label, value=value)
        for group, values in zip(groups, spots, strict=True)
        for label, value in zip(group, values, strict=True)
    ]


def _spread(group: Sequence[Label], line: float, domain: Bounds) -> list[float]:
    """Values a line apart around the mean of what the group's labels want, within the axis."""
    half = line * (len(group) - 1) / 2
    middle = sum(label.value for label in group) / len(group)
    middle = min(max(middle, domain[0] + half), domain[1] - half) if 2 * half <= domain[1] - domain[0] else middle
    return [middle - half + line * place for place in range(len(group))]


def label_layers(labels: Sequence[Label], at: float, x: alt.X, y: alt.Y) -> list[alt.Chart]:
    """The labels, right of `at` on the x axis; x and y are the chart's own channels, of the fields t and y."""
    layers = []
    for label in labels:
        data = pd.DataFrame({"t": [at], "y": [label.value]})
        mark = alt.Chart(data).mark_text(
            align="left", baseline="middle", dx=GAP_PIXELS, color=label.colour, text=label.text, aria=False
        )
        layers.append(mark.encode(x=x, y=y))
    return layers
