"""Keeps a trained model under a name, for later data of the same kind."""

from __future__ import annotations

from pathlib import Path

import streamlit as st

from core import store
from core.messages import M
from core.pipeline import SavedOutcome
from core.ui import errors, notices
from core.ui.language import _


def button(page: str, outcome: SavedOutcome) -> None:
    """Opens the dialog that asks for the name."""
    if st.button(_("Save this run"), icon=":material/bookmark_add:", key=f"{page}.save"):
        st.dialog(_("Save this run"))(_ask)(page, str(outcome.folder))


def _ask(page: str, folder: str) -> None:
    st.markdown(_("The trained model is kept with everything needed to forecast fresh data without training."))
    name = st.text_input(_("Name"), key=f"{page}.save.name")
    if st.button(_("Save"), type="primary", disabled=not name.strip(), key=f"{page}.save.ok"):
        with errors.shown():
            store.save_run(store.read_run(Path(folder) / "run"), name.strip())
            notices.later(M("The run is saved; you find it under Saved runs."))
            st.rerun()
