"""A lab's drawing on the page, with its sentence for those who cannot see it, and what was clicked on it."""

from __future__ import annotations

from typing import Any

import streamlit as st

from core.charts.labs.drawing import Drawing
from core.messages import Message
from core.ui.language import say


def show(drawing: Drawing, text: Message, key: str) -> None:
    """The drawing in our own theme."""
    st.vega_lite_chart(drawing.to_dict(), theme=None, alt=say(text), key=key)


def clickable(drawing: Drawing, text: Message, key: str, selection: str, field: str) -> Any:
    """The same, with the value of `field` of the mark that was clicked last; None where none was."""
    event: Any = st.vega_lite_chart(
        drawing.to_dict(), theme=None, alt=say(text), key=key, on_select="rerun", selection_mode=selection
    )
    rows = event.selection.get(selection) or []
    return next((row[field] for row in rows if field in row), None)
