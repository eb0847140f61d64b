"""A page's choices in its address, so that a link opens the same view in either language."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

import streamlit as st

Titles = Callable[[Any], str]


def seed(key: str, name: str, options: Sequence[str], default: str) -> None:
    """Fills the widget state `key` before its first drawing: from the address where that names an option."""
    if st.session_state.get(key) not in options:
        asked = st.query_params.get(name)
        st.session_state[key] = asked if asked in options else default


def write(name: str, value: str, default: str) -> None:
    """Keeps `value` in the address, or leaves the address clean where it is the default."""
    if value == default:
        if name in st.query_params:
            del st.query_params[name]
    elif st.query_params.get(name) != value:
        st.query_params[name] = value


def segments(page: str, name: str, label: str, options: Sequence[str], default: str, titles: Titles) -> str:
    """One of few options as buttons side by side."""
    key = f"{page}.{name}"
    seed(key, name, options, default)
    shown = {option: titles(option) for option in options}
    st.segmented_control(
        label,
        options,
        format_func=shown.__getitem__,
        key=key,
        required=True,
        persist_state="session",
        label_visibility="collapsed",
    )
    return _chosen(key, name, default)


def select(
    page: str, name: str, label: str, options: Sequence[str], default: str, titles: Titles = str, variant: str = ""
) -> str:
    """One of many options as a list; `variant` names what the options depend on."""
    key = f"{page}.{name}.{variant}"
    seed(key, name, options, default)
    shown = {option: titles(option) for option in options}
    st.selectbox(label, options, format_func=shown.__getitem__, key=key, persist_state="session")
    return _chosen(key, name, default)


def several(
    page: str, name: str, label: str, options: Sequence[str], titles: Titles = str, variant: str = "", empty: str = ""
) -> tuple[str, ...]:
    """Any of the options, in their order; none to begin with. empty: what the field says then."""
    key = f"{page}.{name}.{variant}"
    if key not in st.session_state:
        asked = st.query_params.get(name, "").split(",")
        st.session_state[key] = [option for option in options if option in asked]
    shown = {option: titles(option) for option in options}
    st.multiselect(label, options, format_func=shown.__getitem__, key=key, placeholder=empty, persist_state="session")
    chosen = tuple(option for option in options if option in st.session_state[key])
    write(name, ",".join(chosen), "")
    return chosen


def text(page: str, name: str, label: str, default: str, hint: str | None = None) -> str:
    """A line of text."""
    key = f"{page}.{name}"
    if key not in st.session_state:
        st.session_state[key] = st.query_params.get(name, default)
    st.text_input(label, key=key, help=hint, persist_state="session")
    return _chosen(key, name, default)


def whole_number(
    page: str, name: str, label: str, default: int, bounds: tuple[int, int], hint: str | None = None
) -> int:
    """A whole number between two bounds, both included; an address out of bounds counts as none.

    A number left alone follows its default when that changes, which is why the default is part of the key.
    """
    key = f"{page}.{name}.{default}"
    if key not in st.session_state:
        asked = st.query_params.get(name, "")
        inside = asked.isdecimal() and bounds[0] <= int(asked) <= bounds[1]
        st.session_state[key] = int(asked) if inside else default
    st.number_input(label, *bounds, step=1, key=key, help=hint, persist_state="session")
    return int(_chosen(key, name, str(default)))


def slider(
    page: str, name: str, label: str, default: int, bounds: tuple[int, int], variant: str = "", hint: str | None = None
) -> int:
    """A whole number between two bounds, both included, on a slider; `variant` names what the bounds depend on.

    Where there is but one number, nothing is drawn.
    """
    if bounds[0] >= bounds[1]:
        return bounds[0]
    key = f"{page}.{name}.{variant}"
    held = st.session_state.get(key)
    if held is None or not bounds[0] <= held <= bounds[1]:
        asked = st.query_params.get(name, "")
        number = int(asked) if asked.removeprefix("-").isdecimal() else default
        st.session_state[key] = number if bounds[0] <= number <= bounds[1] else default
    st.slider(label, *bounds, key=key, help=hint, persist_state="session")
    return int(_chosen(key, name, str(default)))


def _chosen(key: str, name: str, default: str) -> str:
    value = st.session_state[key]
    chosen = default if value is None else str(value)
    write(name, chosen, default)
    return chosen
