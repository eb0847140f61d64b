"""Where the data comes from: the first choice on a forecast page."""

from __future__ import annotations

from collections.abc import Callable, Mapping

import streamlit as st

from core.ui import address
from core.ui.language import _
from core.ui.source import Source

Panel = Callable[[], Source | None]


def choose(page: str, panels: Mapping[str, tuple[str, Panel]]) -> Source | None:
    """Draws the chosen one of the panels, each given by its title, and returns what it chose."""
    names = list(panels)
    name = address.segments(page, "source", _("Data from"), names, names[0], lambda name: panels[name][0])
    with st.container():  # a place of its own, so that what follows stays where it is when the panel changes
        return panels[name][1]()
