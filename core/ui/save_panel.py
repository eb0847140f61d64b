"""Keeps a trained model under a name, for later data of the same kind."""

from __future__ import annotations

import streamlit as st

from core import store
from core.messages import M
from core.pipeline import SavedOutcome
from core.ui import errors, names, notices
from core.ui.language import _, say


def button(page: str, outcome: SavedOutcome) -> None:
    """Asks for the name and saves; of several columns all of them, whichever is shown."""
    with st.popover(_("Save this run"), icon=":material/bookmark_add:", key=f"{page}.save"):
        st.caption(_("The trained model is kept with everything needed to forecast fresh data without training."))
        if outcome.also:
            columns = [names.column(each.series.target) for each in (outcome, *outcome.also)]
            st.caption(say(M("All columns are kept in it: {names}.", names=columns)))
        name = st.text_input(_("Name"), key=f"{page}.save.name").strip()
        if st.button(_("Save"), type="primary", key=f"{page}.save.ok"):
            with errors.shown():
                store.save_run(outcome.to_run(), name)
                notices.later(M("The run is saved; you find it under Saved runs."))
                st.rerun()
