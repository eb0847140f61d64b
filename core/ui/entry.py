"""Makes sure that a page is always reached through app.py, with its menu and language.

Until `st.navigation` has run once, a server runs a page that an address names by itself, as apps with a folder
`pages` did before it. A link, or a reload after a restart, would then open without the menu.
"""

from __future__ import annotations

import streamlit as st
from streamlit.runtime.pages_manager import PagesManager


def through_app() -> None:
    """Starts the script over from app.py where the page was run by itself."""
    if PagesManager.uses_pages_directory:
        PagesManager.uses_pages_directory = False  # what st.navigation sets, too late for the first run of a server
        st.rerun()
