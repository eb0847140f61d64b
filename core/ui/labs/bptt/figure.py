"""Which of the lab's figures is shown, the field for one's own numbers, and the code that computed it."""

from __future__ import annotations

from collections.abc import Sequence

from core.labs.bptt.lab import LAB
from core.labs.knobs import Values
from core.ui.labs import numbers_field
from core.ui.labs.bptt import check, matrix, reach, walk

VIEWS = {"walk": walk.draw, "matrix": matrix.draw, "reach": reach.draw, "check": check.draw}


def draw(values: Values) -> None:
    """The figure of the view that is chosen."""
    numbers_field.show(LAB, "own")
    VIEWS[values.text("view")](values)


def code(values: Values) -> Sequence[str]:
    """Where the computation stands."""
    view, cell = values.text("view"), values.text("cell")
    by_hand = f"core.labs.bptt.{cell}:{cell.capitalize()}.backward"
    if view == "reach":
        return ("core.labs.bptt.network:jacobians", "core.labs.bptt.lstm:Lstm.backward")
    if view == "check":
        return (by_hand, "core.labs.bptt.network:backward", "core.labs.bptt.automatic:gradient")
    return (by_hand, f"core.labs.bptt.network:{'backward' if view == 'walk' else 'signals'}")
