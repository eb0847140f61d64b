"""How one token was chosen: from logits by temperature, softmax and cut to the draw, under the sliders above."""

from __future__ import annotations

import pandas as pd
import streamlit as st

from core.charts import generate_columns
from core.charts.generate_strip import shown
from core.messages import M, Message, Number, Percent
from core.text.generate.example import Written
from core.text.generate.sampling import Sampling
from core.text.generate.tables import choice_table
from core.ui import address, charts, errors, frame, generate_result
from core.ui.generate_result import identity
from core.ui.language import _, say

CONTEXT = 24
"""Characters shown before the token."""


def settle(page: str, made: Written) -> None:
    """Decides which token is looked at, from 1, before the strip is drawn: a click on it moves the slider's place."""
    key, seen = f"{page}.place.{identity(made)}", f"{page}.clicked.{identity(made)}"
    if key not in st.session_state:
        asked = st.query_params.get("token", "")
        known = asked.isdecimal() and 1 <= int(asked) <= len(made.tokens)
        st.session_state[key] = int(asked) if known else _telling(made)
    clicked = generate_result.clicked(page, made)
    if clicked is not None and clicked != st.session_state.get(seen):
        st.session_state[seen] = clicked
        st.session_state[key] = clicked + 1


def show(page: str, made: Written, sampling: Sampling) -> None:
    """The columns of the token on the slider."""
    st.subheader(_("How was it chosen?"), anchor=False)
    place = _place(page, made) - 1
    table = choice_table(made, place, sampling)
    st.markdown(errors.literal(say(_sentence(made, place, table, sampling))))
    chart = generate_columns.columns_chart(table, frame.look())
    charts.show(chart, generate_columns.columns_alt_text(table), f"{page}.columns")
    st.caption(
        _(
            "Logit: what the network gives each token. Divided by the temperature T, softmax makes probabilities of "
            "it; top-k and top-p cut the rest off (grey); from what is left, scaled to 100 %, one is drawn (red). "
            "Move temperature, top-k and top-p above: the random number stays the same."
        )
    )
    _numbers(page, table)


def _place(page: str, made: Written) -> int:
    """The token on the slider, from 1."""
    key, count = f"{page}.place.{identity(made)}", len(made.tokens)
    if count == 1:
        return 1
    st.slider(_("Token (or click a cell above)"), 1, count, key=key)
    place = int(st.session_state[key])
    address.write("token", str(place), str(_telling(made)))
    return place


def _telling(made: Written) -> int:
    """A place, from 1, where the network was in two minds: the least expected of the first tokens."""
    return int(made.probabilities[:60].argmin()) + 1


def _sentence(made: Written, place: int, table: pd.DataFrame, sampling: Sampling) -> Message:
    before = (made.prompt + "".join(made.tokens[:place]))[-CONTEXT:]
    drawn, stands = (table[table[name]].iloc[0] for name in ("chosen", "written"))
    values = {
        "before": shown(before),
        "token": shown(str(drawn["token"])),
        "final": Percent(float(drawn["final"]), 1),
        "own": Percent(float(drawn["own"]), 1),
        "draw": Number(made.draws[place], 3),
    }
    if drawn["token"] == stands["token"]:
        return M(
            "After “…{before}” the random number {draw} drew “{token}”: {final} under these settings, {own} by the "
            "network alone.",
            **values,
        )
    return M(
        "After “…{before}” the random number {draw} would draw “{token}” under these settings ({final}; {own} by the "
        "network alone); in the text stands “{stands}”.",
        stands=shown(str(stands["token"])),
        **values,
    )


def _numbers(page: str, table: pd.DataFrame) -> None:
    """The table behind the columns."""
    panel = st.expander(_("This choice in numbers"), on_change="rerun", key=f"{page}.choice")
    if not panel.open:
        return
    told = pd.DataFrame(
        {
            _("Token"): [shown(token) for token in table["token"]],
            _("Logit"): table["logit"].round(3),
            _("Divided by T"): table["scaled"].round(3),
            _("Softmax"): table["probability"].round(5),
            _("Kept"): [_("yes") if kept else "" for kept in table["kept"]],
            _("After the cut"): table["final"].round(5),
            _("Drawn"): [_("yes") if chosen else "" for chosen in table["chosen"]],
        }
    )
    panel.dataframe(told, hide_index=True)
    panel.download_button(
        _("Download the table"),
        told.to_csv(index=False),
        file_name="choice.csv",
        mime="text/csv",
        on_click="ignore",
        key=f"{page}.choice.download",
        icon=":material/download:",
    )
