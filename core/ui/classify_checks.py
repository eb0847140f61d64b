"""What checks a label and its explanation: words taken out or replaced, the deletion curve, neighbours, numbers."""

from __future__ import annotations

import pandas as pd
import streamlit as st

from core.charts import deletion, word_bars
from core.messages import M, Message, Number, Percent
from core.text.classify.reading import Reading
from core.ui import charts, classify_services, classify_text, errors, frame, language
from core.ui.language import _, say
from core.ui.text_source import TextSource

MOST_BARS = 14


def show(page: str, source: TextSource, reading: Reading) -> None:
    """Each in a view of its own; only the one that is open is drawn."""
    views = {
        _("Without a word"): _removals,
        _("Replace a word"): _replace,
        _("Is it true?"): _check,
        _("Nearest training texts"): _neighbours,
        _("In numbers"): _numbers,
    }
    tabs = st.tabs(list(views), key=f"{page}.views", on_change="rerun")
    for tab, draw in zip(tabs, views.values(), strict=True):
        if tab.open:
            with tab:
                draw(f"{page}.{source.name}", source, reading)


def _removals(key: str, _source: TextSource, reading: Reading) -> None:
    """What the label loses when a word is really taken out."""
    table = reading.removals
    if table.empty:
        st.info(_("The text has one word only; without it nothing is left to read."))
        return
    st.markdown(say(_largest(reading)))
    order = table["change"].abs().sort_values(ascending=False, kind="stable").index[:MOST_BARS]
    bars = table.loc[sorted(order)].rename(columns={"change": "value"})
    chart = word_bars.word_bars(bars, frame.look(), title=_("Change of the log-odds without the word"))
    charts.show(chart, word_bars.alt_text(bars), f"{key}.removals")
    st.caption(
        _(
            "The word is deleted and the text read again, so that neighbouring words meet. A bar below zero means that "
            "the word had spoken for the label."
        )
    )


def _largest(reading: Reading) -> Message:
    """The word whose loss matters most, and whether the label survives it."""
    top = reading.removals.iloc[int(reading.removals["change"].abs().argmax())]
    values = {
        "word": errors.literal(str(top["word"])),
        "label": classify_text.label_title(reading.label),
        "before": Percent(reading.confidence, 1),
        "after": Percent(float(top["probability"]), 1),
    }
    if top["output"] != reading.label:
        return M(
            "Without “{word}” the probability of “{label}” goes from {before} to {after}: the label changes.", **values
        )
    return M("Without “{word}” the probability of “{label}” goes from {before} to {after}.", **values)


def _replace(key: str, source: TextSource, reading: Reading) -> None:
    """One word exchanged for the reader's own, old and new label beside each other."""
    words = reading.words
    shown = [f"{place + 1}. {word}" for place, word in enumerate(words["word"])]
    choice, box = st.columns(2)
    chosen = choice.selectbox(
        _("Word"),
        range(len(words)),
        int(words["attribution"].abs().argmax()),
        format_func=shown.__getitem__,
        key=f"{key}.word.{hash(reading.text)}",
    )
    given = box.text_input(_("Instead"), key=f"{key}.instead", placeholder=_("Leave empty to take it out"))
    start, end = (int(words[side].iloc[chosen]) for side in ("start", "end"))
    text = " ".join((reading.text[:start] + given + reading.text[end:]).split())
    with errors.shown():
        answer = classify_services.answers(source, [text])[0]
        st.markdown(f"> {errors.literal(text)}")
        st.markdown(
            say(
                M(
                    "Before: “{label}” with {before}. Now: “{new}” with {after}.",
                    label=classify_text.label_title(reading.label),
                    before=Percent(reading.confidence, 1),
                    new=classify_text.label_title(answer.output),
                    after=Percent(answer.confidence, 1),
                )
            )
        )


def _check(key: str, _source: TextSource, reading: Reading) -> None:
    """The deletion curve."""
    curve = reading.check.deletion
    chart = deletion.deletion_chart(curve, frame.look(), title=_("Change of the log-odds"))
    charts.show(chart, _deletion_text(curve), f"{key}.deletion")
    st.caption(
        _(
            "Words are hidden one after the other, those of the largest attribution first. If the explanation is "
            "right, the log-odds move sooner than when words are hidden in random order."
        )
    )


def _deletion_text(curve: pd.DataFrame) -> Message:
    middle = curve.iloc[(curve["share_removed"] - 0.25).abs().argmin()]
    return M(
        "Line chart: with {share} of the words hidden in the order of attribution the log-odds change by {ours}, in "
        "random order by {random} on average.",
        share=Percent(float(middle["share_removed"])),
        ours=Number(float(middle["ours"]), 2),
        random=Number(float(middle["random_mean"]), 2),
    )


def _neighbours(_key: str, _source: TextSource, reading: Reading) -> None:
    """Training texts that the network reads most alike."""
    if reading.neighbours.empty:
        st.info(_("This network keeps no training texts to compare with."))
        return
    titles = {"text": _("Training text"), "label": _("Its label"), "similarity": _("Likeness")}
    table = reading.neighbours.assign(
        label=[say(classify_text.label_title(label)) for label in reading.neighbours["label"]],
        similarity=[language.show(Number(value, 2)) for value in reading.neighbours["similarity"]],
    )
    st.table(table.rename(columns=titles).set_index(titles["text"]))  # wraps long sentences, as a grid does not
    st.caption(
        _(
            "Of the few hundred short training texts kept with the network, those whose summary in its hidden states "
            "is most alike (cosine, 1 at most). Likeness of feeling, not of subject."
        )
    )


def _numbers(key: str, _source: TextSource, reading: Reading) -> None:
    """The table behind the pictures, with its download."""
    titles = {
        "word": _("Word"),
        "attention": _("Attention"),
        "attribution": _("Attribution"),
        "recurrent": _("Recurrent part"),
        "runs": _("Runs of words"),
        "probability": _("Probability without it"),
    }
    table = reading.words.merge(reading.removals[["start", "probability"]], on="start", how="left")
    st.dataframe(table[list(titles)].rename(columns=titles).round(4), hide_index=True)
    st.download_button(
        _("All words as CSV"),
        table.to_csv(index=False).encode(),
        file_name="words.csv",
        mime="text/csv",
        on_click="ignore",
        icon=":material/download:",
        key=f"{key}.csv",
    )
