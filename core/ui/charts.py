"""Charts on a page: the frames that several of them need, and one way of showing them."""

from __future__ import annotations

import altair as alt
import pandas as pd
import streamlit as st

from core.data.series import Series
from core.messages import Message
from core.ui.language import say


def history(series: Series, rows: int) -> pd.DataFrame:
    """The last rows of a series as charts want them: time, value (in the series' unit)."""
    return pd.DataFrame({"time": series.times[-rows:], "value": series.values[-rows:]})


def show(chart: alt.Chart | alt.LayerChart, text: Message, key: str) -> None:
    """The chart in our own theme, with its sentence for those who cannot see it."""
    st.altair_chart(chart, theme=None, alt=say(text), key=key)
