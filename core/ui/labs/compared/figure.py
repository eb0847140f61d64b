"""Which of the lab's figures is shown, and the code that computed it."""

from __future__ import annotations

from collections.abc import Sequence

import streamlit as st

from core.labs.compared.lab import overall
from core.labs.knobs import Values
from core.ui.labs.compared import cost, delay, race, series
from core.ui.language import say

VIEWS = {"delay": delay.draw, "cost": cost.draw, "series": series.draw, "race": race.draw}


def draw(values: Values) -> None:
    """The figure of the view that is chosen; under all of them, what all comparisons say together."""
    VIEWS[values.text("view")](values)
    st.caption(say(overall()))


def code(values: Values) -> Sequence[str]:
    """Where the computation stands."""
    return {
        "delay": ("core.labs.compared.verdict:choose", f"core.labs.compared.tasks:{values.text('task')}"),
        "cost": (
            "core.labs.compared.cost:parameters",
            "core.labs.compared.cost:operations",
            "core.labs.compared.timing:_times",
        ),
        "series": ("core.labs.compared.tasks:windows", "core.labs.compared.verdict:choose"),
        "race": ("core.labs.compared.experiment:Race.step", "core.labs.compared.experiment:Learner.score"),
    }[values.text("view")]
