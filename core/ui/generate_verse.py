"""Whether a Vietnamese text keeps the six-eight form: in a sentence, couplet by couplet, beside the poem and chance."""

from __future__ import annotations

from typing import Any

import pandas as pd
import streamlit as st

from core.messages import M, Message, Percent
from core.text.generate.example import Written
from core.text.generate.tables import couplet_table
from core.text.generate.verse import Form, check_form
from core.ui.language import _, say


def show(page: str, made: Written, measured: dict[str, Any]) -> None:
    """The check of this text. measured: from the card, what many texts and the poem itself keep."""
    lines = made.text.split("\n")[:-1]
    form = check_form(lines)
    st.subheader(_("Is it six-eight verse?"), anchor=False)
    if not form.couplets:
        st.info(_("There is no whole couplet yet. Write a longer text."))
    else:
        st.markdown(say(_sentence(form)))
        st.dataframe(_readable(couplet_table(form, lines)), hide_index=True)
    st.caption(say(_yardsticks(measured)))
    st.caption(
        _(
            "A line of six syllables, then one of eight; the sixth syllables rhyme, and the eighth with the sixth of "
            "the next couplet, all on level tones. Near rhymes of the tradition count, such as ai with ươi. A last "
            "line that was cut short is left out."
        )
    )


def _sentence(form: Form) -> Message:
    kept = round(form.form_share * len(form.couplets))
    inner = [couplet.inner.kept for couplet in form.couplets if couplet.inner]
    link = [couplet.link.kept for couplet in form.couplets if couplet.link]
    return M(
        "{kept} of {couplets} couplets have six and eight syllables; {inner} of {inners} rhymes within a couplet and "
        "{link} of {links} between couplets are kept.",
        kept=kept,
        couplets=len(form.couplets),
        inner=sum(inner),
        inners=len(inner),
        link=sum(link),
        links=len(link),
    )


def _yardsticks(measured: dict[str, Any]) -> Message:
    ours, poem = measured["written"], measured["poem"]
    return M(
        "Over {count} couplets written at temperature {temperature}: form {form}, rhyme within {inner}, rhyme between "
        "{link}. The poem's own held-out verses: {poem_form}, {poem_inner}, {poem_link}. Two rhyme places paired at "
        "random rhyme in {chance}.",
        count=int(ours["couplets"]),
        temperature=float(measured["temperature"]),
        form=Percent(ours["form"], 0),
        inner=Percent(ours["inner"], 0),
        link=Percent(ours["link"], 0),
        poem_form=Percent(poem["form"], 0),
        poem_inner=Percent(poem["inner"], 0),
        poem_link=Percent(poem["link"], 0),
        chance=Percent(measured["chance"], 0),
    )


def _readable(table: pd.DataFrame) -> pd.DataFrame:
    def mark(words: str, kept: bool | None) -> str:
        return "" if kept is None else f"{words} {'✓' if kept else '✗'}"

    return pd.DataFrame(
        {
            _("Six"): table["six"],
            _("Eight"): table["eight"],
            _("Syllables"): table["syllables"],
            _("Rhyme within"): [mark(*pair) for pair in zip(table["inner"], table["inner_kept"], strict=True)],
            _("Rhyme with the couplet before"): [
                mark(*pair) for pair in zip(table["link"], table["link_kept"], strict=True)
            ],
        }
    )
