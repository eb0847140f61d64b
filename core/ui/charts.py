"""Charts on a page: the frames that several of them need, and one way of showing them."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, Literal, TypeVar

import altair as alt
import pandas as pd
import streamlit as st
from altair.utils import schemapi

from core.charts.look import Look
from core.data.series import Series
from core.messages import Message
from core.pipeline import SavedOutcome
from core.ui import frame, services
from core.ui.language import say

T = TypeVar("T")

schemapi.disable_debug_mode()
"""Altair checks every piece of a chart against its schema as it is made: half the time of a page. Tests do that."""


def history(series: Series, rows: int) -> pd.DataFrame:
    """The last rows of a series as charts want them: time, value (in the series' unit)."""
    return pd.DataFrame({"time": series.times[-rows:], "value": series.values[-rows:]})


def once(outcome: SavedOutcome, what: tuple[str | int, ...], make: Callable[[Look], T]) -> T:
    """What `make` draws of a finished forecast, which does not change any more: drawn once for all who look alike.

    what: all that the drawing depends on beside the forecast and the look.
    """
    look = frame.look()
    identity = (*services.version(outcome.folder), look.mode, look.locale, look.narrow, *what)
    drawn: T = _once(identity, lambda: make(look))
    return drawn


@st.cache_resource(max_entries=64, show_spinner=False)
def _once(identity: tuple[str | int, ...], _make: Callable[[], Any]) -> Any:
    return _make()


@dataclass(frozen=True)
class _Unchecked:
    """A chart that is written without a last check."""

    chart: alt.Chart | alt.LayerChart

    def to_dict(self) -> dict[str, Any]:
        """The specification."""
        found: dict[str, Any] = self.chart.to_dict(validate=False)
        return found


def show(chart: alt.Chart | alt.LayerChart, text: Message, key: str) -> None:
    """The chart in our own theme, with its sentence for those who cannot see it."""
    drawn: Any = _Unchecked(chart)
    st.altair_chart(drawn, theme=None, alt=say(text), key=key)


def selectable(
    chart: alt.Chart | alt.LayerChart,
    text: Message,
    key: str,
    selection: str,
    on_select: Callable[[], None] | Literal["rerun"] = "rerun",
) -> list[dict[str, Any]]:
    """The same for one on which marks are chosen; returns the rows chosen by the selection of that name."""
    drawn: Any = _Unchecked(chart)
    event = st.altair_chart(drawn, theme=None, alt=say(text), key=key, on_select=on_select, selection_mode=selection)
    return list(event.selection.get(selection) or [])
