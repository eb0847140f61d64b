"""A finished forecast: the verdict in a sentence, the picture with three numbers, and what can be done next."""

from __future__ import annotations

from pathlib import Path

import altair as alt
import streamlit as st

from core.charts import fan
from core.charts.look import Look
from core.forecasting.baselines.titles import in_words
from core.messages import M, Message, Number, Percent
from core.pipeline import SavedOutcome
from core.ui import (
    charts,
    columns,
    evaluation_panel,
    explanation_panel,
    frame,
    provenance_panel,
    save_panel,
    services,
    table_panel,
)
from core.ui.language import _, say
from core.ui.language import show as written

HISTORY = 5
"""Horizons of history drawn before the forecast."""

LEAST_HISTORY = 90


def show(page: str, folder: Path, kind: str) -> None:
    """The whole result; only this part is drawn again when a step of it is chosen."""
    st.fragment(_result)(page, str(folder), kind)


def _result(page: str, folder: str, kind: str) -> None:
    whole = services.outcome(Path(folder))
    every = (whole, *whole.also)
    outcome = every[columns.choose(page, [each.series for each in every])]
    provenance_panel.heading(outcome, kind)
    st.markdown(f"{_lead(outcome)} {say(outcome.evaluation.verdict)}")
    chart, metrics = st.columns([5, 1])
    with chart:
        step = _fan(page, outcome)
    with metrics, st.container(key=f"metrics-{page}"):
        _metrics(outcome)
    st.caption(_legend(outcome))
    provenance_panel.origin(outcome.series.provenance)
    with st.container(horizontal=True):
        table_panel.download(page, outcome)
        save_panel.button(page, whole)
    table_panel.show_table(page, outcome)
    evaluation_panel.show(page, outcome)
    explanation_panel.show(page, outcome, step)
    provenance_panel.card(page, outcome)


def _lead(outcome: SavedOutcome) -> str:
    steps = outcome.settings.horizon
    first, last = outcome.forecast.times[0], outcome.forecast.times[-1]
    return say(M("The next {steps} steps, {first} to {last}.", steps=steps, first=first, last=last))


def _fan(page: str, outcome: SavedOutcome) -> int | None:
    """The fan chart; the step that was clicked on it, counted from 1, if one was."""

    def draw(look: Look) -> tuple[alt.LayerChart, Message]:
        series, table = outcome.series, outcome.forecast.frame()
        history = charts.history(series, max(HISTORY * outcome.settings.horizon, LEAST_HISTORY))
        return (
            fan.fan_chart(history, table, look, unit=series.unit),
            fan.alt_text(history, table, unit=series.unit),
        )

    chart, text = charts.once(outcome, ("fan",), draw)
    picked = charts.selectable(chart, text, f"{page}.fan.{outcome.folder.name}", fan.SELECTION)
    return int(picked[0]["step"]) if picked else None


def _metrics(outcome: SavedOutcome) -> None:
    evaluation = outcome.evaluation
    low, high = evaluation.skill_interval
    best = _baseline(outcome, evaluation.best_baseline)
    st.metric(
        _("Skill"),
        written(Percent(evaluation.skill)),
        border=True,
        help=say(
            M(
                "How much smaller the error (CRPS) is than that of the best baseline, {best}; 95 % interval {low} to "
                "{high}. Above 0 is better.",
                best=best,
                low=Percent(low),
                high=Percent(high),
            )
        ),
    )
    st.metric(
        _("80 % band"),
        written(Percent(evaluation.score.coverage[0.8])),
        border=True,
        help=_("Share of the values of the test part that fell inside the 80 % band. Close to 80 % is honest."),
    )
    st.metric(
        "MASE",
        written(Number(evaluation.score.mase, 2)),
        border=True,
        help=_("Mean error of the median, in units of the error of repeating the season. Below 1 is better than that."),
    )


def _legend(outcome: SavedOutcome) -> str:
    """One line that names the colours."""
    observed = _("White: observed.") if frame.look().mode == "dark" else _("Black: observed.")
    naive = M("Grey, dashed: {last} repeated.", last=_baseline(outcome, "naive"))
    if outcome.forecast.seasonal_naive is not None:
        season = _baseline(outcome, "seasonal_naive")
        naive = M("Grey, dashed: {last} repeated; dotted: {season}.", last=_baseline(outcome, "naive"), season=season)
    return " ".join((observed, _("Blue: forecast with its 50, 80 and 90 % bands."), say(naive)))


def _baseline(outcome: SavedOutcome, name: str) -> Message:
    return in_words(name, outcome.series.frequency, outcome.forecast.season or 1)
