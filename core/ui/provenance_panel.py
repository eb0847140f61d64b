"""Where a forecast's data comes from and how old it is; what its model is, was trained on and cannot do."""

from __future__ import annotations

import pandas as pd
import streamlit as st

from core.data.series import Provenance, Series
from core.forecasting.baselines.titles import in_words
from core.forecasting.cut import cut_position
from core.messages import M, Message, Number, Percent
from core.models.registry import model_entry
from core.pipeline import ModelComparison, SavedOutcome
from core.pipeline.inside.cells import CellsComparison
from core.ui import errors, names
from core.ui.language import _, say

SECONDS_A_MINUTE, SECONDS_AN_HOUR, SECONDS_A_DAY = 60, 3600, 86400


def heading(outcome: SavedOutcome | ModelComparison | CellsComparison, kind: str) -> None:
    """The name of the series, and badges for what a reader must not overlook."""
    series = outcome.series
    st.subheader(errors.literal(say(names.series(series))), anchor=False)
    badges = []
    if kind == "earlier":
        badges.append(f":orange-badge[{_('Earlier result')}]")
    if series.provenance.source == "sample":
        badges.append(f":gray-badge[{_('Bundled sample, not live data')}]")
    if series.provenance.stale:
        badges.append(f":orange-badge[{_('Stored copy: the service could not be reached')}]")
    if series.provenance.fetched is not None:
        badges.append(f":gray-badge[{say(age(series.provenance.fetched))}]")
    if badges:
        st.markdown(" ".join(badges))


def age(fetched: pd.Timestamp) -> Message:
    """How long ago data was fetched."""
    now = pd.Timestamp.now("UTC").tz_localize(None)
    seconds = (now - (fetched.tz_convert(None) if fetched.tz else fetched)).total_seconds()
    if seconds < SECONDS_AN_HOUR:
        return M("Fetched {minutes} min ago", minutes=Number(seconds / SECONDS_A_MINUTE, 0))
    if seconds < SECONDS_A_DAY:
        return M("Fetched {hours} h ago", hours=Number(seconds / SECONDS_AN_HOUR, 0))
    return M("Fetched {days} days ago", days=Number(seconds / SECONDS_A_DAY, 0))


def card(page: str, outcome: SavedOutcome) -> None:
    """Data, model and limits, for a reader who wants to check."""
    panel = st.expander(_("About the data and the model"), on_change="rerun", key=f"{page}.card")
    if not panel.open:
        return
    with panel:
        for line in (*_data(outcome.series), *_model(outcome)):
            st.markdown(f"- {say(line)}")


def _data(series: Series) -> list[Message]:
    lines = [M("{rows} rows from {start} to {end}.", rows=len(series), start=series.times[0], end=series.times[-1])]
    if series.filled:
        lines.append(M("{count} missing values were filled from the past.", count=len(series.filled)))
    return lines


def _model(outcome: SavedOutcome) -> list[Message]:
    series, settings, model = outcome.series, outcome.settings, outcome.model
    cut = cut_position(len(series), settings.test_fraction)
    first, last = outcome.evaluation.dates
    return [
        M(
            "{model} with {parameters} trained numbers, {seconds} s of training, seed {seed}.",
            model=model_entry(model.name).title,
            parameters=model.parameters,
            seconds=Number(model.train_seconds, 1),
            seed=str(model.seed),
        ),
        *_mixture(outcome),
        M("Nothing after {cut} was seen in training; scores are from later rows.", cut=series.times[cut - 1]),
        M(
            "Scores: {origins} origins from {first} to {last}, {step} steps apart.",
            origins=outcome.evaluation.origins,
            first=first,
            last=last,
            step=outcome.evaluation.step,
        ),
        M("Whole forecast: {seconds} s.", seconds=Number(outcome.seconds["total"], 1)),
        M("The bands hold as long as the future resembles the past: a break that never happened is not in them."),
    ]


def _mixture(outcome: SavedOutcome) -> list[Message]:
    """What the forecast is made of beside the network, where there is something."""
    model = outcome.model
    if not model.companion:
        return []
    beside = in_words(model.companion, outcome.series.frequency, outcome.forecast.season or 1)
    return [
        M(
            "{share} of the forecast is the network's, {rest} that of {baseline}: so mixed it erred least before the "
            "test part.",
            share=Percent(model.share),
            rest=Percent(1 - model.share),
            baseline=beside,
        )
    ]


def origin(provenance: Provenance) -> None:
    """Who made the data, and under which licence."""
    text = say(M("Origin: {origin}.", origin=provenance.origin))
    if provenance.licence:
        text += " " + say(M("Licence: {licence}.", licence=provenance.licence))
    st.caption(errors.literal(text))
