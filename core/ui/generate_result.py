"""A written text: how sure the network was in a sentence, the text, and every token by its probability."""

from __future__ import annotations

import pandas as pd
import streamlit as st

from core.charts import generate_strip
from core.messages import M, Message, Number, Percent
from core.text.generate.example import Written
from core.text.generate.tables import token_table
from core.ui import charts, errors, frame
from core.ui.language import _, say

ESCAPES = {ord(sign): f"&#{ord(sign)};" for sign in "\\`*_[]{}()$<>~#+-.!|&:"} | {ord("\n"): "  \n"}
"""Every sign that Markdown could take for its own, as an entity."""


def show(page: str, made: Written, seconds: float | None) -> None:
    """The text and its strip."""
    st.markdown(say(_sentence(made, seconds)))
    if made.replaced:
        st.caption(errors.literal(say(_replaced(made.replaced))))
    with st.container(border=True, key=f"text-{page}"):
        st.markdown(f"{_gray(made.prompt)}{as_markdown(made.text)}")
    table = token_table(made)
    _strip(page, made, table)
    with st.container(horizontal=True):
        st.download_button(
            _("Download the text"),
            made.prompt + made.text,
            file_name="unrolled.txt",
            mime="text/plain",
            on_click="ignore",
            key=f"{page}.text.download",
            icon=":material/download:",
        )
    _numbers(page, table)


def clicked(page: str, made: Written) -> int | None:
    """The place, from 0, of the token that was last clicked on the strip, if one was."""
    event = st.session_state.get(_strip_key(page, made))
    picked = event.selection.get(generate_strip.SELECTION) if event is not None else None
    return int(picked[0]["place"]) if picked else None


def as_markdown(text: str) -> str:
    """Text as it stands, its line breaks kept and nothing in it turned into markup."""
    return text.translate(ESCAPES)


def _sentence(made: Written, seconds: float | None) -> Message:
    values = {
        "characters": len(made.text),
        "prompt": M("after the prompt") if made.prompt else M("without a prompt"),
        "confidence": Percent(made.confidence, 1),
        "temperature": Number(made.sampling.temperature, 2),
        "seed": made.sampling.seed,
    }
    if seconds is None:
        return M(
            "A finished example: {characters} characters {prompt}, temperature {temperature}, seed {seed}. In the "
            "geometric mean the network gave each token that was drawn {confidence}.",
            **values,
        )
    return M(
        "{characters} characters {prompt} in {seconds} s, temperature {temperature}, seed {seed}. In the geometric "
        "mean the network gave each token that was drawn {confidence}.",
        seconds=Number(seconds, 1),
        **values,
    )


def _replaced(signs: dict[str, str]) -> Message:
    pairs = [M("“{sign}” as “{other}”", sign=sign, other=other) for sign, other in signs.items()]
    return M("Signs of the prompt that this network has never seen were read as others: {pairs}.", pairs=pairs)


def _gray(prompt: str) -> str:
    """The prompt, set apart from what was written; line by line, since a colour ends with its line."""
    lines = prompt.split("\n")
    told = [f":gray[{as_markdown(line)}]" if line.strip() else "" for line in lines]
    return "  \n".join(told)


def _strip_key(page: str, made: Written) -> str:
    return f"{page}.strip.{identity(made)}"


def _strip(page: str, made: Written, table: pd.DataFrame) -> None:
    st.subheader(_("How expected was every token?"), anchor=False)
    look = frame.look()
    words = table.drop(columns="likeliest").assign(others=[_likeliest(row, look.percent) for row in table["likeliest"]])
    chosen = st.session_state.get(f"{page}.place.{identity(made)}")
    charts.selectable(
        generate_strip.probability_strip(words, look, (chosen or 1) - 1),
        generate_strip.strip_alt_text(table),
        _strip_key(page, made),
        generate_strip.SELECTION,
    )
    st.caption(
        _("The stronger the colour, the less the network expected the token. Click a cell to see how it was chosen.")
    )


def identity(made: Written) -> str:
    """Tells texts apart in the keys of widgets."""
    return f"{hash((made.tokens, made.prompt)) & 0xFFFFFFFF:x}"


def _likeliest(row: list[tuple[str, float]], percent: object) -> str:
    return ", ".join(f"{generate_strip.shown(token)} {percent(value, 0)}" for token, value in row)  # type: ignore[operator]


def _numbers(page: str, table: pd.DataFrame) -> None:
    """The table behind the strip."""
    panel = st.expander(_("Every token in numbers"), on_change="rerun", key=f"{page}.tokens")
    if not panel.open:
        return
    look = frame.look()
    told = pd.DataFrame(
        {
            _("Place"): range(1, len(table) + 1),
            _("Token"): [generate_strip.shown(token) for token in table["token"]],
            _("Probability"): table["probability"].round(4),
            _("Likeliest here"): [_likeliest(row, look.percent) for row in table["likeliest"]],
        }
    )
    panel.dataframe(told, hide_index=True)
    panel.download_button(
        _("Download the table"),
        told.to_csv(index=False),
        file_name="tokens.csv",
        mime="text/csv",
        on_click="ignore",
        key=f"{page}.tokens.download",
        icon=":material/download:",
    )
