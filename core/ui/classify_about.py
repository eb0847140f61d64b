"""What the chosen network was trained on, how good it is and where it stops, in a few lines and as its whole card."""

from __future__ import annotations

import datetime as dt
from typing import Any

import pandas as pd
import streamlit as st

from core.messages import M, Message, Number, Percent
from core.ui import classify_services, errors, language
from core.ui.language import _, say
from core.ui.text_source import TextSource

PARTS = {
    "accuracy": M("both parts together"),
    "recurrent_alone": M("recurrent part alone"),
    "ngrams_alone": M("runs of words alone"),
    "tfidf_logistic_regression": M("TF-IDF with logistic regression"),
}
SETS = {"imdb": M("IMDB reviews"), "rotten_tomatoes": M("Rotten Tomatoes sentences"), "test": M("held-out texts")}


def show(page: str, source: TextSource) -> None:
    """The lines, and the card behind a click."""
    card = classify_services.card(source)
    if not card:
        return
    st.markdown(say(summary(card, source.saved)))
    for name in behind(card):
        st.caption(say(_behind(name, card["scores"][name])))
    panel = st.expander(_("Model card"), on_change="rerun", key=f"{page}.card")
    if panel.open:
        with panel:
            show_card(card)


def summary(card: dict[str, Any], own: bool) -> Message:
    """Trained on what, how good, and where it stops."""
    if own:
        return own_summary(card)
    texts, scores = card["texts"], card["scores"]
    return M(
        "Trained on {reviews} IMDB reviews and {sentences} sentences from Rotten Tomatoes; it labels {good} of the "
        "held-out reviews and {fair} of the held-out sentences rightly. **It reads English only**, and film reviews "
        "best; irony, quoted opinions and some negations mislead it.",
        reviews=int(texts["imdb"]["train"]),
        sentences=int(texts["rotten_tomatoes"]["train"]),
        good=Percent(scores["imdb"]["accuracy"], 1),
        fair=Percent(scores["rotten_tomatoes"]["accuracy"], 1),
    )


def behind(card: dict[str, Any]) -> list[str]:
    """The sets of held-out texts on which the recurrent part alone labels fewer rightly than logistic regression."""
    yardstick = "tfidf_logistic_regression"
    scores = {name: score for name, score in card["scores"].items() if name in SETS and yardstick in score}
    return [name for name, score in scores.items() if score["recurrent_alone"] < score[yardstick]]


def _behind(name: str, score: dict[str, float]) -> Message:
    return M(
        "On {texts} the recurrent part alone stays behind TF-IDF with logistic regression: {ours} and {theirs}; "
        "together with runs of words it reaches {both}.",
        texts=SETS[name],
        ours=Percent(score["recurrent_alone"], 1),
        theirs=Percent(score["tfidf_logistic_regression"], 1),
        both=Percent(score["accuracy"], 1),
    )


def own_summary(card: dict[str, Any]) -> Message:
    """The same of a run trained on a reader's labels."""
    scores = card["scores"]
    return M(
        "Trained on {count} of your texts with {labels} labels; it labels {share} of {held} held-out texts rightly, "
        "where the most frequent label alone would reach {majority}. It knows the words of these texts only.",
        count=int(card["texts"]["train"]),
        labels=len(card["labels"]),
        share=Percent(scores["test"]["accuracy"], 1),
        held=int(card["texts"]["test"]),
        majority=Percent(scores["most_frequent_label"], 1),
    )


def show_card(card: dict[str, Any]) -> None:
    """Scores as a table, then the card's other lines as they were written."""
    st.table(score_table(card))
    for name in ("data", "licence", "split", "parts", "measured", "limits"):
        if name in card:
            st.markdown(f"**{say(TITLES[name])}** {errors.literal(str(card[name]))}")
    st.caption(
        say(
            M(
                "Made on {date} in {minutes} minutes with seed {seed}. The card is in English.",
                date=dt.date.fromisoformat(str(card["created"])),
                minutes=round(card["train_seconds"] / 60, 1),
                seed=int(card["seed"]),
            )
        )
    )


TITLES = {
    "data": M("Data:"),
    "licence": M("Licence:"),
    "split": M("Split:"),
    "parts": M("Parts:"),
    "measured": M("Measured:"),
    "limits": M("Limits:"),
}


def score_table(card: dict[str, Any]) -> pd.DataFrame:
    """A row a set of held-out texts: their count, what each part labels rightly, and the calibration error."""
    rows = {}
    for name, title in SETS.items():
        score = card["scores"].get(name)
        if score is not None:
            shares = {
                say(word): language.show(Percent(score[part], 1)) for part, word in PARTS.items() if part in score
            }
            rows[say(title)] = {_("texts"): language.show(int(score["texts"]))} | shares
            rows[say(title)][_("calibration error")] = language.show(Number(score["ece"], 3))
    return pd.DataFrame(rows).T
