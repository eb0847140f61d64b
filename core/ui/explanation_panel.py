"""Why this forecast: what one step of it rests on, with the checks that say whether to believe it."""

from __future__ import annotations

import altair as alt
import pandas as pd
import streamlit as st

from core.charts import attribution, heat_map
from core.charts.look import Look
from core.explain.registry import METHODS
from core.explain.trust import trust
from core.explain.types import Explanation
from core.messages import M, Message, Number, Percent
from core.pipeline import SavedOutcome
from core.ui import charts, errors, explain_data, frame, names, services
from core.ui.explain_choice import REFERENCES
from core.ui.language import _, current, say
from core.ui.trust import said

TOP = 10
"""Largest single causes drawn."""

OFFERED = ("training mean", "window mean", "persistence", "permuted history")
"""References offered here; the page Explain has more."""


def show(page: str, outcome: SavedOutcome, clicked: int | None) -> None:
    """The explanation of the step chosen on the slider or on the chart; the stored one is there at once."""
    st.subheader(_("Why this forecast?"), anchor=False)
    choice, against = st.columns([2, 1], vertical_alignment="bottom")
    with choice:
        step = _step(page, outcome, clicked)
    with against:
        reference = _reference(page, outcome)
    with errors.shown(), st.spinner(_("Asking the network…"), show_time=True):
        explanation = services.explanation(outcome.folder, step, reference)
        st.markdown(say(_summary(outcome, explanation, step)))
        _pictures(page, outcome, explanation, step)
        _limits(explanation)
        _closer(outcome, step, reference)


def _step(page: str, outcome: SavedOutcome, clicked: int | None) -> int:
    """The step on the slider; a click on the chart moves it, an old click leaves it alone."""
    key, seen = f"{page}.step.{outcome.folder.name}", f"{page}.clicked.{outcome.folder.name}"
    stored = outcome.explanation.target[0] + 1
    if clicked != st.session_state.get(seen):
        st.session_state[seen] = clicked
        st.session_state[key] = clicked or stored
    st.session_state.setdefault(key, stored)
    if outcome.settings.horizon == 1:
        return 1
    return int(
        st.slider(
            _("Step ahead (or click a point of the forecast above)"),
            1,
            outcome.settings.horizon,
            key=key,
        )
    )


def _reference(page: str, outcome: SavedOutcome) -> str:
    """What the forecast is compared with, which every attribution depends on."""
    known = list(OFFERED)
    stored = outcome.explanation.reference
    return str(
        st.selectbox(
            _("Compared with"),
            known,
            known.index(stored) if stored in known else 0,
            format_func={name: say(REFERENCES[name]) for name in known}.__getitem__,
            key=f"{page}.reference.{outcome.folder.name}",
        )
    )


def _summary(outcome: SavedOutcome, explanation: Explanation, step: int) -> Message:
    """The answer, how far it is from the reference's, and the largest single cause."""
    unit = f"\u00a0{outcome.series.unit}" if outcome.series.unit else ""
    top = explanation.top(1).iloc[0]
    return M(
        "For {time} (step {step}) the forecast is {output}{unit}; compared with {reference} it would be "
        "{base}{unit}. The largest single cause is “{feature}” at {position}: {amount}{unit}.",
        time=outcome.forecast.times[step - 1],
        step=step,
        output=Number(explanation.output, 2),
        base=Number(explanation.reference_output, 2),
        reference=REFERENCES[explanation.reference],
        feature=names.feature(str(top["feature"])),
        position=top["position"],
        amount=Number(float(top["attribution"]), 2),
        unit=unit,
    )


def _pictures(page: str, outcome: SavedOutcome, explanation: Explanation, step: int) -> None:
    """The same attribution in two views; only the one that is open is drawn. The page Explain has all of them."""
    views = {
        _("Over the history"): _history,
        _("Largest causes"): _causes,
    }
    tabs = st.tabs(list(views), key=f"{page}.views", on_change="rerun")
    for tab, draw in zip(tabs, views.values(), strict=True):
        if tab.open:
            with tab:
                draw(f"{page}.why.{outcome.folder.name}", outcome, explanation, step)


def _history(key: str, outcome: SavedOutcome, explanation: Explanation, step: int) -> None:
    def draw(look: Look) -> tuple[alt.LayerChart, Message]:
        series, forecast = outcome.series, outcome.forecast
        table = _readable(explanation.table())
        chart = attribution.attribution_chart(
            charts.history(series, len(series)),
            table,
            look,
            unit=series.unit,
            origin=forecast.origin,
            target=forecast.times[step - 1],
        )
        return chart, attribution.alt_text(table, unit=series.unit)

    chart, text = charts.once(outcome, ("history", step, explanation.method, explanation.reference), draw)
    charts.show(chart, text, f"{key}.history")
    st.caption(_("Bars above the line raised this step of the forecast, bars below lowered it."))


def _causes(key: str, outcome: SavedOutcome, explanation: Explanation, step: int) -> None:
    top, unit = _readable(explanation.top(TOP)), outcome.series.unit
    charts.show(
        heat_map.causes_chart(top, frame.look(), unit=unit), heat_map.causes_alt_text(top, unit=unit), f"{key}.causes"
    )
    st.download_button(
        _("All attributions as CSV"),
        explanation.table().to_csv(index=False).encode(),
        file_name=f"attributions-step-{step}.csv",
        mime="text/csv",
        on_click="ignore",
        icon=":material/download:",
        key=f"{key}.csv",
    )


def _readable(table: pd.DataFrame) -> pd.DataFrame:
    """The attributions with the inputs named in the reader's language."""
    return table.assign(feature=[say(names.feature(name)) for name in table["feature"]])


def _closer(outcome: SavedOutcome, step: int, reference: str) -> None:
    """The way to the page that has every check and every question, with the same target."""
    asked = {"of": explain_data.key_of_folder(outcome.folder), "step": str(step), "ref": reference, "lang": current()}
    st.page_link("pages/explain.py", label=_("Look closer"), icon=":material/manage_search:", query_params=asked)


def _limits(explanation: Explanation) -> None:
    """The checks, under the figures: nobody should read these without them."""
    st.markdown(said(trust(explanation)))
    st.caption(
        say(
            M(
                "Method: {method}. Compared with: {reference}. Completeness error {error}; deletion gain {gain} "
                "(chance stays below {chance}). One window of one model: check it on others before you act on it.",
                method=METHODS[explanation.method].title,
                reference=REFERENCES[explanation.reference],
                error=Percent(explanation.completeness_error, 2),
                gain=Number(explanation.deletion_gain, 2),
                chance=Number(explanation.deletion.chance_gain, 2),
            )
        )
    )
