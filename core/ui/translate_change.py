"""What would have been written otherwise: the reader forces a beginning or edits a row of attention."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pandas as pd
import streamlit as st

from core.charts import alignment
from core.ui import address, charts, errors, frame
from core.ui.language import _
from core.ui.translate_pieces import piece_choice

if TYPE_CHECKING:
    from core.text.translate.predictor import Change, Translation, TranslationPredictor


def show(page: str, predictor: TranslationPredictor, found: Translation, beam: int) -> None:
    """The two ways of changing, and the outputs before and after side by side."""
    left, right = st.columns(2)
    with left:
        forced = address.text(
            page, "begin", _("Force it to begin with"), "", _("The search then only decides how to go on.")
        )
    with right:
        edited = _edited(page, found)
    if not forced.strip() and not edited:
        st.caption(_("Force a beginning, or change where the network looks at one step: the new output appears here."))
        return
    changed = predictor.detail(found.input, beam, _change(predictor, forced, edited))
    _side_by_side(page, found, changed)


def _edited(page: str, found: Translation) -> dict[int, tuple[float, ...]]:
    """The row of attention as the reader left it; empty where nothing was changed."""
    from core.text.translate.tables import labels

    place = piece_choice(page, found, _("Edit the attention while this piece is written"))
    if place is None:
        return {}
    weights = [round(value, 3) for value in found.best.attention[place]]
    table = pd.DataFrame({_("Read"): labels(found.source), _("Attention"): weights})
    with st.expander(_("Weights of this step; they are made to sum to 1")):
        changed = st.data_editor(
            table,
            hide_index=True,
            disabled=[_("Read")],
            column_config={_("Attention"): st.column_config.NumberColumn(min_value=0.0, max_value=1.0, step=0.01)},
            key=f"{page}.attention.{place}.{hash(found.input)}",
        )
    row = tuple(float(value) for value in changed[_("Attention")].fillna(0.0))
    return {place: row} if row != tuple(weights) else {}


def _change(predictor: TranslationPredictor, forced: str, edited: dict[int, tuple[float, ...]]) -> Change:
    from core.text.translate.predictor import Change

    return Change(tuple(predictor.tokens(forced)) if forced.strip() else (), edited)


def _side_by_side(page: str, before: Translation, after: Translation) -> None:
    from core.text.translate.tables import attention_table

    columns = st.columns(2)
    for column, title, found, name in zip(
        columns, (_("As it was"), _("Changed")), (before, after), ("before", "after"), strict=True
    ):
        with column:
            st.markdown(f"{title}  \n**{errors.literal(found.best.text) or '–'}**")
            if found.best.pieces:
                table = attention_table(found.source, found.best)
                charts.show(alignment.map_chart(table, frame.look()), alignment.alt_text(table), f"{page}.{name}")
