"""The two fields of the answer page: a text of several lines and a question, both in the address while short."""

from __future__ import annotations

from dataclasses import dataclass

import streamlit as st

from core.text.cleaning import MAX_CHARACTERS
from core.ui import address
from core.ui.language import _

LONGEST_IN_ADDRESS = 1500
"""Characters; what is longer is left out of the address."""


@dataclass(frozen=True)
class Asked:
    """What stands in the fields. changed: whether it differs from the example."""

    text: str
    question: str
    changed: bool


def ask(page: str, name: str, label: str, text: str, question: str) -> Asked:
    """The fields, filled with an example; `name` tells the examples apart."""
    told = _area(page, f"{name}.text", label, text)
    key = f"{page}.{name}.question"
    if key not in st.session_state:
        st.session_state[key] = st.query_params.get("question", question)
    asked = str(st.text_input(_("Question"), key=key, persist_state="session", max_chars=1000))
    address.write("question", asked, question)
    return Asked(told, asked, (told.strip(), asked.strip()) != (text.strip(), question.strip()))


def forget() -> None:
    """Drops text and question from the address: they belonged to another example."""
    for name in ("text", "question", "without"):
        address.write(name, "", "")


def _area(page: str, name: str, label: str, default: str) -> str:
    key = f"{page}.{name}"
    if key not in st.session_state:
        st.session_state[key] = st.query_params.get("text", default)
    text = str(st.text_area(label, key=key, height=210, persist_state="session"))
    short = text if len(text) <= LONGEST_IN_ADDRESS else default
    address.write("text", short, default)
    left = MAX_CHARACTERS - len(text)
    if left < 0:
        st.caption(_("This is longer than what is read at once."))
    return text
