"""Short confirmations that must outlive the rerun after the action they confirm."""

from __future__ import annotations

import streamlit as st

from core.messages import Message
from core.ui.language import say

KEY = "notice"


def later(message: Message) -> None:
    """Keeps the sentence for the next time the page is drawn."""
    st.session_state[KEY] = message


def show() -> None:
    """Shows the kept sentence once."""
    message = st.session_state.pop(KEY, None)
    if isinstance(message, Message):
        st.toast(say(message), icon=":material/check:")
