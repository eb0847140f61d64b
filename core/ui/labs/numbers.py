"""The tables behind a lab's figure: in the reader's words on the page, and as a file."""

from __future__ import annotations

import pandas as pd
import streamlit as st

from core.labs.lab import Lab
from core.ui.labs import state
from core.ui.language import _


def show(lab: Lab, table: pd.DataFrame, name: str) -> None:
    """The table of the figure, folded away; open once, it stays open in every view. name: of the file."""
    panel = st.expander(_("In numbers"), on_change="rerun", key=state.key(lab, "numbers"))
    if not panel.open:
        return
    panel.dataframe(table.round(4), hide_index=True, height=min(35 * len(table) + 38, 320))
    panel.download_button(
        _("As CSV"),
        table.to_csv(index=False).encode(),
        file_name=f"{lab.name}-{name}.csv",
        mime="text/csv",
        on_click="ignore",
        icon=":material/download:",
        key=state.key(lab, "csv"),
    )
