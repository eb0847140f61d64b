"""Which of the lab's figures is shown, and the code that computed it."""

from __future__ import annotations

from collections.abc import Sequence

from core.labs.knobs import Values
from core.ui.labs.bidirectional import accents, days, gaps, training

VIEWS = {
    "gaps": gaps.draw,
    "accents": accents.draw,
    "days": days.draw_change,
    "errors": days.draw_errors,
    "train": training.draw,
}


def draw(values: Values) -> None:
    """The figure of the view that is chosen."""
    VIEWS[values.text("view")](values)


def code(values: Values) -> Sequence[str]:
    """Where the computation stands."""
    view = values.text("view")
    if view in ("days", "errors"):
        return (
            "core.labs.bidirectional.training:day_error",
            "core.labs.bidirectional.cheating:change",
            "core.labs.bidirectional.taggers:WindowReader",
        )
    if view == "train":
        return ("core.labs.bidirectional.training:TaggerExperiment.step", "core.labs.bidirectional.tasks:tags")
    return ("core.labs.bidirectional.taggers:Tagger", "core.labs.bidirectional.taggers:both_ways")
