"""The text to translate: typed, pasted, or one of a few examples, and kept in the address."""

from __future__ import annotations

from typing import TYPE_CHECKING

import streamlit as st

from core.messages import M, Message
from core.ui import address
from core.ui.language import say

if TYPE_CHECKING:
    from core.text.translate.predictor import TranslationPredictor
    from core.ui.text_source import TextSource

LONGEST_IN_ADDRESS = 300
EXAMPLES: dict[str, tuple[str, ...]] = {
    "dates": (
        "Monday the 3rd of May, 2021",
        "ngày mồng ba tháng năm năm 2021",
        "3/5/21",
        "mùng 3 tháng Giêng năm 2021",
        "31 February 2021",
    ),
    "en-vi": (
        "Cannot open the file {name}.",
        "Select all messages in this folder",
        "Your password has been changed.",
        "Remove %s from the list?",
    ),
}
LABELS: dict[str, Message] = {
    "dates": M("A date in English or Vietnamese, in any wording; numbers are read day first"),
    "pairs": M("A short text to translate"),
}


def text(page: str, source: TextSource, predictor: TranslationPredictor) -> str:
    """What a reader asks; an example to begin with."""
    examples = _known(source, predictor)
    kind, default = predictor.kind, examples[0]
    name = "own" if source.saved else "date" if kind.name == "dates" else "text"
    key = f"{page}.{name}"
    if key not in st.session_state:
        st.session_state[key] = st.query_params.get(name, default)
    st.text_area(say(LABELS[kind.name]), key=key, height=68, persist_state="session")
    if len(examples) > 1:
        _examples(key, examples)
    asked = str(st.session_state[key])
    address.write(name, asked if len(asked) <= LONGEST_IN_ADDRESS else default, default)
    return asked


def _known(source: TextSource, predictor: TranslationPredictor) -> tuple[str, ...]:
    """Examples of a shipped network, or of a reader's own the pairs that were held out."""
    if not source.saved:
        return EXAMPLES[source.name]
    return tuple(str(row[0]) for row in predictor.card.get("examples", ())[:4]) or ("?",)


def _examples(key: str, examples: tuple[str, ...]) -> None:
    """Buttons that fill in an example."""
    with st.container(horizontal=True, gap="small"):
        for number, example in enumerate(examples):
            st.button(example, key=f"{key}.example.{number}", type="tertiary", on_click=_fill, args=(key, example))


def _fill(key: str, example: str) -> None:
    st.session_state[key] = example
