"""Curves of an experiment's networks: the mean over the seeds, and their range."""

from __future__ import annotations

from collections.abc import Sequence
from statistics import fmean
from typing import Any

from core.charts.labs.curves import Curve, curves_alt_text, curves_chart
from core.labs.training.lab import LAB
from core.labs.training.names import CEILING
from core.ui import frame
from core.ui.labs import drawings, state
from core.ui.labs.training.names import TITLES
from core.ui.language import _, say

COLOURS = (0, 2, 3, 4)
"""Places in the order of the models' colours; the grey one is left to yardsticks."""
Rows = dict[str, list[list[float]]]
"""Network -> a row of numbers a seed."""


def of_seeds(technique: str, rows: Rows, x: Sequence[float]) -> list[Curve]:
    """A curve a network."""
    found = []
    for number, (name, seeds) in zip(COLOURS, rows.items(), strict=False):
        columns = list(zip(*seeds, strict=True))
        mean, low, high = ([each(column) for column in columns] for each in (fmean, min, max))
        several = len(seeds) > 1
        title = say(TITLES[technique][name])
        found.append(Curve(title, x, mean, low if several else None, high if several else None, number))
    return found


def losses(curves: Sequence[Curve], title: str, key: str) -> None:
    """The chart of training losses, from zero to the highest that is drawn."""
    top = max((value for curve in curves for value in curve.high or curve.y), default=1.0)
    show(curves, title, _("Update"), key, domain=(-0.03 * top, 1.05 * min(CEILING, top)))


def show(curves: Sequence[Curve], title: str, x_title: str, key: str, **options: Any) -> None:
    """The chart of the curves."""
    chart = curves_chart(curves, frame.look(), title=title, x_title=x_title, **{"height": 280, **options})
    drawings.show(chart, curves_alt_text(curves), state.key(LAB, key))
