"""Readings of texts for the page: stored ones at once, others by the network, each made once."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, cast

import streamlit as st

from core import store
from core.store.format import read_header
from core.store.runs import run_folder
from core.text.classify.reading import Reading, from_json
from core.text.tasks import CHECKPOINTS
from core.ui.text_source import TextSource

if TYPE_CHECKING:
    from core.text.classify.predictor import Classifier
    from core.text.types import TextAnswer


def card(source: TextSource) -> dict[str, Any]:
    """The card of the chosen network, read without its weights; empty where there is none."""
    if not source.saved:
        return dict(_header(source.name)["card"])
    return next((run.card for run in store.list_runs() if run.name == source.name), {})


def learned_text(source: TextSource) -> str:
    """A text that a saved network learned from, read without its weights; empty where it keeps none."""
    kept = read_header(run_folder(source.name)).preprocessing.get("index_texts")
    return str(kept[0]) if isinstance(kept, list) and kept else ""


def label_of(source: TextSource, text: str) -> tuple[str, float]:
    """The label of a text and its probability, long before what it rests on; UserError where it cannot be read."""
    found = stored(source, text)
    if found is not None:
        return found.label, found.confidence
    answer = answers(source, [text])[0]
    return answer.output, answer.confidence


def reading(source: TextSource, text: str) -> Reading:
    """A text with all that its label rests on; UserError where it cannot be read."""
    return stored(source, text) or _reading(source.name, source.saved, text, source)


def stored(source: TextSource, text: str) -> Reading | None:
    """The reading that came with a shipped network; None for a text that is no example."""
    examples = () if source.saved else _header(source.name)["examples"]
    return next((from_json(example) for example in examples if example["text"] == text.strip()), None)


def answers(source: TextSource, texts: list[str]) -> list[TextAnswer]:
    """Labels and probabilities alone."""
    return classifier(source).classify(texts)


def classifier(source: TextSource) -> Classifier:
    """The fitted network; imports torch."""
    return cast("Classifier", source.predictor())


@st.cache_resource(max_entries=64, show_spinner=False)
def _reading(name: str, saved: bool, text: str, _source: TextSource) -> Reading:
    from core.text.classify.explaining import read

    return read(classifier(_source), text)


@st.cache_resource(show_spinner=False)
def _header(name: str) -> dict[str, Any]:
    """card and examples of a shipped checkpoint, without its weights."""
    header = read_header(CHECKPOINTS / name)
    return {"card": header.card, "examples": header.preprocessing.get("examples", [])}
