"""The four-unit network while it learns: its loss, and its answer to a sequence it is not trained on."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pandas as pd
import streamlit as st

from core.charts.labs import curves, tracks
from core.labs.inside.lab import LAB
from core.labs.inside.steps import PULSES
from core.labs.knobs import Values
from core.messages import M, Number
from core.ui import frame
from core.ui.labs import drawings, maths, numbers, state, trainer
from core.ui.language import _, say

if TYPE_CHECKING:
    from core.labs.inside.training import LittleExperiment

SHOWN = "many"
"""The sequence its answer is shown on."""


def draw(values: Values) -> None:
    """The trainer, and what came of it so far."""
    training = trainer.show(LAB, _experiment)
    losses = training.losses
    pulses, look = PULSES[SHOWN], frame.look()
    if losses:
        told = M(
            "After {count} updates the mean squared error is {loss}.", count=len(losses), loss=Number(losses[-1], 4)
        )
    else:
        told = M("Not trained yet: its weights are drawn at random from the seed. Press One step, Ten steps or Run.")
    st.markdown(say(told))
    left, right = st.columns(2)
    with left:
        curve = curves.Curve(_("loss"), range(1, len(losses) + 1), losses)
        chart = curves.curves_chart(
            [curve], look, title=_("Mean squared error"), x_title=_("Update"), domain=None, height=230
        )
        drawings.show(chart, curves.curves_alt_text([curve]), state.key(LAB, "loss"))
    with right:
        drawn = _answers(training.experiment, pulses)
        drawings.show(
            tracks.tracks_chart(drawn, look, domain=(-1.5, 1.5), height=230),
            tracks.tracks_alt_text({track.name: track.values for track in drawn}),
            state.key(LAB, "learned"),
        )
    maths.lines(r"L &= \frac{1}{BT} \sum_{b,t} \left(y_{b,t} - \text{last pulse}_{b,t}\right)^2")
    numbers.show(LAB, pd.DataFrame({"update": range(1, len(losses) + 1), "loss": losses}), "losses")


def _experiment(seed: int) -> LittleExperiment:
    from core.labs.inside.training import LittleExperiment

    return LittleExperiment(seed)


def _answers(experiment: LittleExperiment, pulses: tuple[float, ...]) -> list[tracks.Track]:
    wanted, last = [], 0.0
    for pulse in pulses:
        last = pulse or last
        wanted.append(last)
    return [
        tracks.Track(_("input"), [float(value) for value in pulses], "input"),
        tracks.Track(_("wanted"), wanted, "target"),
        tracks.Track(_("output"), experiment.output_over(pulses)),
    ]
