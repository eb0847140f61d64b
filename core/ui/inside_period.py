"""The period that units are asked about: one that the program suggests, a slider, or a brush across the chart."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import pandas as pd
import streamlit as st

from core.charts.units import PERIOD
from core.data.series import Series
from core.messages import M, Message
from core.pipeline.inside.states import States
from core.pipeline.inside.tables import MOST_ROWS
from core.ui import address
from core.ui.inside_subject import Subject
from core.ui.language import _, say
from core.ui.language import show as written

LENGTH = 5
"""Rows of a suggested period."""
HORIZON = 14
"""Steps after a period that are looked at."""
ROOM_FOR_FACTS = 0.8
LONGEST = 200
SUGGESTED: dict[str, Message] = {
    "high": M("Highest values"),
    "low": M("Lowest values"),
    "fall": M("Steepest fall"),
    "rise": M("Steepest rise"),
}


@dataclass(frozen=True)
class Choice:
    """rows: first and last row of the period; part: the stretch drawn, as a slice; both in rows of the states.

    chart: key of the chart that is brushed.
    """

    rows: tuple[int, int]
    part: tuple[int, int]
    chart: str


def choose(page: str, subject: Subject, series: Series, states: States) -> Choice:
    """A suggestion, a stretch of the series, and a period in it."""
    names = list(SUGGESTED)
    which = address.segments(page, "period", _("Period"), names, "high", lambda name: say(SUGGESTED[name]))
    start = suggested(series.values[states.positions], which)
    size = min(LONGEST, int(ROOM_FOR_FACTS * MOST_ROWS) // states.hidden.shape[1], len(states.positions))
    part = _part(page, subject, series, states, which, start, size)
    chart = f"{page}.stretch.{subject.identity}.{part[0]}"
    rows = _slider(page, subject, series, states, part, start, chart, which)
    return Choice(rows, part, chart)


def suggested(values: np.ndarray, which: str) -> int:
    """First of the LENGTH rows with the highest or lowest mean, or over which the values fall or rise most."""
    if which in ("high", "low"):
        means = np.convolve(values, np.ones(LENGTH) / LENGTH, "valid")
        return int(means.argmax() if which == "high" else means.argmin())
    moves = values[LENGTH - 1 :] - values[: len(values) - LENGTH + 1]
    return int(moves.argmin() if which == "fall" else moves.argmax())


def _part(
    page: str, subject: Subject, series: Series, states: States, which: str, start: int, size: int
) -> tuple[int, int]:
    """The stretch that is drawn; the one with the suggested period unless another is chosen."""
    count = len(states.positions)
    centre = min(max(start - size // 2, 0), count - size)
    starts = [centre, *(place for place in range(0, count - size + 1, size))]
    options = list(dict.fromkeys(str(place) for place in starts))

    def title(place: str) -> str:
        ends = (series.times[states.positions[row]] for row in (int(place), int(place) + size - 1))
        return " – ".join(written(time.to_pydatetime()) for time in ends)

    chosen = address.select(
        page, "part", _("Stretch of the series"), options, str(centre), title, f"{subject.name}.{which}.{count}"
    )
    return int(chosen), int(chosen) + size


def _slider(
    page: str,
    subject: Subject,
    series: Series,
    states: States,
    part: tuple[int, int],
    start: int,
    chart: str,
    which: str,
) -> tuple[int, int]:
    """First and last row of the period on a slider, which a brush across the chart moves too."""
    key = f"{page}.rows.{subject.identity}.{part[0]}.{which}"
    times = series.times[states.positions[part[0] : part[1]]]
    options = list(range(part[0], part[1]))
    middle = (part[0] + part[1]) // 2
    first = start if part[0] <= start and start + LENGTH <= part[1] else middle
    asked = [int(text) for text in st.query_params.get("rows", "").split("-") if text.isdecimal()]
    if key not in st.session_state:
        named = len(asked) == 2 and part[0] <= asked[0] <= asked[1] < part[1]
        st.session_state[key] = (asked[0], asked[1]) if named else (first, first + LENGTH - 1)
    brushed = _brushed(chart, times)
    if brushed is not None:
        st.session_state[key] = (part[0] + brushed[0], part[0] + brushed[1])
    begun = st.session_state[key]
    words = {row: written(time.to_pydatetime()) for row, time in zip(options, times, strict=True)}
    # A slider knows from its first value alone that it has two ends, so each start of it is a slider of its own.
    low, high = st.select_slider(
        _("Period (or drag across it in the picture)"),
        options,
        begun,
        format_func=words.__getitem__,
        key=f"{key}.{begun[0]}.{begun[1]}",
        persist_state="session",
    )
    address.write("rows", f"{low}-{high}", f"{first}-{first + LENGTH - 1}")
    return low, high


def _brushed(chart: str, times: pd.DatetimeIndex) -> tuple[int, int] | None:
    """First and last row within the stretch that was just brushed; None where the brush has not moved."""
    state = st.session_state.get(chart)
    interval = state.selection.get(PERIOD) if state is not None else None
    ends = tuple(interval["t"]) if interval and interval.get("t") else None
    seen = f"{chart}.seen"
    if ends == st.session_state.get(seen):
        return None
    st.session_state[seen] = ends
    if ends is None:
        return None
    low, high = (pd.Timestamp(float(end), unit="ms") for end in sorted(ends))
    inside = np.flatnonzero((times >= low) & (times <= high))
    return (int(inside[0]), int(inside[-1])) if len(inside) else None
