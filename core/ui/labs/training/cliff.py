"""The loss of one weight with its cliff, and one step of descent from a place on it, clipped and not."""

from __future__ import annotations

import streamlit as st

from core.charts.labs import steps_on
from core.labs.knobs import Values
from core.labs.training.cliff import RATE, SPAN, steps_from
from core.labs.training.lab import CLIFF, LAB
from core.messages import M, Number
from core.ui import frame
from core.ui.labs import drawings, knobs, state
from core.ui.language import _, say


def draw(values: Values) -> None:
    """Knobs, the sentence, and the picture."""
    st.markdown(_("**The cliff**"))
    with st.container(horizontal=True):
        knobs.inside(LAB, "w")
        knobs.inside(LAB, "most")
    found, curve = steps_from(values.real("w"), values.real("most")), CLIFF()
    told = M(
        "At w = {w} the gradient is {gradient}. One step of rate {rate} lands at w = {free} without clipping (loss "
        "{free_loss}, gradient {free_gradient}), at w = {clipped} with it (loss {clipped_loss}).",
        w=Number(found["here"][0], 2),
        gradient=Number(found["here"][2], 2),
        rate=Number(RATE, 2),
        free=Number(found["free"][0], 2),
        free_loss=Number(found["free"][1], 3),
        free_gradient=Number(found["free"][2], 3),
        clipped=Number(found["clipped"][0], 2),
        clipped_loss=Number(found["clipped"][1], 3),
    )
    st.markdown(say(told))
    places = [
        steps_on.Place(_("before"), *found["here"][:2], "before"),
        steps_on.Place(_("clipped"), *found["clipped"][:2], "good"),
        steps_on.Place(_("not clipped"), *found["free"][:2], "bad"),
    ]
    chart = steps_on.steps_chart(
        curve["w"], curve["loss"], places, frame.look(), span=SPAN, title=_("Loss"), x_title=_("Weight w")
    )
    drawings.show(chart, steps_on.steps_alt_text(places), state.key(LAB, "cliff"))
