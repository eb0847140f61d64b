"""What the views of the page Explain share: the fan chart that can be clicked, tables as twins of charts, sentences."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

import pandas as pd
import streamlit as st

from core.charts import fan
from core.charts.frames import Bounds
from core.explain.types import Explanation
from core.forecasting.baselines.titles import in_words
from core.forecasting.types import Forecast
from core.messages import M, Message, Number
from core.ui import charts, explain_choice, frame, names
from core.ui.explain_choice import REFERENCES, View
from core.ui.language import _, say

HISTORY, LEAST_HISTORY = 3, 60
"""Horizons of history drawn before the forecast, and rows at least."""


def forecast(view: View) -> Forecast:
    """The forecast that is looked at."""
    return view.subject.forecast(view.origin)


def history(view: View) -> pd.DataFrame:
    """The rows before the origin: time, value."""
    series = view.subject.series
    first = max(0, view.origin + 1 - max(HISTORY * view.subject.settings.horizon, LEAST_HISTORY))
    rows = slice(first, view.origin + 1)
    return pd.DataFrame({"time": series.times[rows], "value": series.values[rows]})


def say_what_stays(view: View) -> None:
    """Under a search through many changed histories: a baseline mixed into the forecast is not asked again for each."""
    plan = view.subject.fitted.plan
    if plan.brings_medians:
        baseline = in_words(plan.companion, view.subject.series.frequency, view.subject.fitted.season)
        st.caption(
            say(M("Here the part of the forecast that comes from {baseline} stays as it was.", baseline=baseline))
        )


def clickable_fan(view: View, shown: Forecast, step: int) -> None:
    """The fan chart; a click on a step of it moves the slider."""
    key = f"{view.page}.fan.{view.tag}"
    _fan(view, shown, key, step=step, clicked=partial(_clicked, key, explain_choice.step_key(view)))


def _clicked(chart: str, slider: str) -> None:
    """Called before the page is drawn again, so that the slider is there already when it is."""
    picked = st.session_state[chart].selection.get(fan.SELECTION) or []
    if picked:
        st.session_state[slider] = int(picked[0]["step"])


def fan_with_ghost(
    view: View,
    shown: Forecast,
    ghost: Forecast | None,
    key: str,
    past: pd.DataFrame | None = None,
    domain: Bounds | None = None,
    step: int | None = None,
) -> None:
    """A fan chart beside the forecast it is compared with."""
    _fan(view, shown, key, ghost=ghost, past=past, domain=domain, step=step)


def _fan(
    view: View,
    shown: Forecast,
    key: str,
    *,
    step: int | None = None,
    ghost: Forecast | None = None,
    past: pd.DataFrame | None = None,
    domain: Bounds | None = None,
    clicked: Callable[[], None] | None = None,
) -> None:
    past, table = history(view) if past is None else past, shown.frame()
    chart = fan.fan_chart(
        past,
        table,
        frame.look(),
        unit=view.unit,
        actual=view.subject.came(view.origin),
        ghost=None if ghost is None else ghost.frame(),
        domain=domain,
        chosen=step,
        height=300,
    )
    text = fan.alt_text(past, table, unit=view.unit)
    if clicked is None:
        charts.show(chart, text, key)
    else:
        charts.selectable(chart, text, key, fan.SELECTION, clicked)


def twin(key: str, table: pd.DataFrame, file: str, label: str | None = None) -> None:
    """The table behind a chart, to read and to keep."""
    panel = st.expander(label or _("The picture in numbers"), on_change="rerun", key=f"{key}.twin")
    if not panel.open:
        return
    with panel:
        st.dataframe(table, hide_index=True, height=min(300, 38 + 35 * len(table)))
        st.download_button(
            _("As CSV"),
            table.to_csv(index=False).encode(),
            file_name=file,
            mime="text/csv",
            on_click="ignore",
            icon=":material/download:",
            key=f"{key}.csv",
        )


def summary(view: View, shown: Forecast, explanation: Explanation) -> Message:
    """The answer, how far it is from the reference's, and the largest single cause."""
    unit = f"\u00a0{view.unit}" if view.unit else ""
    top = explanation.top(1).iloc[0]
    step, level = explanation.target[0] + 1, float(explanation.target_labels[1])
    return M(
        "For {time} (step {step}) {quantile} is {output}{unit}; compared with {reference} it would be {base}{unit}. "
        "The largest single cause is “{feature}” at {position}: {amount}{unit}.",
        time=shown.times[step - 1],
        step=step,
        quantile=explain_choice.quantile_in_words(level),
        output=Number(explanation.output, 2),
        base=Number(explanation.reference_output, 2),
        reference=REFERENCES.get(explanation.reference, M("{name}", name=explanation.reference)),
        feature=names.feature(str(top["feature"])),
        position=top["position"],
        amount=Number(float(top["attribution"]), 2),
        unit=unit,
    )


def readable(table: pd.DataFrame) -> pd.DataFrame:
    """An attribution with its inputs named in the reader's language."""
    return table.assign(feature=[say(names.feature(str(name))) for name in table["feature"]])
