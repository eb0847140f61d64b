"""Pieces of a translation on the page: which are copied, which unknown, and the choice of one."""

from __future__ import annotations

from typing import TYPE_CHECKING

import streamlit as st

from core.messages import M
from core.ui import errors
from core.ui.language import _, say

if TYPE_CHECKING:
    from core.text.translate.predictor import Translation


def piece_choice(page: str, found: Translation, label: str, every: bool = False) -> int | None:
    """A written piece by its place; None for all of them."""
    from core.text.translate.tables import labels

    pieces = labels(found.best.pieces)
    options: list[int | None] = [*([None] if every else []), *range(len(pieces))]
    key = f"{page}.piece.{every}.{hash((found.input, found.best.pieces))}"
    chosen: int | None = st.selectbox(
        label,
        options,
        format_func=lambda place: _("all pieces") if place is None else f"{place + 1}: {pieces[place]}",
        key=key,
        width=260,
    )
    return chosen


def marked(found: Translation) -> None:
    """The output with what was copied and what is unknown marked, and the marks explained."""
    from core.text.translate.tables import labels

    best = found.best
    words = []
    for piece, copied, unknown in zip(labels(best.pieces), best.copied, best.unknown, strict=True):
        shown = errors.literal(piece)
        words.append(f":red-background[{shown}]" if unknown else f":blue-background[{shown}]" if copied else shown)
    st.markdown(" ".join(words))
    lost = [piece for piece, unknown in zip(found.source, found.unknown, strict=True) if unknown]
    told = _("Blue: copied from what was read rather than written.")
    if lost:
        told += " " + say(
            M(
                "Unknown to the network, and handed on as they are at best: {pieces}.",
                pieces=errors.literal(" ".join(dict.fromkeys(lost))),
            )
        )
    st.caption(told)


def downloads(page: str, found: Translation) -> None:
    """The attention and the pieces as tables."""
    from core.text.translate.tables import attention_table, pieces_table

    panel = st.expander(_("In numbers"), on_change="rerun", key=f"{page}.numbers")
    if not panel.open:
        return
    with panel:
        pieces = pieces_table(found.best)
        st.dataframe(
            pieces.rename(
                columns={
                    "index": _("Place"),
                    "piece": _("Piece"),
                    "probability": _("Probability"),
                    "copied": _("Copied"),
                    "unknown": _("Unknown"),
                }
            ),
            hide_index=True,
        )
        st.download_button(
            _("Attention as CSV"),
            attention_table(found.source, found.best).to_csv(index=False).encode(),
            file_name="attention.csv",
            mime="text/csv",
            on_click="ignore",
            icon=":material/download:",
            key=f"{page}.attention.csv",
        )
