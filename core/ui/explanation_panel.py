"""Why this forecast: what one step of it rests on, with the checks that say whether to believe it."""

from __future__ import annotations

import pandas as pd
import streamlit as st

from core.charts import attribution, deletion, heat_map
from core.explain.registry import METHODS
from core.explain.trust import trust
from core.explain.types import Explanation
from core.messages import M, Message, Number, Percent
from core.pipeline import SavedOutcome
from core.ui import charts, errors, frame, names, services
from core.ui.language import _, say

REFERENCES: dict[str, Message] = {
    "training mean": M("the mean of the training part"),
    "persistence": M("the last value throughout"),
    "permuted history": M("the same history in random order"),
}
"""Reader names of what a forecast is compared with."""

TOP = 10
"""Largest single causes drawn."""

TRUST_ICONS = {"yes": ":material/verified:", "caution": ":material/warning:", "no": ":material/block:"}


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
    known = list(REFERENCES)
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
    """The same attribution in three views, and the check of it; only the view that is open is drawn."""
    views = {
        _("Over the history"): _history,
        _("Every input"): _cells,
        _("Largest causes"): _causes,
        _("Is it true?"): _check,
    }
    tabs = st.tabs(list(views), key=f"{page}.views", on_change="rerun")
    for tab, draw in zip(tabs, views.values(), strict=True):
        if tab.open:
            with tab:
                draw(f"{page}.why.{outcome.folder.name}", outcome, explanation, step)


def _history(key: str, outcome: SavedOutcome, explanation: Explanation, step: int) -> None:
    series, forecast = outcome.series, outcome.forecast
    table = _readable(explanation.table())
    chart = attribution.attribution_chart(
        charts.history(series, len(series)),
        table,
        frame.look(),
        unit=series.unit,
        origin=forecast.origin,
        target=forecast.times[step - 1],
    )
    charts.show(chart, attribution.alt_text(table, unit=series.unit), f"{key}.history")
    st.caption(_("Bars above the line raised this step of the forecast, bars below lowered it."))


def _cells(key: str, outcome: SavedOutcome, explanation: Explanation, step: int) -> None:
    table, unit = _readable(explanation.table()), outcome.series.unit
    chart = heat_map.heat_map(table, frame.look(), unit=unit)
    charts.show(chart, heat_map.heat_map_alt_text(table, unit=unit), f"{key}.cells")


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


def _check(key: str, outcome: SavedOutcome, explanation: Explanation, step: int) -> None:
    curve, unit = explanation.deletion.table(), outcome.series.unit
    charts.show(
        deletion.deletion_chart(curve, frame.look(), unit=unit), deletion.alt_text(curve, unit=unit), f"{key}.deletion"
    )
    st.caption(
        _(
            "Inputs are taken away one after the other, the largest attributions first. If the explanation is right, "
            "the forecast moves sooner than when they are taken away in random order."
        )
    )


def _readable(table: pd.DataFrame) -> pd.DataFrame:
    """The attributions with the inputs named in the reader's language."""
    return table.assign(feature=[say(names.feature(name)) for name in table["feature"]])


def _limits(explanation: Explanation) -> None:
    """The checks, under the figures: nobody should read these without them."""
    verdict = trust(explanation)
    st.markdown(f"{TRUST_ICONS[verdict.kind]} {say(verdict.message)}")
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
