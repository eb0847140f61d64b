"""How good the forecast is: beside every baseline, on the same origins of the test part."""

from __future__ import annotations

import pandas as pd
import streamlit as st

from core.charts import evaluation, rolling
from core.config import BANDS
from core.forecasting.baselines import BASELINE_TITLES
from core.forecasting.evaluation import OURS
from core.messages import M, Number, Percent
from core.models.registry import model_entry
from core.pipeline import SavedOutcome
from core.ui import charts, frame
from core.ui.language import _, say
from core.ui.language import show as written

STRETCHES = 12
"""Forecasts of the test part drawn one after the other."""


def show(page: str, outcome: SavedOutcome) -> None:
    """One picture a question, drawn once the reader opens the panel."""
    panel = st.expander(_("How good is it?"), on_change="rerun", icon=":material/balance:", key=f"{page}.evaluation")
    if not panel.open:
        return
    with panel:
        st.dataframe(_table(outcome), hide_index=True)
        step, bands, rolling = st.tabs([_("By step ahead"), _("What the bands held"), _("On the test part")])
        with step:
            _skill(page, outcome)
        with bands:
            _coverage(page, outcome)
        with rolling:
            _rolling(page, outcome)


def _titles(outcome: SavedOutcome) -> dict[str, str]:
    """Reader names of the network and the baselines."""
    ours = say(model_entry(outcome.model.name).title)
    return {OURS: ours} | {name: say(BASELINE_TITLES[name]) for name in outcome.evaluation.baselines}


def _table(outcome: SavedOutcome) -> pd.DataFrame:
    """One row a model, best first."""
    evaluation, titles = outcome.evaluation, _titles(outcome)
    scores = {OURS: evaluation.score, **evaluation.baselines}
    order = sorted(scores, key=lambda name: scores[name].crps)
    return pd.DataFrame(
        {
            _("Model"): [titles[name] for name in order],
            "CRPS": [written(Number(scores[name].crps, 3)) for name in order],
            "MASE": [written(Number(scores[name].mase, 3)) for name in order],
            **{
                say(M("{band} band held", band=Percent(band))): [
                    written(Percent(scores[name].coverage[band])) for name in order
                ]
                for band in evaluation.score.coverage
            },
        }
    )


def _skill(page: str, outcome: SavedOutcome) -> None:
    scores, titles, look = outcome.evaluation, _titles(outcome), frame.look()
    ours = scores.by_step[scores.by_step["model"] == OURS]
    charts.show(evaluation.skill_chart(ours, look), evaluation.skill_alt_text(ours), f"{page}.skill")
    all_scores = {OURS: scores.score, **scores.baselines}
    table = pd.DataFrame(
        [(titles[name], score.crps, name == OURS) for name, score in all_scores.items()],
        columns=["model", "crps", "ours"],
    )
    charts.show(evaluation.crps_chart(table, look), evaluation.crps_alt_text(table), f"{page}.crps")


def _coverage(page: str, outcome: SavedOutcome) -> None:
    held = outcome.evaluation.score.coverage
    table = pd.DataFrame({"band": list(held), "held": list(held.values())})
    charts.show(evaluation.coverage_chart(table, frame.look()), evaluation.coverage_alt_text(table), f"{page}.coverage")
    st.caption(_("A band that holds what it promises has its point on its mark."))


def _rolling(page: str, outcome: SavedOutcome) -> None:
    table = rolling_table(outcome)
    chart = rolling.rolling_chart(table, frame.look(), unit=outcome.series.unit)
    charts.show(chart, rolling.rolling_alt_text(table), f"{page}.rolling")
    st.caption(_("Each stretch was forecast from the row before it, knowing nothing later; the band is the 80 % one."))


def rolling_table(outcome: SavedOutcome) -> pd.DataFrame:
    """Medians, 80 % bands and what came for the last stretches of the test part: a row a step of an origin.

    The origins are as far apart as the horizon allows, and each forecast ends where the next one begins.
    """
    predictions, times = outcome.evaluation.predictions, outcome.series.times
    low, high = (predictions.levels.index(level) for level in BANDS[0.8])
    middle = predictions.levels.index(0.5)
    apart, length = _stretch(outcome.evaluation.step, outcome.settings.horizon)
    frames = []
    for place in range(len(predictions.origins) - 1, -1, -apart)[:STRETCHES]:
        origin, values = int(predictions.origins[place]), predictions.values[place, :length]
        columns = {"median": values[:, middle], "low": values[:, low], "high": values[:, high]}
        columns["actual"] = predictions.actual[place, :length]
        ahead = times[origin + 1 : origin + 1 + length]
        frames.append(pd.DataFrame({"origin": times[origin], "time": ahead, **columns}))
    return pd.concat(frames[::-1], ignore_index=True)


def _stretch(step: int, horizon: int) -> tuple[int, int]:
    """Every how many origins, `step` rows apart, a forecast is drawn, and how many of its steps."""
    apart = max(1, horizon // step)
    return apart, min(horizon, apart * step)
