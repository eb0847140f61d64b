"""What has been computed about networks looked into, kept for all sessions; the shipped views cost nothing."""

from __future__ import annotations

import numpy as np
import streamlit as st

from core.data.series import Series
from core.explain.similarity import Order, unit_order
from core.forecasting.seasonality import main_season
from core.forecasting.types import Forecast
from core.pipeline.inside import WindowView, has_view, load_view, window_view
from core.pipeline.inside.attending import edited_forecast
from core.pipeline.inside.states import States, states_of
from core.ui.inside_subject import Subject


def view(subject: Subject, series: Series, back: int) -> WindowView:
    """What the network did with the window that ends `back` rows before the series' last."""
    origin = len(series) - 1 - back
    if subject.folder is not None and has_view(subject.folder):
        kept = _kept(str(subject.folder), subject.identity)
        if kept.origin == origin:
            return kept
    return _view(subject.identity, _key(series), origin, subject, series)


@st.cache_resource(max_entries=32, show_spinner=False)
def _kept(folder: str, _identity: str) -> WindowView:
    from pathlib import Path

    return load_view(Path(folder))


@st.cache_resource(max_entries=64, show_spinner=False)
def _view(identity: str, key: str, origin: int, _subject: Subject, _series: Series) -> WindowView:
    return window_view(_subject.fitted(), _series, origin)


def states(subject: Subject, series: Series) -> States:
    """The network's state after the window that ends at each row."""
    return _states(subject.identity, _key(series), subject, series)


@st.cache_resource(max_entries=16, show_spinner=False)
def _states(identity: str, key: str, _subject: Subject, _series: Series) -> States:
    return states_of(_subject.fitted(), _series)


def season(series: Series, states: States) -> int:
    """Length of the series' strongest season in steps, 1 for none, from the rows that the network was fitted on."""
    return _season(_key(series), int(states.positions[max(states.seen - 1, 0)]) + 1, series)


@st.cache_data(max_entries=16, show_spinner=False)
def _season(key: str, rows: int, _series: Series) -> int:
    return main_season(_series.values[:rows], _series.frequency.seasons)


def edited(subject: Subject, series: Series, origin: int, rows: dict[int, np.ndarray]) -> tuple[Forecast, Forecast]:
    """The forecast as it is, and with these rows of attention replaced."""
    return edited_forecast(subject.fitted(), series, origin, rows)


def order(values: np.ndarray, kind: Order) -> np.ndarray:
    """Units of states (T, H) in the wanted order."""
    return _order(values, kind)


@st.cache_data(max_entries=128, show_spinner=False)
def _order(values: np.ndarray, kind: Order) -> np.ndarray:
    return unit_order(values, kind)


def _key(series: Series) -> str:
    """What tells a series from another of the same network."""
    return f"{series.name}:{series.target}:{len(series)}:{series.times[-1]}:{series.values[-1]}"
