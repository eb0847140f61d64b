"""Which pieces of the text an output rests on: attributions of one written piece, with the checks beside them."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pandas as pd
import streamlit as st

from core.charts import heat_map
from core.explain.explain import explain
from core.explain.trust import trust
from core.messages import M, Number, Percent
from core.ui import charts, frame
from core.ui.language import _, say
from core.ui.text_source import TextSource
from core.ui.translate_pieces import piece_choice
from core.ui.trust import said

if TYPE_CHECKING:
    from core.explain.types import Explanation
    from core.text.translate.predictor import Translation, TranslationPredictor

TOP = 12


def show(page: str, source: TextSource, predictor: TranslationPredictor, found: Translation) -> None:
    """Attention says where the network looked; the attribution says what the output depends on."""
    if not found.best.pieces:
        st.caption(_("Nothing was written, so there is nothing to explain."))
        return
    place = piece_choice(page, found, _("Explain this piece"))
    with st.spinner(_("Asking the network…"), show_time=True):
        made = str(predictor.card.get("made", ""))
        explanation = _explained(predictor, source.name, source.saved, made, found.input, found.best.text, place or 0)
    top = _by_piece(explanation, found).head(TOP)
    charts.show(heat_map.causes_chart(top, frame.look()), heat_map.causes_alt_text(top), f"{page}.why.{place}")
    st.caption(
        _(
            "Change of the log-probability of this piece, by integrated gradients against the mean token; the pieces "
            "written before it are held as they were."
        )
    )
    st.markdown(said(trust(explanation)))
    st.caption(
        say(
            M(
                "Completeness error {error}; deletion gain {gain}. One text: check it on others.",
                error=Percent(explanation.completeness_error, 2),
                gain=Number(explanation.deletion_gain, 2),
            )
        )
    )


@st.cache_resource(max_entries=64, show_spinner=False)
def _explained(
    _predictor: TranslationPredictor, name: str, saved: bool, made: str, text: str, output: str, place: int
) -> Explanation:
    return explain(_predictor.evidence(text, output), (place,))


def _by_piece(explanation: Explanation, found: Translation) -> pd.DataFrame:
    """A row a piece read, the numbers of its embedding summed, largest first."""
    from core.text.translate.tables import labels

    values = explanation.attributions[0].sum(-1)
    table = pd.DataFrame(
        {
            "group": "tokens",
            "index": range(len(values)),
            "position": [f"{number + 1}" for number in range(len(values))],
            "feature": labels(found.source),
            "attribution": values,
        }
    )
    return table.reindex(table["attribution"].abs().sort_values(ascending=False).index)
