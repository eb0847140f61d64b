"""One translation on the page: the answer in a sentence, and one view a question."""

from __future__ import annotations

from typing import TYPE_CHECKING

import streamlit as st

from core.charts import alignment, beam_tree
from core.messages import M, Message, Percent
from core.ui import address, charts, errors, frame, translate_change, translate_why
from core.ui.language import _, say
from core.ui.text_source import TextSource
from core.ui.translate_pieces import downloads, marked, piece_choice

if TYPE_CHECKING:
    from core.text.translate.predictor import Translation, TranslationPredictor

VIEWS: dict[str, Message] = {
    "links": M("Where it looked"),
    "map": M("As a map"),
    "beams": M("Other outputs"),
    "change": M("Change it"),
    "why": M("What it rests on"),
}


def translated(source: TextSource, predictor: TranslationPredictor, text: str, beam: int) -> Translation:
    """The translation, computed once for the same question."""
    return _translated(predictor, source.name, source.saved, str(predictor.card.get("made", "")), text, beam)


@st.cache_resource(max_entries=64, show_spinner=False)
def _translated(
    _predictor: TranslationPredictor, name: str, saved: bool, made: str, text: str, beam: int
) -> Translation:
    return _predictor.detail(text, beam)


def show(page: str, source: TextSource, predictor: TranslationPredictor, found: Translation, beam: int) -> None:
    """The answer, then the view that was chosen."""
    answer(found)
    st.caption(say(predictor.kind.confidence))
    view = address.segments(page, "view", _("A closer look"), list(VIEWS), "links", lambda name: say(VIEWS[name]))
    with errors.shown():
        if view == "links":
            _links(page, found)
        elif view == "map":
            _map(page, found)
        elif view == "beams":
            _beams(page, found)
        elif view == "change":
            translate_change.show(page, predictor, found, beam)
        else:
            translate_why.show(page, source, predictor, found)


def answer(found: Translation) -> None:
    """The output as the page's result, or why there is none."""
    if found.reading.refused is not None:
        sure = say(M("Confidence that there is a date after all: {value}.", value=Percent(found.confidence)))
        st.warning(f"{errors.literal(say(found.reading.refused))} {sure}", icon=":material/block:")
        return
    if not found.reading.output.strip():
        st.warning(_("The network wrote nothing for this text."), icon=":material/block:")
        return
    sure = say(M("confidence {value}", value=Percent(found.confidence)))
    st.markdown(f"### {errors.literal(found.reading.output)}\n{sure}")
    for note in found.reading.notes:
        st.info(errors.literal(say(note)), icon=":material/info:")


def _links(page: str, found: Translation) -> None:
    from core.text.translate.tables import attention_table

    if not found.best.pieces:
        st.caption(_("Nothing was written, so there is nothing to look at."))
        return
    table = attention_table(found.source, found.best)
    selected = piece_choice(page, found, _("Links of"), every=True)
    st.caption(_("Read on the first side, written on the second. Point at a piece that was written, or choose it."))
    charts.show(
        alignment.links_chart(table, frame.look(), selected=selected), alignment.alt_text(table), f"{page}.links"
    )
    marked(found)
    downloads(page, found)


def _map(page: str, found: Translation) -> None:
    from core.text.translate.tables import attention_table

    if not found.best.pieces:
        st.caption(_("Nothing was written, so there is nothing to look at."))
        return
    table = attention_table(found.source, found.best)
    charts.show(alignment.map_chart(table, frame.look()), alignment.alt_text(table), f"{page}.map")
    marked(found)
    downloads(page, found)


def _beams(page: str, found: Translation) -> None:
    from core.text.translate.tables import beams_table, tree_table

    table = tree_table(found)
    charts.show(beam_tree.tree_chart(table, frame.look()), beam_tree.alt_text(table), f"{page}.tree")
    st.caption(
        _("Every token that was kept at a step, the likeliest beginning on top; the way to the answer is coloured.")
    )
    outputs = beams_table(found)
    shown = outputs.rename(
        columns={
            "rank": _("Rank"),
            "output": _("Output"),
            "score": _("Score"),
            "probability": _("Probability"),
        }
    )
    st.dataframe(shown, hide_index=True)
    st.download_button(
        _("The tree as CSV"),
        table.to_csv(index=False).encode(),
        file_name="beams.csv",
        mime="text/csv",
        on_click="ignore",
        icon=":material/download:",
        key=f"{page}.tree.csv",
    )
