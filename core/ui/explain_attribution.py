"""What one number of a forecast rests on: over time, by kind, by input, cell by cell, and for the whole horizon."""

from __future__ import annotations

import pandas as pd
import streamlit as st

from core.charts import attribution, heat_map, horizon_matrix, sums
from core.explain.registry import METHODS
from core.explain.types import Explanation
from core.forecasting.feature_kinds import KINDS, by_kind
from core.forecasting.types import Forecast
from core.messages import M, Message
from core.pipeline import ExplainChoice
from core.ui import address, charts, explain_choice, explain_data, frame
from core.ui import explain_parts as parts
from core.ui.explain_checks import show as show_checks
from core.ui.explain_checks import verdict
from core.ui.explain_choice import View
from core.ui.language import _, say

TOP = 10
"""Largest single causes drawn."""

PICTURES: dict[str, Message] = {
    "time": M("Over time"),
    "kind": M("By kind and input"),
    "cells": M("Every input"),
    "causes": M("Largest causes"),
    "horizon": M("The whole horizon"),
}


def show(view: View) -> None:
    """Choice, sentence, verdict, picture, checks."""
    label = _("Step ahead (or click a point of the forecast)")
    choice = explain_choice.choose(view, how=True, label=label)
    shown = parts.forecast(view)
    with st.spinner(_("Asking the network…"), show_time=True):
        found = explain_data.explanation(view.key, view.origin, choice)
    st.markdown(f"{say(parts.summary(view, shown, found))}  \n{verdict(view, choice, found)}")
    parts.clickable_fan(view, shown, choice.step)
    picture = address.segments(
        view.page, "as", _("Attribution"), list(PICTURES), "time", lambda name: say(PICTURES[name])
    )
    _draw(picture, view, choice, found, shown)
    st.caption(_method_line(choice))
    show_checks(view, choice, found)


def _draw(picture: str, view: View, choice: ExplainChoice, found: Explanation, shown: Forecast) -> None:
    """The one picture that was chosen, with its table."""
    key = f"{view.page}.{picture}.{view.tag}"
    if picture == "time":
        _over_time(view, choice, found, shown, key)
    elif picture == "kind":
        _by_kind(view, found, key)
    elif picture == "cells":
        table = parts.readable(found.table())
        chart = heat_map.heat_map(table, frame.look(), unit=view.unit)
        charts.show(chart, heat_map.heat_map_alt_text(table, unit=view.unit), key)
        parts.twin(key, table, "attributions.csv")
    elif picture == "causes":
        top = parts.readable(found.top(TOP))
        chart = heat_map.causes_chart(top, frame.look(), unit=view.unit)
        charts.show(chart, heat_map.causes_alt_text(top, unit=view.unit), key)
        parts.twin(key, parts.readable(found.table()), "attributions.csv", _("All attributions in numbers"))
    else:
        _horizon(view, choice, key)


def _over_time(view: View, choice: ExplainChoice, found: Explanation, shown: Forecast, key: str) -> None:
    table = parts.readable(found.table())
    series = view.subject.series
    past = pd.DataFrame({"time": series.times[: view.origin + 1], "value": series.values[: view.origin + 1]})
    chart = attribution.attribution_chart(
        past, table, frame.look(), unit=view.unit, origin=shown.origin, target=shown.times[choice.step - 1]
    )
    charts.show(chart, attribution.alt_text(table, unit=view.unit), key)
    st.caption(_("Bars above the line raised this step of the forecast, bars below lowered it."))
    parts.twin(key, table, "attributions.csv")


def _by_kind(view: View, found: Explanation, key: str) -> None:
    """Kinds of inputs beside the inputs themselves."""
    kinds = by_kind(found.table())
    kinds = kinds.assign(name=[say(KINDS[kind]) for kind in kinds["kind"]])
    features = parts.readable(found.total("feature")).rename(columns={"feature": "name"})
    left, right = st.columns(2)
    for column, table, name in ((left, kinds, "kinds"), (right, features, "features")):
        with column:
            chart = sums.sums_chart(table, frame.look(), unit=view.unit)
            charts.show(chart, sums.alt_text(table, unit=view.unit), f"{key}.{name}")
    if found.reference != "no calendar" and "calendar" in set(kinds["kind"]):
        st.caption(
            _(
                "The calendar has no part here because the reference keeps the date; compare with “no time of year or "
                "day” to see what it adds."
            )
        )
    parts.twin(key, features[["name", "attribution", "magnitude"]], "attributions-by-input.csv")


def _horizon(view: View, choice: ExplainChoice, key: str) -> None:
    """The map of past steps by forecast steps."""
    with st.spinner(_("Asking the network…"), show_time=True):
        found = explain_data.matrix(view.key, view.origin, choice)
    cells = pd.DataFrame(
        {
            "time": [time for _step in found.steps for time in found.labels],
            "step": [step for step in found.steps for _time in found.labels],
            "attribution": found.values.ravel(),
        }
    )
    chart = horizon_matrix.matrix_chart(cells, frame.look(), unit=view.unit, chosen=choice.step)
    charts.show(chart, horizon_matrix.alt_text(cells, unit=view.unit), key)
    st.caption(
        say(
            M(
                "A row is a step ahead, a column an observed time with everything that is made from it, also as an "
                "earlier season. Compared with {reference}.",
                reference=explain_choice.REFERENCES[found.reference],
            )
        )
    )
    parts.twin(key, cells, "attributions-by-step.csv")


def _method_line(choice: ExplainChoice) -> str:
    """The method in one line."""
    method = METHODS[choice.method]
    return say(M("{title}: {summary}", title=method.title, summary=method.summary))
