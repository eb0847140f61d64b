"""Which of the lab's figures is shown, and the code that computed it."""

from __future__ import annotations

from collections.abc import Sequence

from core.labs.knobs import Values
from core.ui.labs.inside import gates, memory, training, unrolled

VIEWS = {"unrolled": unrolled.draw, "gates": gates.draw, "memory": memory.draw, "train": training.draw}

CELLS = {
    "elman": "core.models.elman:elman_step",
    "lstm": "core.models.lstm:lstm_step",
    "gru": "core.models.gru:gru_step",
}


def draw(values: Values) -> None:
    """The figure of the view that is chosen."""
    VIEWS[values.text("view")](values)


def code(values: Values) -> Sequence[str]:
    """Where the computation stands."""
    view = values.text("view")
    if view == "unrolled":
        return ("core.models.elman:elman_update", "core.labs.inside.little:run")
    if view == "gates":
        return (CELLS[values.text("gated")], "core.labs.inside.gates:parts")
    if view == "memory":
        return (CELLS[values.text("cell")], "core.labs.inside.memory:operate", "core.labs.inside.memory:changed")
    return ("core.labs.inside.training:LittleExperiment.step", "core.labs.inside.tasks:held")
