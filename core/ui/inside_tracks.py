"""Known facts under the states, and which unit follows which of them on rows it was not chosen on."""

from __future__ import annotations

import pandas as pd
import streamlit as st

from core.data.series import Series
from core.messages import M, Message, Number
from core.pipeline.inside.states import States
from core.pipeline.inside.tracks import Follows, Track, follows, tracks
from core.ui import inside_controls, names
from core.ui.inside_subject import Subject
from core.ui.language import _, say
from core.ui.language import show as written

TITLES: dict[str, Message] = {
    "hour": M("Hour of the day"),
    "weekday": M("Day of the week"),
    "year": M("Time of the year"),
    "volatility": M("Volatility (last 7 moves)"),
}
COLUMN = "column: "
MOST_SHOWN = 5


def shown(series: Series, states: States, part: slice) -> pd.DataFrame:
    """track (the reader's name), time, value: the first facts over a stretch."""
    positions = states.positions[part]
    found = tracks(series, states.positions)[:MOST_SHOWN]
    frames = [
        pd.DataFrame({"track": title(one.name), "time": series.times[positions], "value": one.values[part]})
        for one in found
    ]
    return pd.concat(frames, ignore_index=True)


def correlations(page: str, subject: Subject, series: Series, states: States) -> None:
    """The table of facts and units, measured on held-out rows."""
    st.subheader(_("Does a unit follow a known fact?"), anchor=False)
    found = _follows(subject.identity, f"{series.name}:{len(series)}:{series.times[-1]}", series, states)
    if not found:
        st.info(_("Too few rows lie after the training part to measure this."))
        return
    st.markdown(say(_summary(found)))
    readable = pd.DataFrame(
        {
            _("Fact"): [title(one.track) for one in found],
            _("Unit"): [one.unit for one in found],
            _("Correlation, training"): [written(Number(one.training, 2)) for one in found],
            _("Correlation, held out"): [written(Number(one.held_out, 2)) for one in found],
            _("95 % interval"): [
                f"{written(Number(one.interval[0], 2))} … {written(Number(one.interval[1], 2))}" for one in found
            ],
        }
    )
    st.dataframe(readable, hide_index=True)
    st.caption(
        _(
            "For each fact the unit that follows it best was chosen on the rows the network was fitted on; the "
            "held-out correlation is from the rows after them. Cycles are compared with their best-fitting wave."
        )
    )
    frame = pd.DataFrame([vars(one) for one in found])
    inside_controls.download(page, "unit-tracks", frame)


def title(name: str) -> str:
    """A fact in the reader's language."""
    if name in TITLES:
        return say(TITLES[name])
    column = say(names.column(name.removeprefix(COLUMN)))
    return column[:1].upper() + column[1:]


def _summary(found: list[Follows]) -> Message:
    """The fact that is followed most closely, or that none is."""
    sure = [one for one in found if one.interval[0] > 0 or one.interval[1] < 0]
    if not sure:
        return M("No unit follows any of these facts on held-out rows: every interval contains 0.")
    best = sure[0]
    return M(
        "Unit {unit} follows “{fact}” most closely: correlation {value} on rows it was not chosen on, {low} to {high}. "
        "Of {all} facts, {count} are followed more than chance would have it.",
        unit=best.unit,
        fact=title(best.track),
        value=Number(best.held_out, 2),
        low=Number(best.interval[0], 2),
        high=Number(best.interval[1], 2),
        all=len(found),
        count=len(sure),
    )


@st.cache_data(max_entries=16, show_spinner=False)
def _follows(identity: str, key: str, _series: Series, _states: States) -> list[Follows]:
    found: list[Track] = tracks(_series, _states.positions)
    return follows(_states, found, _states.window)
