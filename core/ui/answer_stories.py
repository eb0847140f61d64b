"""A story and a question: the answer, the sentences looked at in each hop, and what changes without one of them."""

from __future__ import annotations

from typing import Any, Protocol, cast

import pandas as pd
import streamlit as st

from core.charts import hops
from core.messages import M, Message, Percent
from core.store.format import read_header
from core.text.answer.found import StoryAnswer
from core.text.answer.kinds import KINDS, Kind
from core.text.tasks import CHECKPOINTS
from core.ui import address, answer_table, answer_texts, charts, errors, frame, text_source
from core.ui.language import _, say
from core.ui.text_source import TextSource

MOST_SURE = 0.999
UNSURE = 0.5
"""Confidence below which the reader does not know either that the story says nothing."""


class StoryReading(Protocol):
    """What a fitted story reader does for the page."""

    card: dict[str, Any]

    def read(self, passage: str, question: str) -> StoryAnswer:
        """The answer with everything it rests on."""

    def read_sentences(self, sentences: tuple[str, ...], question: str) -> StoryAnswer:
        """The same for sentences."""


def run(page: str) -> None:
    """Choices, the two fields, and the answer."""
    with st.container(border=True, key=f"controls-{page}"):
        left, right = st.columns(2, vertical_alignment="bottom")
        with left:
            kind = _kind(page)
        with right:
            source = text_source.choose(page, "answer")
        name = f"{kind.task}"
        asked = answer_texts.ask(page, name, _("Story, a sentence a line"), "\n".join(kind.story), kind.question)
    _about(source)
    with errors.shown():
        found = _found(source, kind, asked)
        _result(page, found, None if asked.changed else kind)
        _without(page, source, found)


def _kind(page: str) -> Kind:
    """The kind of question whose example is shown; another one clears what was written in the address."""
    options = {str(task): f"{say(kind.title)} ({task})" for task, kind in KINDS.items()}
    before = st.session_state.get(f"{page}.kind.before")
    chosen = address.select(page, "kind", _("Example of"), list(options), "2", options.__getitem__)
    if before not in (None, chosen):
        answer_texts.forget()
    st.session_state[f"{page}.kind.before"] = chosen
    return KINDS[int(chosen)]


def _found(source: TextSource, kind: Kind, asked: answer_texts.Asked) -> StoryAnswer:
    """The stored answer to the untouched example, or a new one; only that needs torch."""
    if not source.saved and not asked.changed:
        kept = _card(source.name).get("examples", {}).get(str(kind.task))
        if kept is not None:
            return StoryAnswer.from_json(kept)
    return cast(StoryReading, source.predictor()).read(asked.text, asked.question)


@st.cache_data(max_entries=4, show_spinner=False)
def _card(name: str) -> dict[str, Any]:
    """The card of a shipped checkpoint, without its weights; empty where this copy lacks it."""
    folder = CHECKPOINTS / name
    return dict(read_header(folder).card) if folder.is_dir() else {}


def card_of(source: TextSource) -> dict[str, Any]:
    """The card of the network chosen."""
    return source.predictor().card if source.saved else _card(source.name)


def _about(source: TextSource) -> None:
    """In one line what it was trained on, how good it is and where it stops."""
    with errors.shown():
        card = card_of(source)
        if "crossed" not in card:
            return
        worst = min(card["accuracy"], key=lambda task: float(card["accuracy"][task]))
        st.caption(
            say(
                M(
                    "A recurrent reader of {parameters} weights, trained on eleven tasks of bAbI (CC BY): {mean} of "
                    "{count} test questions right, {least} on the hardest kind ({kind}). Of the sentences it looks at "
                    "{precision} do support the answer, and it finds {recall} of those that do. Where a story mixes "
                    "kinds, {crossed} of {mixed} questions. It knows about 70 English words and nothing beyond its "
                    "stories.",
                    parameters=int(card["parameters"]),
                    mean=Percent(float(card["mean_accuracy"]), 1),
                    count=int(card["test_questions"]),
                    least=Percent(float(card["accuracy"][worst]), 1),
                    kind=KINDS[int(worst)].title,
                    precision=Percent(float(card["support"]["precision"]), 1),
                    recall=Percent(float(card["support"]["recall"]), 1),
                    crossed=Percent(float(card["crossed"]["accuracy"]), 1),
                    mixed=int(card["crossed"]["questions"]),
                )
            )
        )


