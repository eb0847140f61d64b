"""Links from a lab to the screens where an idea is at work; pages that this copy does not have are left out."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import streamlit as st

from core.ui.language import _

ROOT = Path(__file__).parents[3]
TITLES = {
    "weather": lambda: _("Weather"),
    "backtest": lambda: _("Backtest"),
    "lab_inside": lambda: _("Inside the cell"),
    "lab_history": lambda: _("History"),
    "lab_shapes": lambda: _("Shapes of sequences"),
    "lab_bptt": lambda: _("Backpropagation through time"),
    "lab_bidirectional": lambda: _("Bidirectional"),
    "classify": lambda: _("Classify"),
    "generate": lambda: _("Generate"),
    "translate": lambda: _("Translate"),
    "answer": lambda: _("Answer"),
    "transcribe": lambda: _("Transcribe"),
    "lab_ntm": lambda: _("Neural Turing machine"),
}


def show(pages: Sequence[str]) -> None:
    """A link to each page that is there, side by side."""
    there = [page for page in pages if (ROOT / "pages" / f"{page}.py").is_file()]
    if there:
        with st.container(horizontal=True):
            for page in there:
                st.page_link(f"pages/{page}.py", label=TITLES[page](), icon=":material/arrow_forward:")
