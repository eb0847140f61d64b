"""What units remember: which are on over a period, where else the same ones were, and what came next there."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import pandas as pd
import streamlit as st

from core.charts import units as pictures
from core.data.series import Series
from core.explain import units
from core.messages import M, Message, Number, Percent
from core.pipeline.inside import tables
from core.pipeline.inside.states import States
from core.ui import address, charts, errors, frame, inside_controls, inside_period, inside_results, inside_subject
from core.ui import inside_tracks as facts
from core.ui.inside_subject import Subject
from core.ui.language import _, say
from core.ui.language import show as written

DEFAULT = "seattle-weather"
MOST_MATCHES = 20
LEVELS = (0.1, 0.5, 0.9)
CHANCE = 0.05


@dataclass(frozen=True)
class Found:
    """wanted: sign (H,) of the units on throughout. alike: their look-alikes. moved: what came after them (M, h), and
    after the same rows moved by whole seasons, (S, M, h), the first not moved. season: in steps, 1 where there is none.
    """

    wanted: np.ndarray
    alike: units.LookAlikes
    moved: np.ndarray
    season: int

    @property
    def ours(self) -> np.ndarray:
        """Changes after the look-alikes, (M, h)."""
        return np.asarray(self.moved[0])

    @property
    def usual(self) -> np.ndarray:
        """Changes after the rows they were moved to, (S · M, h)."""
        return np.asarray(self.moved.reshape(-1, self.moved.shape[-1]))

    @property
    def on(self) -> np.ndarray:
        """Indices of the units that are on throughout."""
        return np.flatnonzero(self.wanted)


def show(page: str) -> None:
    """One network and its states over the whole series."""
    chosen = inside_subject.choose(page, lambda model: model.recurrent, DEFAULT)
    if chosen is None:
        return
    subject, series = chosen
    with errors.shown():
        with st.spinner(_("Reading every window of the series…"), show_time=True):
            states = inside_results.states(subject, series)
        st.fragment(_result)(page, subject, series, states)


def _result(page: str, subject: Subject, series: Series, states: States) -> None:
    choice = inside_period.choose(page, subject, series, states)
    share, least = _levels(page)
    season = inside_results.season(series, states)
    found = _find(series, states, choice.rows, (share, least), season)
    first, last = (series.times[states.positions[row]] for row in choice.rows)
    st.markdown(say(_summary(found, first, last)))
    _stretch(page, subject, series, states, choice, found)
    if len(found.alike.ends):
        _matches(page, series, states, choice.rows, found)
    facts.correlations(page, subject, series, states)


def _levels(page: str) -> tuple[float, float]:
    """When a unit counts as on, and how alike a look-alike must be."""
    on, alike = st.columns(2)
    with on:
        hint = _(
            "Over the rows that the network was fitted on, each unit lies between two bounds for this share of them."
        )
        share = address.whole_number(page, "usual", _("A unit is on outside its usual middle … %"), 60, (10, 98), hint)
    with alike:
        least = address.whole_number(
            page, "alike", _("Look-alikes have at least … % of the same units on"), 90, (50, 100)
        )
    return share / 100, least / 100


def _find(series: Series, states: States, rows: tuple[int, int], levels: tuple[float, float], season: int) -> Found:
    """What is on in the period, and what came after its look-alikes."""
    share, least = levels
    signs = units.signs(states.hidden, max(states.seen, 1), share)
    wanted = units.on_throughout(signs[rows[0] : rows[1] + 1])
    alike = units.look_alikes(signs, wanted, rows[1] - rows[0] + 1, rows, least, MOST_MATCHES)
    values, horizon = series.values[states.positions], inside_period.HORIZON
    known = alike.ends[alike.ends + horizon < len(values)]
    moved = units.shifted(known, len(values) - horizon, season)  # (S, M)
    after = units.changes(values, moved.ravel(), horizon).reshape(*moved.shape, horizon)
    return Found(wanted, alike, after, season)


def _summary(found: Found, first: pd.Timestamp, last: pd.Timestamp) -> Message:
    """How many units were on, how often else, and whether what came next is more than chance."""
    if not len(found.on):
        return M(
            "From {first} to {last} no unit was on throughout. Choose a shorter period, or a smaller middle.",
            first=first,
            last=last,
        )
    start = M(
        "From {first} to {last}, {on} of {units} units were on throughout: {names}.",
        first=first,
        last=last,
        on=len(found.on),
        units=len(found.wanted),
        names=[f"{unit + 1}{'↑' if found.wanted[unit] > 0 else '↓'}" for unit in found.on],
    )
    if not len(found.ours):
        return M("{start} They were so nowhere else with something after it.", start=start)
    chance = units.chance(found.moved)
    verdict = (
        M("That is more than chance (p = {p}).", p=Number(chance, 3))
        if chance < CHANCE
        else M("That is no more than chance gives (p = {p}).", p=Number(chance, 2))
    )
    return M(
        "{start} The same ones were on in {count} other periods; {steps} steps later the series had moved by {ours} on "
        "average. {beside} {verdict}",
        start=start,
        count=len(found.alike.ends),
        steps=found.ours.shape[1],
        ours=Number(float(found.ours[:, -1].mean()), 2),
        beside=_beside(found),
        verdict=verdict,
    )


def _beside(found: Found) -> Message:
    """What the change has to be compared with."""
    usual = Number(float(found.usual[:, -1].mean()), 2)
    if found.season == 1:
        return M("Moved along the series together, the same periods give {usual}.", usual=usual)
    return M(
        "Moved together by whole seasons of {season} steps, so that the season plays no part, the same periods give "
        "{usual}.",
        season=found.season,
        usual=usual,
    )


def _stretch(
    page: str, subject: Subject, series: Series, states: States, choice: inside_period.Choice, found: Found
) -> None:
    """The stretch to brush in, the units that are on in the first rows."""
    part = slice(*choice.part)
    hidden, positions = states.hidden[part], states.positions[part]
    order = inside_results.order(hidden, "similar")
    order = np.concatenate([order[np.isin(order, found.on)], order[~np.isin(order, found.on)]])
    times = series.times[positions]
    cells = tables.cells(hidden, times, order)
    history = pd.DataFrame({"time": times, "value": series.values[positions]})
    first, last = (series.times[states.positions[row]] for row in choice.rows)
    chart = pictures.stretch_chart(
        history,
        cells,
        facts.shown(series, states, part),
        frame.look(),
        period=(first, last),
        on=len(found.on),
        unit=series.unit,
    )
    text = pictures.stretch_alt_text(history, len(found.on), (first, last))
    charts.selectable(chart, text, choice.chart, pictures.PERIOD)
    st.caption(
        _(
            "Each column of the map is the state after the network has read the window that ends there. Units that are "
            "on throughout the shaded period stand above the line."
        )
    )
    inside_controls.table(page, "units", cells, _on_table(found, hidden, choice))


def _on_table(found: Found, hidden: np.ndarray, choice: inside_period.Choice) -> pd.DataFrame:
    """The units that are on, and their mean state in the period."""
    inside = hidden[choice.rows[0] - choice.part[0] : choice.rows[1] - choice.part[0] + 1]
    return pd.DataFrame(
        {
            _("Unit"): found.on + 1,
            _("On"): [_("above") if found.wanted[unit] > 0 else _("below") for unit in found.on],
            _("Mean state"): [written(Number(float(inside[:, unit].mean()), 2)) for unit in found.on],
        }
    )


def _matches(page: str, series: Series, states: States, rows: tuple[int, int], found: Found) -> None:
    """Where else, and what came next."""
    st.subheader(_("Where else were the same units on, and what came next?"), anchor=False)
    times = series.times[states.positions]
    length = rows[1] - rows[0] + 1
    matches = pd.DataFrame(
        {"first": times[found.alike.ends - length + 1], "last": times[found.alike.ends], "score": found.alike.scores}
    )
    history = pd.DataFrame({"time": times, "value": series.values[states.positions]})
    chart = pictures.matches_chart(history, matches, (times[rows[0]], times[rows[1]]), frame.look(), unit=series.unit)
    charts.show(chart, pictures.matches_alt_text(matches), f"{page}.matches")
    if len(found.ours):
        quantiles = pd.concat([_quantiles(found.ours, "alike"), _quantiles(found.usual, "any")], ignore_index=True)
        count, steps = found.ours.shape
        paths = pd.DataFrame(
            {
                "step": np.tile(np.arange(1, steps + 1), count),
                "match": np.repeat(np.arange(count), steps),
                "change": found.ours.ravel(),
            }
        )
        drawn = pictures.next_chart(quantiles, paths, frame.look(), unit=series.unit)
        charts.show(drawn, pictures.next_alt_text(quantiles, unit=series.unit), f"{page}.next")
        st.caption(
            _(
                "Blue: after the look-alikes, each as a thin line, with their median and the middle 80 %. Grey: after "
                "the same periods moved along the series, by whole seasons where it has one; p is the share of these "
                "shifts that lead as far from their mean, so that a series of few seasons cannot give a small one. "
                "Look-alikes may lie in the rows that the network was fitted on: this describes, it does not "
                "forecast."
            )
        )
    readable = pd.DataFrame(
        {
            _("From"): inside_controls.dates(matches["first"]),
            _("To"): inside_controls.dates(matches["last"]),
            _("Alike"): [written(Percent(score)) for score in matches["score"]],
        }
    )
    inside_controls.table(page, "look-alikes", matches, readable)


def _quantiles(moved: np.ndarray, kind: str) -> pd.DataFrame:
    low, median, high = np.quantile(moved, LEVELS, axis=0)
    steps = np.arange(1, moved.shape[1] + 1)
    return pd.DataFrame({"step": steps, "kind": kind, "low": low, "median": median, "high": high})
