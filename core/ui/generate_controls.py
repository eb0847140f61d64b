"""What a reader sets before anything is written: the prompt and how tokens are drawn, all of it in the address."""

from __future__ import annotations

from dataclasses import dataclass

import streamlit as st

from core.text.generate.sampling import Sampling
from core.ui import address
from core.ui.language import _

LENGTH, MOST_LENGTH = 400, 3_000
TEMPERATURE, MOST_TEMPERATURE = 0.7, 2.0
MOST_TOP_K = 200
MOST_SEED = 999_999


@dataclass(frozen=True)
class Request:
    """What is to be written."""

    prompt: str
    length: int
    sampling: Sampling


def choose(page: str, offered: str) -> Request:
    """The controls; `offered` is shown in the empty field as a prompt to try."""
    prompt = _prompt(page, offered)
    one, two, three = st.columns(3)
    with one:
        temperature = decimal(
            page,
            "temperature",
            _("Temperature"),
            TEMPERATURE,
            (0.0, MOST_TEMPERATURE, 0.05),
            _("Divides the logits: below 1 the likely becomes likelier, above 1 rarer; 0 always takes the likeliest."),
        )
    with two:
        top_k = address.whole_number(
            page, "top_k", _("Top-k"), 0, (0, MOST_TOP_K), _("Only the k likeliest may be drawn; 0 keeps all.")
        )
    with three:
        top_p = decimal(
            page,
            "top_p",
            _("Top-p"),
            1.0,
            (0.05, 1.0, 0.05),
            _("Only the fewest tokens that together reach this probability may be drawn; 1 keeps all."),
        )
    four, five = st.columns(2)
    with four:
        length = address.whole_number(page, "length", _("Length (characters)"), LENGTH, (20, MOST_LENGTH))
    with five:
        seed = address.whole_number(
            page, "seed", _("Seed"), 0, (0, MOST_SEED), _("The same seed and settings write the same text.")
        )
    return Request(prompt, length, Sampling(temperature, top_k, top_p, seed))


def decimal(
    page: str, name: str, label: str, default: float, bounds: tuple[float, float, float], hint: str | None = None
) -> float:
    """A number on a slider, from, to and in steps of `bounds`; an address out of bounds counts as none."""
    key, (low, high, step) = f"{page}.{name}", bounds
    if key not in st.session_state:
        st.session_state[key] = _from_address(name, low, high, default)
    st.slider(label, low, high, step=step, key=key, help=hint, persist_state="session")
    value = round(float(st.session_state[key]), 4)
    address.write(name, f"{value:g}", f"{default:g}")
    return value


def _from_address(name: str, low: float, high: float, default: float) -> float:
    try:
        asked = float(st.query_params.get(name, ""))
    except ValueError:
        return default
    return asked if low <= asked <= high else default


def _prompt(page: str, offered: str) -> str:
    """The text to go on from; it may have several lines."""
    key = f"{page}.prompt"
    if key not in st.session_state:
        st.session_state[key] = st.query_params.get("prompt", "")
    st.text_area(
        _("Prompt: what comes before (may be empty)"), key=key, height=68, placeholder=offered, persist_state="session"
    )
    prompt = str(st.session_state[key] or "")
    address.write("prompt", prompt if len(prompt) <= 500 else "", "")
    return prompt
