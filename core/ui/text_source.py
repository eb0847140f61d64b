"""Which trained network answers on a text page: shipped, saved, brought as a file, or fetched from a hub.

What is brought or fetched becomes a saved run, so that it is chosen, downloaded and deleted like any other.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

import streamlit as st

from core import config, store
from core.messages import M
from core.store import RunSummary
from core.store.runs import run_folder
from core.text.tasks import SHIPPED, TASKS, saved_predictor, shipped_predictor
from core.text.types import TextPredictor
from core.ui import address, errors, notices
from core.ui.language import _, say

SAVED = "saved:"
"""What the choice of a saved run begins with in the address."""
REVISION_SIGNS = 10
"""Signs of a revision that are shown."""


@dataclass(frozen=True)
class TextSource:
    """A network that was chosen. name: of the shipped checkpoint, or of the saved run where `saved`."""

    task: str
    name: str
    saved: bool

    def predictor(self) -> TextPredictor:
        """The fitted task, read once; imports torch. UserError where it cannot be read."""
        if not self.saved:
            return shipped_predictor(self.name)
        return _saved(self.name, self.task, run_folder(self.name).stat().st_mtime_ns)


def choose(page: str, task: str, name: str = "model") -> TextSource:
    """The choice between what is shipped for the task and what is saved, and a way to bring another.

    name: of the choice in the address, for pages with more than one.
    """
    runs = {SAVED + run.name: run for run in store.list_runs() if run.task == task}
    shipped = [key for key, entry in SHIPPED.items() if entry.task == task]
    variant = str(len(runs))
    asked = st.session_state.pop(_asked(task), None)
    if asked in runs:
        st.session_state[f"{page}.{name}.{variant}"] = asked
    with st.container(horizontal=True, vertical_alignment="bottom"):
        chosen = address.select(page, name, _("Network"), shipped + list(runs), shipped[0], _title, variant=variant)
        _bring(page, task, name)
    if chosen in runs:
        _origin(runs[chosen])
    return TextSource(task, chosen.removeprefix(SAVED), chosen.startswith(SAVED))


def ask_for(task: str, run: str) -> None:
    """Makes the next `choose` of this task take a saved run."""
    st.session_state[_asked(task)] = SAVED + run


def _asked(task: str) -> str:
    return f"text_source.{task}"


def _title(option: str) -> str:
    return option.removeprefix(SAVED) if option.startswith(SAVED) else say(SHIPPED[option].title)


def _origin(run: RunSummary) -> None:
    """Where on a hub the run came from, for those that did."""
    hub = run.card.get("hub")
    if isinstance(hub, dict):
        words = M(
            "From the hub: {repository}, revision {revision}",
            repository=str(hub.get("repository")),
            revision=str(hub.get("revision"))[:REVISION_SIGNS],
        )
        st.caption(errors.literal(say(words)))


def _bring(page: str, task: str, name: str) -> None:
    """Takes in a run from a file or a hub; anything wrong with it is told here, and the page goes on."""
    key = f"{page}.{name}.bring"
    with st.popover(_("Bring another"), icon=":material/upload:", key=key):
        file = st.file_uploader(
            _("A run as it was downloaded (.zip)"), key=f"{key}.file", max_upload_size=config.MAX_RUN_MB
        )
        if st.button(_("Add"), disabled=file is None, key=f"{key}.add") and file is not None:
            content = file.getvalue()
            _take(task, lambda: store.unpack_run(content))
        st.divider()
        repository = st.text_input(
            _("Or a repository on a hub"),
            key=f"{key}.hub",
            placeholder="owner/name",
            help=_("Only its files run.json and weights.safetensors are fetched; no program in it is ever run."),
        ).strip()
        revision = st.text_input(_("Revision (newest where empty)"), key=f"{key}.revision").strip()
        if st.button(_("Fetch"), disabled=not repository, key=f"{key}.fetch"):
            with st.spinner(_("Fetching…")):
                _take(task, lambda: store.import_from_hub(repository, revision=revision or None))


def _take(task: str, bring: Callable[[], str]) -> None:
    """Saves a run, and chooses it where it is of this task."""
    with errors.shown():
        name = bring()
        found = next(run.task for run in store.list_runs() if run.name == name)
        if found == task:
            ask_for(task, name)
            notices.later(M("The run “{name}” was added.", name=name))
        else:
            kind = TASKS[found].title if found in TASKS else M("Forecast")
            words = M(
                "The run “{name}” was added; it is of another kind ({kind}), see Saved runs.", name=name, kind=kind
            )
            notices.later(words)
        st.rerun()


@st.cache_resource(max_entries=4, show_spinner=False)
def _saved(name: str, task: str, made: int) -> TextPredictor:
    """`made` tells a run from an earlier one of the same name."""
    return saved_predictor(name, task)
