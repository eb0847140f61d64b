"""Making a network look elsewhere: a row of its attention is replaced, and the old forecast stays as a ghost."""

from __future__ import annotations

import numpy as np
import pandas as pd
import streamlit as st

from core.charts import fan
from core.data.series import Series
from core.messages import M, Message, Number
from core.pipeline.inside import WindowView, tables
from core.pipeline.inside.attending import one_step, uniform
from core.ui import address, charts, frame, inside_controls, inside_results
from core.ui.inside_subject import Subject
from core.ui.language import _, say
from core.ui.language import show as written

WAYS: dict[str, Message] = {
    "none": M("As it is"),
    "one": M("At one step"),
    "even": M("At all alike"),
    "hand": M("Weights by hand"),
}
HUNDRED = 100


def show(page: str, subject: Subject, series: Series, view: WindowView, row: int) -> None:
    """How to look, and the forecast that comes of it."""
    assert view.attention is not None, "only networks with attention are offered"
    st.subheader(_("What if it looked elsewhere?"), anchor=False)
    decodes = len(view.attention) == len(view.ahead)
    if not decodes:
        st.caption(_("Only the last step of the window reaches the forecast, so its row is the one that is changed."))
    row = row if decodes else len(view.attention)
    way = address.segments(page, "look", _("Where it looks"), list(WAYS), "none", lambda name: say(WAYS[name]))
    if way == "none":
        st.caption(
            _("Choose where the network shall look; the forecast is made anew, and the old one stays as a ghost.")
        )
        return
    every = (
        inside_controls.yes_or_no(page, "every", _("Every step ahead, not only the chosen one")) if decodes else False
    )
    weights = _weights(page, view, way, row)
    rows = range(len(view.attention)) if every else [row - 1]
    before, after = inside_results.edited(subject, series, view.origin, dict.fromkeys(rows, weights))
    old, new = before.frame(), after.frame()
    st.markdown(say(_summary(old, new, series.unit)))
    chart = fan.fan_chart(tables.history(view), new, frame.look(), unit=series.unit, ghost=old)
    text = fan.alt_text(tables.history(view), new, unit=series.unit)
    charts.show(chart, text, f"{page}.edited.{subject.name}.{view.origin}")
    both = pd.DataFrame({"time": new["time"], "step": new["step"], "before": old["0.5"], "after": new["0.5"]})
    readable = pd.DataFrame(
        {
            _("Time"): inside_controls.dates(both["time"]),
            _("Step"): both["step"],
            _("Before"): [written(Number(value, 2)) for value in both["before"]],
            _("After"): [written(Number(value, 2)) for value in both["after"]],
        }
    )
    inside_controls.table(page, "edited", both, readable)


def _weights(page: str, view: WindowView, way: str, row: int) -> np.ndarray:
    """The weights (L,) that stand in for the row's own."""
    assert view.attention is not None, "only networks with attention are offered"
    length = len(view.times)
    if way == "even":
        return uniform(length)
    if way == "hand":
        return _by_hand(page, view, row)
    step, much = st.columns([3, 1], vertical_alignment="bottom")
    with step:
        words = {place: written(time.to_pydatetime()) for place, time in enumerate(view.times)}
        key = f"{page}.onto.{view.origin}"
        st.session_state.setdefault(key, int(np.argmin(view.values)))
        st.select_slider(
            _("The step it looks at"),
            list(range(length)),
            format_func=words.__getitem__,
            key=key,
            persist_state="session",
        )
        place = int(st.session_state[key])
    with much:
        share = address.whole_number(page, "share", _("Weight on it (%)"), HUNDRED, (1, HUNDRED))
    return one_step(length, place, share / HUNDRED)


def _by_hand(page: str, view: WindowView, row: int) -> np.ndarray:
    """A table of weights to change; they are brought to a sum of 1."""
    assert view.attention is not None, "only networks with attention are offered"
    table = pd.DataFrame(
        {
            "time": inside_controls.dates(pd.Series(view.times)),
            "value": view.values,
            "weight": HUNDRED * view.attention[row - 1],
        }
    )
    columns = {
        "time": st.column_config.TextColumn(_("Time"), disabled=True),
        "value": st.column_config.NumberColumn(_("Value"), disabled=True, format="%.2f"),
        "weight": st.column_config.NumberColumn(_("Weight (%)"), min_value=0.0, format="%.2f"),
    }
    edited = st.data_editor(
        table, hide_index=True, column_config=columns, key=f"{page}.hand.{view.origin}.{row}", height=260
    )
    return np.asarray(np.nan_to_num(edited["weight"].to_numpy(dtype=np.float64)))


def _summary(old: pd.DataFrame, new: pd.DataFrame, unit: str) -> Message:
    """The step that moved farthest."""
    moved = (new["0.5"] - old["0.5"]).to_numpy()
    top = int(np.abs(moved).argmax())
    return M(
        "The forecast moves most at step {step}: from {before} to {after}{unit} ({change}).",
        step=top + 1,
        before=Number(float(old["0.5"].iloc[top]), 2),
        after=Number(float(new["0.5"].iloc[top]), 2),
        unit=f"\u00a0{unit}" if unit else "",
        change=Number(float(moved[top]), 2),
    )
