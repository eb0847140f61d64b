"""Controls that the views of the page share: which window, yes-or-no choices in the address, a table to take away."""

from __future__ import annotations

import pandas as pd
import streamlit as st

from core.data.series import Series
from core.ui import address
from core.ui.language import _, show

ROWS_BEFORE = 400
"""Rows at a series' start from which windows are not offered: no network looks back farther."""


def window_back(page: str, series: Series) -> int:
    """How many rows before the last one the window ends."""
    most = max(0, len(series) - 1 - min(ROWS_BEFORE, len(series) // 2))
    hint = _("0 is the last window; 30 is the window that ended 30 rows earlier.")
    return address.whole_number(page, "back", _("Rows before the last one"), 0, (0, most), hint)


def yes_or_no(page: str, name: str, label: str, hint: str | None = None) -> bool:
    """A switch, off to begin with, kept in the address."""
    key = f"{page}.{name}"
    if key not in st.session_state:
        st.session_state[key] = st.query_params.get(name) == "1"
    st.toggle(label, key=key, help=hint, persist_state="session")
    chosen = bool(st.session_state[key])
    address.write(name, "1" if chosen else "0", "0")
    return chosen


def step(page: str, steps: list[int], default: int) -> int:
    """A forecast step on a slider: the keyboard's way to what pointing shows."""
    key = f"{page}.step.{steps[-1]}.{len(steps)}"
    if st.session_state.get(key) not in steps:
        asked = st.query_params.get("step", "")
        st.session_state[key] = int(asked) if asked.isdecimal() and int(asked) in steps else default
    if len(steps) > 1:
        label = _("Step ahead (or point at one in the picture)")
        st.select_slider(label, steps, key=key, persist_state="session")
    chosen = int(st.session_state[key])
    address.write("step", str(chosen), str(default))
    return chosen


def table(page: str, name: str, frame: pd.DataFrame, readable: pd.DataFrame) -> None:
    """The numbers behind a picture, closed until opened, and as CSV."""
    panel = st.expander(_("The picture in numbers"), on_change="rerun", key=f"{page}.{name}.table")
    if not panel.open:
        return
    with panel:
        st.dataframe(readable, hide_index=True)
        download(page, name, frame)


def download(page: str, name: str, frame: pd.DataFrame) -> None:
    """A frame as CSV, numbers and dates as machines read them."""
    st.download_button(
        _("As CSV"),
        lambda: frame.to_csv(index=False).encode(),
        file_name=f"{name}.csv",
        mime="text/csv",
        on_click="ignore",
        icon=":material/download:",
        key=f"{page}.{name}.csv",
    )


def dates(times: pd.Series) -> pd.Series:
    """Times as the reader's language writes them."""
    words = {time: show(pd.Timestamp(time).to_pydatetime()) for time in times.drop_duplicates()}
    return times.map(words)
