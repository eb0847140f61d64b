"""Saved runs: what each is, what can be done with it, and taking one in from a file."""

from __future__ import annotations

from collections.abc import Sequence

import streamlit as st

from core import config, store
from core.messages import M, Number
from core.models.registry import MODELS
from core.store import RunSummary
from core.ui import errors, notices
from core.ui.language import _, say

BYTES_PER_KB = 1000


def upload() -> None:
    """Takes in a run that was downloaded here or elsewhere."""
    with st.expander(_("Bring a run from a file"), icon=":material/upload:"):
        file = st.file_uploader(
            _("A run as it was downloaded (.zip)"), type=["zip"], key="runs.upload", max_upload_size=config.MAX_RUN_MB
        )
        name = st.text_input(_("Name, if it shall have another one"), key="runs.upload.name").strip()
        if st.button(_("Add"), disabled=file is None, key="runs.upload.ok") and file is not None:
            with errors.shown():
                added = store.unpack_run(file.getvalue(), name or None)
                notices.later(M("The run “{name}” was added.", name=added))
                st.rerun()


def choose(runs: Sequence[RunSummary]) -> RunSummary | None:
    """The saved runs, newest first; the one whose "Use" was pressed last."""
    for run in runs:
        with st.container(border=True):
            facts, buttons = st.columns([3, 2], vertical_alignment="center")
            facts.markdown(f"**{errors.literal(run.name)}**  \n{_facts(run)}")
            with buttons.container(horizontal=True, horizontal_alignment="right"):
                _actions(run)
    names = {run.name: run for run in runs}
    return names.get(str(st.session_state.get("runs.used")))


def _facts(run: RunSummary) -> str:
    card = run.card
    title = MODELS[run.model].title if run.model in MODELS else M("{name}", name=run.model)
    return say(
        M(
            "{model} on {series}, {horizon} steps ahead, made {created}; {size} kB",
            model=title,
            series=str(card.get("series", "?")),
            horizon=int(card.get("horizon", 0)),
            created=run.created,
            size=Number(run.size_bytes / BYTES_PER_KB, 0),
        )
    )


def _actions(run: RunSummary) -> None:
    if st.button(_("Use"), key=f"use.{run.name}", icon=":material/play_arrow:"):
        st.session_state["runs.used"] = run.name
    st.download_button(
        _("Download"),
        lambda: store.pack_run(run.name),
        file_name=f"{run.name}.zip",
        mime="application/zip",
        on_click="ignore",
        key=f"download.{run.name}",
        icon=":material/download:",
    )
    if st.button(_("Delete"), key=f"delete.{run.name}", icon=":material/delete:"):
        st.dialog(_("Delete this run?"))(_confirm)(run.name)


def _confirm(name: str) -> None:
    st.markdown(errors.literal(say(M("“{name}” will be gone for good.", name=name))))
    if st.button(_("Delete"), type="primary", key="runs.delete.ok"):
        with errors.shown():
            store.delete_run(name)
            notices.later(M("The run “{name}” was deleted.", name=name))
            st.rerun()
