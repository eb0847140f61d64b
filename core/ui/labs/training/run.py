"""One seed of the experiment, driven by the reader: all its networks from the same weights on the same examples."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pandas as pd
import streamlit as st

from core.labs.knobs import Values
from core.labs.training.lab import LAB
from core.labs.training.names import VARIANTS
from core.messages import M, Number
from core.ui.labs import numbers, trainer
from core.ui.labs.training import curves
from core.ui.labs.training.names import TITLES
from core.ui.language import _, say

if TYPE_CHECKING:
    from core.labs.training.trial import Trial

TICK_SECONDS = 0.5
"""Longest time a tick trains here: several networks at once, and all updates are to be done within 20 s."""


def draw(values: Values) -> None:
    """The trainer, and the losses so far."""
    technique = values.text("technique")
    training = trainer.show(LAB, lambda seed: _experiment(technique, seed), technique, seconds=TICK_SECONDS)
    found = training.experiment.curves
    if training.steps:
        parts = [
            M("{name}: {loss}", name=TITLES[technique][name], loss=Number(found[name][-1], 4))
            for name in VARIANTS[technique]
        ]
        st.markdown(say(M("After {count} updates the losses are: {parts}.", count=training.steps, parts=parts)))
    else:
        st.markdown(_("Not trained yet: all networks hold the same weights. Press One step, Ten steps or Run."))
    drawn = curves.of_seeds(technique, {name: [row] for name, row in found.items()}, range(1, training.steps + 1))
    curves.losses(drawn, _("Training loss"), "run")
    numbers.show(LAB, pd.DataFrame({"update": range(1, training.steps + 1), **found}), f"{technique}-run")


def _experiment(technique: str, seed: int) -> Trial:
    from core.labs.training.results import trial

    return trial(technique, seed)
