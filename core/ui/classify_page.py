"""The page Classify: one text with its evidence, many texts from a file, or training on the reader's own labels."""

from __future__ import annotations

import streamlit as st

from core.ui import address, classify_about, classify_labels, classify_many, classify_text, errors, text_source
from core.ui.language import _

TASK = "classify"
ONE, MANY, OWN = "text", "file", "labels"


def run(page: str) -> None:
    """Draws the page."""
    titles = {ONE: _("One text"), MANY: _("Many texts"), OWN: _("Your labels")}
    view = address.segments(page, "view", _("What to do"), list(titles), ONE, titles.__getitem__)
    if view == OWN:
        classify_labels.show(page)
        return
    with errors.shown():
        source = text_source.choose(page, TASK)
        classify_about.show(page, source)
        if view == ONE:
            classify_text.show(page, source)
        else:
            classify_many.show(page, source)
    st.empty()
