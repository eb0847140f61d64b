"""Which trained network answers on a text page: a shipped checkpoint or a saved run, in the address."""

from __future__ import annotations

from dataclasses import dataclass

import streamlit as st

from core import store
from core.text.tasks import SHIPPED, saved_predictor, shipped_predictor
from core.text.types import TextPredictor
from core.ui import address
from core.ui.language import _, say

SAVED = "saved:"
"""What the choice of a saved run begins with in the address."""


@dataclass(frozen=True)
class TextSource:
    """A network that was chosen. name: of the shipped checkpoint, or of the saved run where `saved`."""

    task: str
    name: str
    saved: bool

    def predictor(self) -> TextPredictor:
        """The fitted task, read once; imports torch. UserError where it cannot be read."""
        return _saved(self.name, self.task) if self.saved else shipped_predictor(self.name)


def choose(page: str, task: str) -> TextSource:
    """The choice between what is shipped for the task and what is saved."""
    shipped = [name for name, entry in SHIPPED.items() if entry.task == task]
    saved = [SAVED + run.name for run in store.list_runs() if run.task == task]
    chosen = address.select(page, "model", _("Network"), shipped + saved, shipped[0], _title, variant=str(len(saved)))
    return TextSource(task, chosen.removeprefix(SAVED), chosen.startswith(SAVED))


def choose_saved(page: str, task: str, run: str) -> None:
    """Has the page choose a saved run when it is drawn next."""
    saved = [found for found in store.list_runs() if found.task == task]
    st.session_state[f"{page}.model.{len(saved)}"] = SAVED + run


def _title(option: str) -> str:
    return option.removeprefix(SAVED) if option.startswith(SAVED) else say(SHIPPED[option].title)


@st.cache_resource(max_entries=4, show_spinner=False)
def _saved(name: str, task: str) -> TextPredictor:
    return saved_predictor(name, task)