def answer_words(found: StoryAnswer) -> Message:
    """The answer in a sentence."""
    if not found.words and found.confidence < UNSURE:
        return M("The reader found no answer in the story.")
    if not found.words:
        return M("The story does not say ({share} sure).", share=_share(found))
    return M("Answer: {words} ({share} sure).", words=list(found.words), share=_share(found))


def _share(found: StoryAnswer) -> Percent:
    """How sure it is; nothing is shown as wholly certain."""
    return Percent(min(found.confidence, MOST_SURE), 1)


def _result(page: str, found: StoryAnswer, kind: Kind | None) -> None:
    """The answer, the hops over the sentences, and how they compare with the known support."""
    st.subheader(errors.literal(say(answer_words(found))), anchor=False)
    for doubt in found.doubts:
        st.warning(errors.literal(say(doubt)), icon=":material/help:")
    table = hop_table(found, kind)
    charts.show(hops.hops_chart(table, frame.look()), hops.hops_alt_text(table), f"{page}.hops")
    used = [place + 1 for place in found.used]
    if kind is None:
        st.caption(say(M("Looked at in some hop: sentences {used}.", used=used)))
    else:
        words = M(
            "Looked at in some hop: sentences {used}. Known to support the answer (dots): {known}.",
            used=used,
            known=[place + 1 for place in sorted(kind.support)],
        )
        st.caption(say(words))
    names = {
        "sentence": _("Sentence number"),
        "text": _("Sentence"),
        "hop": _("Hop"),
        "weight": _("Weight"),
        "support": _("Known support"),
    }
    answer_table.twin(f"{page}.hops", table, names, "hops.csv")


def hop_table(found: StoryAnswer, kind: Kind | None) -> pd.DataFrame:
    """A row a sentence and hop."""
    return pd.DataFrame(
        [
            {
                "sentence": place + 1,
                "text": text,
                "hop": hop + 1,
                "weight": row[place],
                "support": None if kind is None else place in kind.support,
            }
            for place, text in enumerate(found.sentences)
            for hop, row in enumerate(found.hops)
        ]
    )


def _without(page: str, source: TextSource, found: StoryAnswer) -> None:
    """The answer once some sentences are left out."""
    if len(found.sentences) < 2:
        return
    options = [str(place + 1) for place in range(len(found.sentences))]
    titles = {number: f"{number}  {found.sentences[int(number) - 1]}" for number in options}
    gone = address.several(
        page, "without", _("Leave out sentences"), options, titles.__getitem__, str(hash(found.sentences)), _("None")
    )
    if not gone:
        st.caption(_("Without a sentence that it looked at the answer should change; without another it should not."))
        return
    left = tuple(text for place, text in enumerate(found.sentences) if str(place + 1) not in gone)
    if not left:
        st.info(_("At least one sentence has to stay."))
        return
    again = cast(StoryReading, source.predictor()).read_sentences(left, found.question)
    values = {"after": _output(again), "share": _share(again)}
    same = again.words == found.words
    words = (
        M("Without them it still answers {after} ({share} sure).", **values)
        if same
        else M("Without them it answers {after} instead ({share} sure).", **values)
    )
    st.markdown(f"**{errors.literal(say(words))}**")


def _output(found: StoryAnswer) -> Message:
    if not found.words:
        return M("“the story does not say”")
    return M("“{words}”", words=list(found.words))
