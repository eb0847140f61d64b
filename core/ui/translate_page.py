"""The page that translates: one text with its evidence, many lines at once, and a network for a reader's own pairs."""

from __future__ import annotations

from typing import TYPE_CHECKING, cast

import streamlit as st

from core.ui import (
    address,
    errors,
    text_source,
    translate_about,
    translate_input,
    translate_many,
    translate_result,
    translate_train,
)
from core.ui.language import _

if TYPE_CHECKING:
    from core.text.translate.predictor import TranslationPredictor

TASK = "translate"


def run(page: str) -> None:
    """Draws the page below its title."""
    with errors.shown():
        network, width = st.columns([4, 1], vertical_alignment="bottom")
        with network:
            source = text_source.choose(page, TASK)
        with width:
            hint = _("How many beginnings the search keeps at every step.")
            beam = address.whole_number(page, "beam", _("Beam"), 4, (1, 10), hint)
        with st.spinner(_("Reading the network…")):
            predictor = cast("TranslationPredictor", source.predictor())
        translate_about.line(predictor)
        text = translate_input.text(page, source, predictor)
        found = translate_result.translated(source, predictor, text, beam)
        translate_result.show(page, source, predictor, found, beam)
        translate_many.panel(page, source, predictor, beam)
        translate_about.card(page, predictor)
    translate_train.panel(page)
