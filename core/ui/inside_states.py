"""Hidden states and gates over one window, under the series that the network was reading."""

from __future__ import annotations

import streamlit as st

from core.charts import states
from core.data.series import Series
from core.explain.similarity import ORDERS, Order
from core.messages import M, Message
from core.pipeline.inside import WindowView, tables
from core.ui import address, charts, errors, frame, inside_controls, inside_results, inside_subject
from core.ui.inside_subject import Subject
from core.ui.language import _, say

DEFAULT = "seattle-weather"
STATES: dict[str, Message] = {
    "hidden": M("Hidden state"),
    "input": M("Input gate"),
    "forget": M("Forget gate"),
    "candidate": M("Candidate"),
    "output": M("Output gate"),
    "cell": M("Cell state"),
    "reset": M("Reset gate"),
    "update": M("Update gate"),
    "feedback": M("Fed-back outputs"),
    "state": M("State units"),
}
MEANINGS: dict[str, Message] = {
    "hidden": M("What the network hands on from step to step, and what its forecast is read from."),
    "input": M("Near 1 the unit writes what this step brings into its cell, near 0 it ignores it."),
    "forget": M("Near 1 the unit keeps its cell as it was, near 0 it clears it."),
    "candidate": M("What would be written into the cell, were the input gate open."),
    "output": M("Near 1 the unit shows its cell to the others and to the forecast, near 0 it hides it."),
    "cell": M("What the unit keeps over time, behind its gates."),
    "reset": M("Near 0 the unit leaves its past out of account when it forms its candidate."),
    "update": M("Near 1 the unit stays as it was, near 0 it takes over its candidate."),
    "feedback": M("Outputs of the step before, which are fed back instead of the hidden state."),
    "state": M("The fading sum of earlier outputs."),
}
ORDER_TITLES: dict[Order, Message] = {
    "similar": M("alike beside alike"),
    "peak": M("by when each moves farthest"),
    "network": M("as the network numbers them"),
}
MOST_CELLS = 9_000


def show(page: str) -> None:
    """One network, one window, one of its states or gates."""
    which, where = st.columns([3, 1], vertical_alignment="bottom")
    with which:
        chosen = inside_subject.choose(page, lambda model: model.recurrent, DEFAULT)
    if chosen is None:
        return
    subject, series = chosen
    with where:
        back = inside_controls.window_back(page, series)
    with errors.shown(), st.spinner(_("Asking the network…"), show_time=True):
        view = inside_results.view(subject, series, back)
    st.fragment(_result)(page, subject, series, view)


def _result(page: str, subject: Subject, series: Series, view: WindowView) -> None:
    name, order, unit = _controls(page, view)
    values = view.states[name]
    ordered = inside_results.order(values, order)
    shown = min(len(view.times), MOST_CELLS // values.shape[1])
    cells = tables.cells(values[-shown:], view.times[-shown:], ordered)
    title = say(STATES.get(name, M("{name}", name=name)))
    st.markdown(say(_summary(view, name)))
    history = tables.history(view, shown)
    chart = states.states_chart(history, cells, frame.look(), unit=unit, name=title, measure=series.unit)
    charts.show(chart, states.alt_text(cells, title), f"{page}.states.{name}.{order}.{unit}")
    st.caption(
        _("Point at a unit to see it as a line, and at the series to find its step in the map.")
        + (" " + _("Only the last steps of a long window are drawn.") if shown < len(view.times) else "")
    )
    one = cells[cells["unit"] == unit]
    readable = one.assign(time=inside_controls.dates(one["time"]))[["time", "state"]]
    readable = readable.rename(columns={"time": _("Time"), "state": say(M("Unit {unit}", unit=unit))})
    inside_controls.table(page, f"states-{name}", cells, readable)


def _controls(page: str, view: WindowView) -> tuple[str, Order, int]:
    """Which state or gate, in which order, and which unit as a line."""
    names = list(view.states)
    titles = {name: say(STATES.get(name, M("{name}", name=name))) for name in names}
    if len(names) > 1:
        variant = "state." + ".".join(names)
        which, arranged, line = st.columns([2, 2, 1], vertical_alignment="bottom")
        with which:
            name = address.select(page, "state", _("State or gate"), names, "hidden", titles.__getitem__, variant)
    else:
        arranged, line = st.columns([3, 1], vertical_alignment="bottom")
        name = names[0]
    with arranged:
        order = address.select(
            page, "order", _("Order of the units"), list(ORDERS), "similar", lambda one: say(ORDER_TITLES[one])
        )
    units = view.states[name].shape[1]
    most = 1 + int(view.states[name].std(axis=0).argmax())
    with line:
        unit = address.whole_number(page, "unit", _("Unit as a line"), most, (1, units))
    return name, next(one for one in ORDERS if one == order), unit


def _summary(view: WindowView, name: str) -> Message:
    """What is seen, in a sentence."""
    values = view.states[name]
    means = values.mean(axis=1)
    low, high = int(means.argmin()), int(means.argmax())
    return M(
        "{meaning} Over this window of {steps} steps, the mean over {units} units was lowest on {low} and highest on "
        "{high}.",
        meaning=MEANINGS.get(name, M("{name}", name=name)),
        steps=len(view.times),
        units=values.shape[1],
        low=view.times[low],
        high=view.times[high],
    )
