"""Keeps a trained model under a name, for later data of the same kind."""

from __future__ import annotations

import streamlit as st

from core import store
from core.messages import M
from core.pipeline import SavedOutcome
from core.ui import errors, notices
from core.ui.language import _


def button(page: str, outcome: SavedOutcome) -> None:
    """Asks for the name and saves."""
    with st.popover(_("Save this run"), icon=":material/bookmark_add:", key=f"{page}.save"):
        st.caption(_("The trained model is kept with everything needed to forecast fresh data without training."))
        name = st.text_input(_("Name"), key=f"{page}.save.name").strip()
        if st.button(_("Save"), type="primary", key=f"{page}.save.ok"):
            with errors.shown():
                store.save_run(store.read_run(outcome.folder / "run"), name)
                notices.later(M("The run is saved; you find it under Saved runs."))
                st.rerun()
