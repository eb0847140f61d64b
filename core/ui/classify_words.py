"""The words of a text, coloured by attention and by attribution side by side."""

from __future__ import annotations

import pandas as pd
import streamlit as st

from core.charts import tokens
from core.messages import M, Number, Percent
from core.text.classify.reading import Reading
from core.ui import frame
from core.ui.language import _, say
from core.ui.trust import said


def show(page: str, reading: Reading) -> None:
    """Both pictures, then whether to believe the second."""
    looked, moved = st.columns(2, gap="large")
    with looked:
        st.markdown(_("**Attention**: where the recurrent part looks"))
        _coloured(reading, "attention", signed=False)
    with moved:
        st.markdown(_("**Attribution**: what moves the label"))
        _coloured(reading, "attribution", signed=True)
    st.markdown(said(reading.check.trust))
    st.caption(say(_limits(reading)))


def _coloured(reading: Reading, column: str, *, signed: bool) -> None:
    """The text in colours, its scale, and the sentence for those who cannot see them."""
    look, words = frame.look(), reading.words.assign(value=reading.words[column])
    label = say(tokens.alt_text(reading.text, words, signed=signed))
    ends = (_("against"), _("for")) if signed else (_("little"), _("much"))
    html = tokens.words_html(reading.text, words, look, signed=signed, label=label)
    st.html(html + tokens.scale_html(look, *ends, signed=signed))
    st.caption(label)


def _limits(reading: Reading) -> M:
    check, words = reading.check, reading.words
    return M(
        "In log-odds of the label: {output} with all words, {base} with every word hidden; of the difference the "
        "recurrent part makes {recurrent} and runs of words make {runs}. Integrated gradients; completeness error "
        "{error}, deletion gain {gain} (chance stays below {chance}). Attention has no sign and proves no cause.",
        output=Number(check.output, 2),
        base=Number(check.reference_output, 2),
        recurrent=Number(float(words["recurrent"].sum()), 2),
        runs=Number(float(words["runs"].sum()), 2),
        error=Percent(check.completeness_error, 2),
        gain=Number(check.deletion_gain, 2),
        chance=Number(check.chance_gain, 2),
    )


def probabilities(reading: Reading) -> pd.DataFrame:
    """word (a label), value (its probability), the likeliest first."""
    table = pd.DataFrame({"word": list(reading.probabilities), "value": list(reading.probabilities.values())})
    return table.sort_values("value", ascending=False, kind="stable", ignore_index=True)
