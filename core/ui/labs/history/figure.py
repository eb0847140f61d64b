"""The timeline with a picture of each idea; Elman against Jordan on the same sequence; both trained live."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

import pandas as pd
import streamlit as st

from core.charts.labs import curves, network, tracks
from core.charts.labs.network import Edge, Unit
from core.charts.labs.timeline import SELECTION, timeline_alt_text, timeline_chart
from core.labs.history.lab import FEEDBACK, LAB
from core.labs.history.pictures import PICTURES
from core.labs.history.sequences import SHOWN
from core.labs.history.stations import STATIONS
from core.labs.knobs import Values
from core.messages import M, Number
from core.ui import frame
from core.ui.labs import drawings, linked, links, maths, numbers, state, trainer
from core.ui.language import _, say

if TYPE_CHECKING:
    from core.labs.history.networks import FeedbackExperiment

KINDS = {"elman": M("Elman"), "jordan": M("Jordan")}


def draw(values: Values) -> None:
    """The view that is chosen."""
    {"timeline": _timeline, "feedback": _feedback, "train": _train}[values.text("view")](values)


def code(values: Values) -> Sequence[str]:
    """Where the computation stands."""
    return (
        "core.models.elman:elman_update",
        "core.models.jordan:jordan_update",
        "core.labs.history.networks:SmallNet.advance",
    )


def _timeline(values: Values) -> None:
    """All stations on a line, and the one that is reached."""
    number = values.whole("station")
    station, look = STATIONS[number - 1], frame.look()
    years, titles = [one.year for one in STATIONS], [say(one.title) for one in STATIONS]
    drawings.clickable(
        timeline_chart(years, titles, look, chosen=number),
        timeline_alt_text(years, say(station.title)),
        state.key(LAB, "timeline"),
        SELECTION,
        "number",
        lambda picked: state.put(LAB, "station", int(picked)),
    )
    st.subheader(f"{station.year}: {say(station.title)}", anchor=False)
    words, picture = st.columns([1, 1])
    with words:
        st.markdown(say(station.idea))
        st.markdown(say(M("**In use.** {use}", use=station.use)))
        here = station.here or M("Not a model of this app so far.")
        st.markdown(say(M("**In this app.** {here}", here=here)))
        st.caption(f"{station.source.authors}: *{station.source.title}*. {station.source.where}.")
        links.show(station.pages)
    with picture:
        units, edges = drawn(station.name)
        chart = network.network_chart(units, edges, look, rows={}, columns={}, row_pixels=62)
        drawings.show(chart, network.network_alt_text(units, edges), state.key(LAB, "picture"))
        st.caption(_("Dashed: what this station added."))
    numbers.show(
        LAB, pd.DataFrame({"year": years, "title": titles, "source": [s.source.title for s in STATIONS]}), "timeline"
    )


def drawn(name: str) -> tuple[list[Unit], list[Edge]]:
    """A station's picture as circles and lines."""
    found = PICTURES[name]
    units = [Unit(x, y, text=node.partition(".")[0]) for node, (x, y) in found.nodes.items()]
    edges = []
    for lines, dashed in ((found.lines, False), (found.new, True)):
        for line in lines:
            start, end = line.split(" ")
            edges.append(Edge(line, found.nodes[start], found.nodes[end], dashed=dashed))
    return units, edges


def _feedback(values: Values) -> None:
    """Both networks on the same sequence: answers above, what is fed back below."""
    task, step = values.text("task"), values.whole("step")
    found = {kind: FEEDBACK(kind=kind, task=task) for kind in KINDS}
    told = M(
        "Mean squared error on sequences not trained on: Elman {elman}, Jordan {jordan}, with {first} and {second} "
        "weights.",
        elman=Number(found["elman"]["error"], 3),
        jordan=Number(found["jordan"]["error"], 3),
        first=int(found["elman"]["weights"]),
        second=int(found["jordan"]["weights"]),
    )
    st.markdown(say(told))
    _stack(found, task, step)
    _equations(found, task, step)
    columns = {f"{kind} answer": trace["output"] for kind, trace in found.items()}
    numbers.show(
        LAB, pd.DataFrame({"t": range(1, 17), "x": SHOWN[task], "wanted": found["elman"]["wanted"], **columns}), task
    )


def _stack(found: dict[str, Any], task: str, step: int) -> None:
    """Both networks over the same steps: their answers, and below each what it feeds back."""
    shown = linked.Stack()
    back = {"elman": _("fed back, all hidden units"), "jordan": _("fed back, a fading sum of the outputs")}
    for kind, trace in found.items():
        name = say(KINDS[kind])
        drawn = [
            tracks.Track(_("input"), SHOWN[task], "input"),
            tracks.Track(_("wanted"), trace["wanted"], "target"),
            tracks.Track(_("output"), trace["output"]),
        ]
        shown.tracks(f"{name}: {_('the answer')}", drawn, domain=(-1.35, 1.35))
        shown.states(f"{name}: {back[kind]}", trace["back"], legend=kind == "elman")
    shown.show(LAB, "feedback", "step", step)


def _equations(found: dict[str, Any], task: str, step: int) -> None:
    """Both equations; Jordan's state with this step's numbers."""
    trace, t = found["jordan"], step - 1
    s_before = trace["back"][t - 1][0] if t else 0.0
    y_before = trace["output"][t - 1] if t else 0.0
    maths.lines(
        r"\text{Elman:}\quad \mathbf{h}_t &= \tanh(W_x x_t + W_h \mathbf{h}_{t-1} + \mathbf{b})",
        r"\text{Jordan:}\quad \mathbf{h}_t &= \tanh(W_x x_t + W_s s_t + \mathbf{b}), \quad "
        r"y_t = \tanh(V \mathbf{h}_t + c)",
        rf"s_{{{step}}} &= \alpha\, s_{{{t}}} + y_{{{t}}} = {maths.number(0.5, 1)} \cdot {maths.bracketed(s_before)} + "
        rf"{maths.bracketed(y_before)} = {maths.number(trace['back'][t][0])}",
    )


def _train(values: Values) -> None:
    """One of the networks on one of the tasks, driven by the reader."""
    kind, task = values.text("kind"), values.text("task")
    training = trainer.show(LAB, lambda seed: _experiment(kind, task, seed), f"{kind}/{task}")
    left, right = st.columns(2)
    with left:
        curve = curves.Curve(_("loss"), range(1, training.steps + 1), training.losses)
        chart = curves.curves_chart(
            [curve], frame.look(), title=_("Mean squared error"), x_title=_("Update"), height=230
        )
        drawings.show(chart, curves.curves_alt_text([curve]), state.key(LAB, "loss"))
    with right:
        shown = [
            tracks.Track(_("input"), SHOWN[task], "input"),
            tracks.Track(_("wanted"), FEEDBACK(kind=kind, task=task)["wanted"], "target"),
            tracks.Track(_("output"), training.experiment.output()),
        ]
        drawings.show(
            tracks.tracks_chart(shown, frame.look(), domain=(-1.35, 1.35), height=230),
            tracks.tracks_alt_text({track.name: track.values for track in shown}),
            state.key(LAB, "learned"),
        )
    numbers.show(LAB, pd.DataFrame({"update": range(1, training.steps + 1), "loss": training.losses}), "losses")


def _experiment(kind: str, task: str, seed: int) -> FeedbackExperiment:
    from core.labs.history.networks import FeedbackExperiment

    return FeedbackExperiment(kind, task, seed)
