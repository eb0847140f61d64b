"""A lab's drawing on the page, with its sentence for those who cannot see it, and what is clicked on it."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import streamlit as st

from core.charts.labs.drawing import Drawing
from core.messages import Message
from core.ui.language import say


def show(drawing: Drawing, text: Message, key: str) -> None:
    """The drawing in our own theme."""
    st.vega_lite_chart(drawing.to_dict(), theme=None, alt=say(text), key=key)


def clickable(
    drawing: Drawing, text: Message, key: str, selection: str, field: str, pick: Callable[[Any], None]
) -> None:
    """The same; a click on a mark calls `pick` with its value of `field`, before anything is drawn anew."""

    def clicked() -> None:
        rows = st.session_state[key].selection.get(selection) or []
        if rows and field in rows[0]:
            pick(rows[0][field])

    st.vega_lite_chart(
        drawing.to_dict(), theme=None, alt=say(text), key=key, on_select=clicked, selection_mode=selection
    )
