"""Errors that a reader can act on, shown where they arise; every other error surfaces as it is."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

import streamlit as st

from core.errors import UserError
from core.ui.language import say


@contextmanager
def shown() -> Iterator[None]:
    """Shows a UserError raised inside as its sentence and its way out; the rest of the page goes on."""
    try:
        yield
    except UserError as error:
        show_error(error)


def show_error(error: UserError) -> None:
    """The sentence, and below it what can be done."""
    hint = f"\n\n{say(error.hint)}" if error.hint else ""
    st.error(literal(say(error.message)) + literal(hint), icon=":material/error:")


def literal(text: str) -> str:
    """`text` as it stands: names from files and services must not turn into markup or formulas."""
    for sign in "\\`*_[]$<>~":
        text = text.replace(sign, "\\" + sign)
    return text
