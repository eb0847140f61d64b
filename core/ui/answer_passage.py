"""Any passage: its sentences ranked by how well each answers a question, and the words that matched."""

from __future__ import annotations

from dataclasses import asdict
from typing import Any, Protocol, cast

import pandas as pd
import streamlit as st

from core.charts import ranked
from core.messages import M, Percent
from core.text.passage.found import PassageAnswer, SpanAnswer
from core.text.passage.written import WRITTEN, Written
from core.ui import address, answer_stories, answer_table, answer_texts, charts, errors, frame, text_source
from core.ui.language import _, say
from core.ui.text_source import TextSource

SHOWN = 8
"""Sentences in the chart."""


class PassageReading(Protocol):
    """What a fitted passage reader does for the page."""

    card: dict[str, Any]

    def read(self, passage: str, question: str) -> PassageAnswer | SpanAnswer:
        """The candidates with everything they rest on."""


def run(page: str) -> None:
    """Choices, the two fields, and the sentences."""
    with st.container(border=True, key=f"controls-{page}"):
        left, right = st.columns(2, vertical_alignment="bottom")
        with left:
            example = _example(page)
        with right:
            source = text_source.choose(page, "passage", "reader")
        asked = answer_texts.ask(page, example.name, _("Passage"), example.text, example.questions[0][0])
    _about(source)
    with errors.shown():
        _result(page, _found(source, example, asked))


def _example(page: str) -> Written:
    """The passage shown; another one clears what was written in the address."""
    options = {passage.name: passage for passage in WRITTEN}
    before = st.session_state.get(f"{page}.passage.before")
    chosen = address.select(
        page, "passage", _("Example"), list(options), WRITTEN[0].name, lambda name: say(options[name].title)
    )
    if before not in (None, chosen):
        answer_texts.forget()
    st.session_state[f"{page}.passage.before"] = chosen
    return options[chosen]


def _found(source: TextSource, example: Written, asked: answer_texts.Asked) -> PassageAnswer | SpanAnswer:
    """The stored answer to the untouched example, or a new one; only that needs torch."""
    if not source.saved and not asked.changed:
        kept = answer_stories.card_of(source).get("examples", {}).get(example.name)
        if kept is not None:
            return PassageAnswer.from_json(kept)
    return cast(PassageReading, source.predictor()).read(asked.text, asked.question)


def _about(source: TextSource) -> None:
    """In one line what this is, how good it is and where it stops."""
    with errors.shown():
        card = answer_stories.card_of(source)
        if "written" in card:
            made, written = card["made"], card["written"]
            st.caption(
                say(
                    M(
                        "Retrieval, not reading: a recurrent encoder picks the sentence that answers best. It picks "
                        "the right one for {hit} of {count} questions made by rule from texts it never saw (word "
                        "overlap by tf-idf {overlap}, chance {chance}), and for {hit2} of {count2} questions written "
                        "by hand (tf-idf {overlap2}, chance {chance2}). English only; no large reading set ships here.",
                        hit=Percent(float(made["encoder"])),
                        count=int(made["questions"]),
                        overlap=Percent(float(made["overlap"])),
                        chance=Percent(float(made["chance"])),
                        hit2=Percent(float(written["encoder"])),
                        count2=int(written["questions"]),
                        overlap2=Percent(float(written["overlap"])),
                        chance2=Percent(float(written["chance"])),
                    )
                )
            )
            if written["encoder"] < written["overlap"]:
                st.caption(
                    _(
                        "On questions that people write it stays behind plain word overlap, and its probabilities are "
                        "fitted to the made ones."
                    )
                )
        elif "score" in card:
            st.caption(say(score_words(card)))


def score_words(card: dict[str, Any]) -> M:
    """How good a span reader is on passages of its set that it never saw."""
    return M(
        "A span reader trained on a reading set of yours: {exact} of {count} held-back questions answered exactly, F1 "
        "{f1}. It knows the words and kinds of questions of that set.",
        exact=Percent(float(card["score"]["exact_match"]), 1),
        count=int(card["questions"]["test"]),
        f1=Percent(float(card["score"]["f1"]), 1),
    )


def _result(page: str, found: PassageAnswer | SpanAnswer) -> None:
    """The best candidate, all of them as bars, and the words that matched."""
    text, share = found.candidates[0]
    st.subheader(errors.literal(f"“{text}”"), anchor=False)
    st.caption(say(M("Probability that this is the best answer: {share}", share=Percent(share))))
    for doubt in found.doubts:
        st.warning(errors.literal(say(doubt)), icon=":material/help:")
    table = pd.DataFrame(found.candidates, columns=["text", "probability"])
    shown = table.head(SHOWN)
    charts.show(ranked.ranked_chart(shown, frame.look()), ranked.ranked_alt_text(shown), f"{page}.ranked")
    if len(table) > len(shown):
        st.caption(say(M("The {shown} best of {count} sentences.", shown=len(shown), count=len(table))))
    names = {"text": _("Sentence"), "probability": _("Probability")}
    answer_table.twin(f"{page}.ranked", table, names, "sentences.csv")
    if found.words:
        _words(page, found)


def _words(page: str, found: PassageAnswer | SpanAnswer) -> None:
    """How much each word of the question counted."""
    st.markdown(_("**Which words of the question count, and what each is nearest to in the best sentence**"))
    table = pd.DataFrame([asdict(match) for match in found.words])
    shown = table.head(SHOWN)
    charts.show(ranked.words_chart(shown, frame.look()), ranked.words_alt_text(shown), f"{page}.words")
    st.caption(_("Longer: counts more. Bluer: nearer. Words near in meaning or role can match, wrong ones too."))
    names = {
        "word": _("Word of the question"),
        "weight": _("Weight"),
        "match": _("Nearest word"),
        "similarity": _("Similarity"),
    }
    answer_table.twin(f"{page}.words", table, names, "words.csv")
