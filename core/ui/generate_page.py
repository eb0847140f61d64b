"""The story of the generate page: set a prompt, watch the text come, look at every choice and at the units inside."""

from __future__ import annotations

import time
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, cast

import streamlit as st
from streamlit.delta_generator import DeltaGenerator

from core.store.format import RUN_FILE
from core.text.generate.example import Written, read_example, written
from core.text.generate.types import Step
from core.ui import (
    address,
    errors,
    generate_card,
    generate_choice,
    generate_result,
    generate_training,
    generate_units,
    generate_verse,
    text_source,
)
from core.ui.generate_controls import Request, choose
from core.ui.language import _
from core.ui.text_source import TextSource

if TYPE_CHECKING:
    from core.text.generate.predictor import Generator

TASK = "generate"
PROMPTS = {"shakespeare": "KING HENRY:\n", "kieu": "Trăm năm trong cõi người ta,\n"}
"""A prompt to try with each shipped checkpoint."""
SECONDS_A_DRAWING = 0.03


@dataclass(frozen=True)
class Shown:
    """A text on the screen. source: the network that wrote it. seconds: None for the example."""

    source: TextSource
    made: Written
    seconds: float | None = None


def run(page: str) -> None:
    """Controls, the text, and what lies behind it."""
    with st.container(border=True, key=f"controls-{page}"):
        source = text_source.choose(page, TASK)
        request = choose(page, PROMPTS.get(source.name, ""))
        asked = st.button(_("Write"), type="primary", icon=":material/edit:", key=f"{page}.write")
    place = st.empty()
    with errors.shown():
        if asked or _in_address(page):
            address.write("written", "1", "")
            st.session_state[f"{page}.shown"] = _write(place, source, request)
        place.empty()
        shown = _shown(page, source)
        if shown is not None:
            generate_choice.settle(page, shown.made)
            generate_result.show(page, shown.made, shown.seconds)
            generate_choice.show(page, shown.made, request.sampling)
            card = generate_card.card(source)
            if "verse" in card:
                generate_verse.show(page, shown.made, card["verse"])
            generate_units.show(page, shown.made)
        else:
            st.info(_("This network comes without an example. Press Write."))
        generate_card.show(page, source)
    generate_training.panel(page)


def _in_address(page: str) -> bool:
    """Whether a link that was opened asks for the text of its settings, which has not been written yet."""
    return st.query_params.get("written") == "1" and f"{page}.shown" not in st.session_state


def _shown(page: str, source: TextSource) -> Shown | None:
    """The text last written by this network, else its example."""
    kept = st.session_state.get(f"{page}.shown")
    if isinstance(kept, Shown) and kept.source == source:
        return kept
    made = _example(source)
    return None if made is None else Shown(source, made)


def _example(source: TextSource) -> Written | None:
    folder = generate_card.folder_of(source)
    if not (folder / RUN_FILE).is_file():
        return None
    return _read(str(folder), (folder / RUN_FILE).stat().st_mtime_ns)


@st.cache_resource(max_entries=8, show_spinner=False)
def _read(folder: str, _modified: int) -> Written | None:
    return read_example(Path(folder))


def _write(place: DeltaGenerator, source: TextSource, request: Request) -> Shown:
    """Writes the text where the reader sees every token as it comes."""
    with place.container():
        with st.spinner(_("Reading the network…")):
            writer = cast("Generator", source.predictor())
            stream = writer.stream(request.prompt, request.length, request.sampling)
        steps: list[Step] = []
        began = time.perf_counter()
        with st.container(border=True):
            st.write_stream(_told(stream, steps))
        seconds = time.perf_counter() - began
    tokens, draws = [step.text for step in steps], [step.draw for step in steps]
    return Shown(source, written(writer, request.prompt, tokens, draws, request.sampling), seconds)


def _told(stream: Iterator[Step], steps: list[Step]) -> Iterator[str]:
    """The words of the steps as Markdown, a few at a time: a browser draws no more than some thirty a second."""
    waiting, told = "", 0.0
    for step in stream:
        steps.append(step)
        waiting += generate_result.as_markdown(step.text)
        if time.perf_counter() - told > SECONDS_A_DRAWING:
            yield waiting
            waiting, told = "", time.perf_counter()
    yield waiting
