"""The table behind a chart of the answer page, on the page and as a file."""

from __future__ import annotations

from collections.abc import Mapping

import pandas as pd
import streamlit as st

from core.ui.language import _


def twin(key: str, table: pd.DataFrame, names: Mapping[str, str], file: str) -> None:
    """The table with the reader's column names, and the same as CSV with its own."""
    panel = st.expander(_("In numbers"), on_change="rerun", key=f"{key}.table")
    if panel.open:
        panel.dataframe(table[list(names)].rename(columns=dict(names)), hide_index=True)
        panel.download_button(
            _("Download as CSV"),
            table[list(names)].to_csv(index=False).encode(),
            file_name=file,
            mime="text/csv",
            on_click="ignore",
            icon=":material/download:",
            key=f"{key}.csv",
        )
