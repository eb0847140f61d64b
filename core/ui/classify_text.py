"""One text: its label with a probability, its words by attention and by attribution, and what checks the two."""

from __future__ import annotations

import streamlit as st

from core.charts import word_bars
from core.messages import M, Message, Percent
from core.text.classify.examples import EXAMPLES
from core.text.classify.reading import Reading
from core.ui import address, charts, classify_checks, classify_services, classify_words, errors, frame
from core.ui.language import _, say
from core.ui.text_source import TextSource

STRANGE = 0.6
"""Share of known words below which a label means little."""
LABELS_IN_WORDS = 2
"""Up to so many labels the sentence says it all; more are drawn."""
MOST_BARS = 12
NEARLY = 0.999
"""Probability above which no further digit is shown: no calibration reaches so far."""


def choose_example(page: str, source: TextSource) -> str:
    """One of the finished examples; of a reader's own network a text that it learned from."""
    if source.saved:
        return classify_services.learned_text(source)
    titles = [
        _("Praise in a negation"),
        _("Dry reproach"),
        _("Praise, then blame"),
        _("Faint praise"),
        _("A negation that it misreads"),
    ]
    numbers = [str(place) for place in range(len(EXAMPLES))]
    chosen = address.select(page, "example", _("Example"), numbers, "0", lambda number: titles[int(number)])
    return EXAMPLES[int(chosen)]


def show(page: str, source: TextSource, example: str) -> None:
    """The text, its label, and the evidence. example: what stands in the box before the reader writes."""
    text = st.text_area(
        _("Your text"),
        example,
        height=100,
        key=f"{page}.text.{hash(example)}",
        help=_("Type or paste over the example, then press Ctrl+Enter."),
    )
    with errors.shown():
        with st.spinner(_("Reading the text…"), show_time=True):
            st.markdown(f"#### {say(sentence(*classify_services.label_of(source, text)))}")
        with st.spinner(_("Asking what the label rests on…"), show_time=True):  # seconds for a long text
            reading = classify_services.reading(source, text)
        _details(page, source, reading)
        classify_words.show(page, reading)
        classify_checks.show(page, source, reading)


def _details(page: str, source: TextSource, reading: Reading) -> None:
    """What limits the label, and the probabilities of many labels as bars."""
    if reading.known_share < STRANGE:
        st.warning(say(_strange(reading, source.saved)), icon=":material/translate:")
    if reading.tokens_read < reading.tokens:
        st.caption(
            say(
                M(
                    "The text has {tokens} tokens; the recurrent part reads {read} of them, a third from the start "
                    "and the rest from the end. Runs of words count everywhere.",
                    tokens=reading.tokens,
                    read=reading.tokens_read,
                )
            )
        )
    if len(reading.probabilities) > LABELS_IN_WORDS:
        table = classify_words.probabilities(reading).head(MOST_BARS)
        chart = word_bars.word_bars(table, frame.look(), title=_("Probability"))
        charts.show(chart, word_bars.alt_text(table), f"{page}.probabilities")


def sentence(label: str, confidence: float) -> Message:
    """The label and how sure it is; no text is certain."""
    title = label_title(label)
    if confidence > NEARLY:
        return M("“{label}” with a probability of more than {share}", label=title, share=Percent(NEARLY, 1))
    return M("“{label}” with a probability of {share}", label=title, share=Percent(confidence, 1))


LABELS: dict[str, Message] = {"positive": M("positive"), "negative": M("negative")}


def label_title(label: str) -> Message:
    """A label as a reader knows it: translated where it is the shipped network's."""
    return LABELS.get(label, M("{name}", name=errors.literal(label)))


def _strange(reading: Reading, own: bool) -> Message:
    share = Percent(reading.known_share)
    if own:
        return M("Only {share} of these words are in the network's vocabulary, so the label means little.", share=share)
    return M(
        "Only {share} of these words are in the network's vocabulary, so the label means little: this network reads "
        "English only. Train one for another language under “Your labels”.",
        share=share,
    )
