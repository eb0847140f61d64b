"""Results over the seeds or a run of one's own, for the technique that is chosen, and the code behind it."""

from __future__ import annotations

from collections.abc import Sequence

import streamlit as st

from core.labs.knobs import Values
from core.messages import M, Message
from core.ui.labs.training import equations, results, run
from core.ui.language import _, say

TASKS: dict[str, Message] = {
    "clip": M(
        "A sign at the first of 25 steps is to be recalled at the end; plain descent, recurrent matrix of radius 1.3."
    ),
    "truncated": M("The input is to be echoed 6 steps later, in sequences of 32 steps."),
    "forcing": M("Two noisy waves: 12 steps are given, the next 30 are to be continued."),
    "start": M("A sign at the first of 30 steps is to be recalled at the end."),
    "norm": M(
        "A sign at the first of 25 steps is to be recalled at the end; the recurrent matrix starts three times too "
        "large."
    ),
    "dropout": M("The next value of two noisy waves, learned from 24 examples only."),
}
CODE: dict[str, tuple[str, ...]] = {
    "clip": ("core.labs.training.clipping:Clipping.limit", "core.labs.training.cliff:loss_at"),
    "truncated": ("core.labs.training.truncating:truncated_loss", "core.labs.training.truncating:biases"),
    "forcing": ("core.labs.training.forcing:Forcing.answers", "core.labs.training.forcing:Forcing.chances"),
    "start": ("core.labs.training.starting:Starting.begin", "core.labs.training.bank:turned"),
    "norm": ("core.labs.training.bank:normalised", "core.labs.training.bank:Bank.step"),
    "dropout": ("core.labs.training.dropping:Dropping.dropped", "core.labs.training.dropping:mask"),
}


def draw(values: Values) -> None:
    """Task, picture, equations."""
    technique = values.text("technique")
    st.markdown(say(TASKS[technique]))
    (run.draw if values.text("view") == "run" else results.draw)(values)
    st.markdown(_("**What changes**"))
    equations.show(technique, values)


def code(values: Values) -> Sequence[str]:
    """Where the computation stands."""
    return (*CODE[values.text("technique")], "core.labs.training.trial:Trial.step")
