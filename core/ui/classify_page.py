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
        network, beside = st.columns(2)
        with network:
            source = text_source.choose(page, TASK)
        if view == MANY:
            classify_about.show(page, source)
            classify_many.show(page, source)
        else:
            with beside:
                example = classify_text.choose_example(page)
            classify_about.show(page, source)
            classify_text.show(page, source, example)
