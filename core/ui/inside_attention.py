"""Where a network with attention looks, what happens when it is made to look elsewhere, and whether that explains."""

from __future__ import annotations

import numpy as np
import pandas as pd
import streamlit as st

from core.charts import attention
from core.data.series import Series
from core.messages import M, Message, Number, Percent
from core.pipeline.inside import WindowView, tables
from core.pipeline.inside.attending import spread
from core.ui import address, charts, errors, frame, inside_controls, inside_editing, inside_results, inside_subject
from core.ui.inside_subject import Subject
from core.ui.language import _, say
from core.ui.language import show as written

DEFAULT = "attention"
NEARLY_EVEN = 0.9
"""Attention spread over more than this share of the window hardly says where it looks."""
WEAK = 0.3


def show(page: str) -> None:
    """One network with attention, and one window."""
    which, where = st.columns([3, 1], vertical_alignment="bottom")
    with which:
        chosen = inside_subject.choose(page, lambda model: model.attention, DEFAULT)
    if chosen is None:
        return
    subject, series = chosen
    with where:
        back = inside_controls.window_back(page, series)
    with errors.shown(), st.spinner(_("Asking the network…"), show_time=True):
        view = inside_results.view(subject, series, back)
    st.fragment(_result)(page, subject, series, view)


def _result(page: str, subject: Subject, series: Series, view: WindowView) -> None:
    assert view.attention is not None, "only networks with attention are offered"
    who = tables.asking(view)
    row = _row(page, view, who)
    st.markdown(say(_summary(view, row)))
    weights, unit = tables.weights(view), series.unit
    chart = attention.attention_chart(tables.history(view), who, weights, frame.look(), row=row, unit=unit)
    charts.show(chart, attention.alt_text(weights), f"{page}.attention.{subject.name}.{view.origin}.{row}")
    st.caption(
        _("Point at a row of the map to see its lines, and at a past value to see who looks at it.")
        + ("" if decodes(view) else " " + _("Self-attention of the last layer, the mean of its heads."))
    )
    one = weights[weights["row"] == row][["time", "weight"]]
    readable = pd.DataFrame(
        {
            _("Time"): inside_controls.dates(one["time"]),
            _("Weight"): [written(Percent(value, 1)) for value in one["weight"]],
        }
    )
    inside_controls.table(page, "attention", weights, readable)
    with errors.shown():
        inside_editing.show(page, subject, series, view, row)
    _agreement(page, view)


def decodes(view: WindowView) -> bool:
    """Whether the rows of attention are steps ahead; else they are steps of the window itself."""
    return view.attention is not None and len(view.attention) == len(view.ahead)


def _row(page: str, view: WindowView, who: pd.DataFrame) -> int:
    """Who looks: the keyboard's way to what pointing shows."""
    rows = [int(row) for row in who["row"]]
    usual = rows[0] if decodes(view) else rows[-1]
    key = f"{page}.row.{rows[0]}.{rows[-1]}"
    if st.session_state.get(key) not in rows:
        asked = st.query_params.get("row", "")
        st.session_state[key] = int(asked) if asked.isdecimal() and int(asked) in rows else usual
    times = dict(zip(rows, who["time"], strict=True))
    label = _("Step ahead that looks back") if decodes(view) else _("Step of the window that looks")
    if len(rows) > 1:
        words = {row: f"{row}: {written(pd.Timestamp(time).to_pydatetime())}" for row, time in times.items()}
        st.select_slider(label, rows, format_func=words.__getitem__, key=key, persist_state="session")
    chosen = int(st.session_state[key])
    address.write("row", str(chosen), str(usual))
    return chosen


def _summary(view: WindowView, row: int) -> Message:
    """Where it looks most, and over how many steps its gaze is spread."""
    assert view.attention is not None, "only networks with attention are offered"
    weights = view.attention[row - 1]
    top, count = int(weights.argmax()), spread(weights)
    even = count > NEARLY_EVEN * len(weights)
    return M(
        "Step {row} looks most at {time} ({weight}), and is spread as if over {count} of {steps} steps. {verdict}",
        row=row,
        time=view.times[top],
        weight=Percent(float(weights[top]), 1),
        count=Number(count, 1),
        steps=len(weights),
        verdict=M("**That is nearly even: it takes about the mean of all, and hardly says where it looks.**")
        if even
        else M("It picks some steps out."),
    )


def _agreement(page: str, view: WindowView) -> None:
    """Attention beside attribution: do they name the same steps?"""
    if view.agreement is None:
        return
    st.subheader(_("Is attention an explanation?"), anchor=False)
    agreement = pd.DataFrame({"row": np.arange(1, len(view.agreement) + 1), "correlation": view.agreement})
    st.markdown(say(_agree(view.agreement)))
    charts.show(
        attention.agreement_chart(agreement, frame.look()),
        attention.agreement_alt_text(agreement),
        f"{page}.agreement.{view.origin}",
    )
    st.caption(
        _(
            "Spearman's correlation of the attention of a step with the size of its integrated gradients (from the "
            "training mean), over the steps of the window."
        )
    )
    readable = pd.DataFrame(
        {
            _("Step"): agreement["row"],
            _("Correlation"): [written(Number(value, 2)) for value in agreement["correlation"]],
        }
    )
    inside_controls.table(page, "agreement", agreement, readable)


def _agree(values: np.ndarray) -> Message:
    """How far they agree, and what to make of it."""
    mean = float(values.mean())
    return M(
        "On average over {steps} steps attention and attribution rank the past values with a correlation of {mean}: "
        "{verdict} Attention need not be explanation: what a network looks at and what its answer rests on are two "
        "questions, and the states it looks at have already taken in their past.",
        steps=len(values),
        mean=Number(mean, 2),
        verdict=M("they largely agree.") if mean > WEAK else M("they do not agree."),
    )
