"""What a translator was trained on, how good it is and where it stops: one line, and its whole card below."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pandas as pd
import streamlit as st

from core.messages import M, Message, Number, Percent
from core.ui.language import _, say

if TYPE_CHECKING:
    from core.text.translate.predictor import TranslationPredictor


def line(predictor: TranslationPredictor) -> None:
    """The one line."""
    st.caption(say(_line(predictor.kind.name, predictor.card)))


def _line(kind: str, card: dict[str, Any]) -> Message:
    scores = card.get("scores", {})
    if kind == "dates" and "en" in scores:
        return M(
            "Trained on generated wordings. Of dates in wordings that it was not trained on it reads {en} (English) "
            "and {vi} (Vietnamese) right. It knows full dates only: no “tomorrow”, no ranges; 3/5/2021 is the third "
            "of May, years 69 to 99 are 19xx, 00 to 68 are 20xx.",
            en=Percent(_least(scores, "en"), 1),
            vi=Percent(_least(scores, "vi"), 1),
        )
    if "network" in scores:
        return M(
            "{what} Trained on {pairs} pairs; on messages unlike these it reaches chrF {ours}, a translation memory "
            "{memory} (BLEU {bleu} and {memory_bleu}).",
            what=M("A translator for short software wording, not for conversation.")
            if card.get("name") == "en-vi"
            else M("Your own network."),
            pairs=int(card["pairs"]["training"]),
            ours=Number(float(scores["network"]["chrf"]), 1),
            memory=Number(float(scores["memory"]["chrf"]), 1),
            bleu=Number(float(scores["network"]["bleu"]), 1),
            memory_bleu=Number(float(scores["memory"]["bleu"]), 1),
        )
    return M("A run without a card: nothing is known about its training.")


def _least(scores: dict[str, float], language: str) -> float:
    """The lowest share among the tests on handwritten wordings: as they stand, disturbed, with other dates."""
    return min(float(score) for name, score in scores.items() if language in name.split("_"))


def card(page: str, predictor: TranslationPredictor) -> None:
    """Data with licences, split, scores, how they were measured, limits."""
    found = predictor.card
    panel = st.expander(_("About this network"), icon=":material/description:", on_change="rerun", key=f"{page}.card")
    if not panel.open or not found:
        return
    with panel:
        for name, words in CARD_WORDS.items():
            if isinstance(found.get(name), str):
                st.markdown(f"**{say(words)}** {found[name]}")
        _scores(found)
        if isinstance(found.get("data"), list):
            st.dataframe(pd.DataFrame(found["data"]), hide_index=True)
        for limit in found.get("limits", ()):
            st.markdown(f"- {limit}")
        st.caption(say(_facts(predictor, found)))


CARD_WORDS = {"split": M("How it was split:"), "measured": M("How it was measured:"), "licence": M("Licence:")}


def _scores(found: dict[str, Any]) -> None:
    scores = found.get("scores", {})
    rows = [row if isinstance(row, dict) else {"accuracy": row} for row in scores.values()]
    if rows:
        st.dataframe(pd.DataFrame(rows, index=pd.Index(list(scores), name=_("Part"))))


def _facts(predictor: TranslationPredictor, found: dict[str, Any]) -> Message:
    count = sum(weights.numel() for weights in predictor.module.parameters())
    return M(
        "{parameters} parameters, trained in {seconds} s, seed {seed}. The card is in English.",
        parameters=count,
        seconds=int(found.get("train_seconds", 0)),
        seed=int(found.get("seed", 0)),
    )
