"""A tagger trained live, in the reading that is chosen."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pandas as pd
import streamlit as st

from core.charts.labs import curves, tracks
from core.labs.bidirectional.lab import LAB, TRACE
from core.labs.bidirectional.names import SHOWN
from core.labs.knobs import Values
from core.messages import M, Percent
from core.ui import frame
from core.ui.labs import drawings, maths, numbers, state, trainer
from core.ui.labs.bidirectional.gaps import tags
from core.ui.language import _, say

if TYPE_CHECKING:
    from core.labs.bidirectional.training import TaggerExperiment


def draw(values: Values) -> None:
    """The trainer, its loss, and the tags it gives to a sequence so far."""
    reading, sequence = values.text("reading"), values.text("sequence")
    training = trainer.show(LAB, lambda seed: _experiment(reading, seed), reading)
    right, expected = training.experiment.right(), training.experiment.expected(SHOWN[sequence])
    told = M("After {count} updates {right} of the tags are right.", count=training.steps, right=Percent(right))
    st.markdown(say(told))
    left, side = st.columns(2)
    with left:
        curve = curves.Curve(_("loss"), range(1, training.steps + 1), training.losses)
        chart = curves.curves_chart([curve], frame.look(), title=_("Loss"), x_title=_("Update"), height=230)
        drawings.show(chart, curves.curves_alt_text([curve]), state.key(LAB, "loss"))
    with side:
        wanted = TRACE(reading=reading, sequence=sequence)["right"]
        drawn = tags(wanted, expected, SHOWN[sequence])
        chart = tracks.tracks_chart(drawn, frame.look(), domain=(-1.2, 1.2), height=230)
        drawings.show(
            chart, tracks.tracks_alt_text({track.name: track.values for track in drawn}), state.key(LAB, "learned")
        )
    maths.lines(r"L &= -\frac{1}{BT} \sum_{b,t} \log p_{b,t}(y_{b,t})")
    numbers.show(LAB, pd.DataFrame({"update": range(1, training.steps + 1), "loss": training.losses}), "losses")


def _experiment(reading: str, seed: int) -> TaggerExperiment:
    from core.labs.bidirectional.training import TaggerExperiment

    return TaggerExperiment(f"gaps-{reading}", seed)
