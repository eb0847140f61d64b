"""Saved runs: what each is, what can be done with it, and taking one in from a file."""

from __future__ import annotations

from collections.abc import Sequence

import streamlit as st

from core import config, store
from core.data.samples import SAMPLES
from core.forecasting.together import targets_of
from core.messages import M, Message, Number
from core.models.registry import MODELS
from core.store import RunSummary
from core.text.tasks import TASKS
from core.ui import errors, names, notices, text_source
from core.ui.language import _, local_time, say

BYTES_PER_KB = 1000
TEXT_PAGES = {task: "answer" if task == "passage" else task for task in TASKS}
"""The page on which the runs of a text task are used."""


def upload() -> None:
    """Takes in a run that was downloaded here or elsewhere."""
    with st.expander(_("Bring a run from a file"), icon=":material/upload:"):
        file = st.file_uploader(
            _("A run as it was downloaded (.zip)"), key="runs.bring", max_upload_size=config.MAX_RUN_MB
        )
        name = st.text_input(_("Name, if it shall have another one"), key="runs.bring.name").strip()
        if st.button(_("Add"), disabled=file is None, key="runs.bring.ok") and file is not None:
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
    forecasts = {run.name: run for run in runs if run.task not in TASKS}
    return forecasts.get(str(st.session_state.get("runs.used")))


def _facts(run: RunSummary) -> str:
    """What a run is, when it was made and how large it is."""
    return say(_text_facts(run) if run.task in TASKS else _forecast_facts(run))


def _text_facts(run: RunSummary) -> Message:
    """Of a text run: its task, and the hub it came from where it did."""
    values: dict[str, object] = {
        "task": TASKS[run.task].title,
        "created": local_time(run.created),
        "size": Number(run.size_bytes / BYTES_PER_KB, 0),
    }
    hub = run.card.get("hub")
    if isinstance(hub, dict):
        origin = f"{hub.get('repository')} @ {str(hub.get('revision'))[: text_source.REVISION_SIGNS]}"
        return M("{task}, from the hub ({origin}), made {created}; {size} kB", origin=origin, **values)
    return M("{task}, made {created}; {size} kB", **values)


def _forecast_facts(run: RunSummary) -> Message:
    """Of a forecast: its model, what it was trained on and how far it looks."""
    card = run.card
    title = MODELS[run.model].title if run.model in MODELS else M("{name}", name=run.model)
    columns = targets_of(card)
    several = M("{series} ({columns})", series=_series(str(card.get("series", "?"))), columns=_titles(columns))
    return M(
        "{model} on {series}, {horizon} steps ahead, made {created}; {size} kB",
        model=title,
        series=several if len(columns) > 1 else _series(str(card.get("series", "?"))),
        horizon=int(card.get("horizon", 0)),
        created=local_time(run.created),
        size=Number(run.size_bytes / BYTES_PER_KB, 0),
    )


def tell_columns(run: RunSummary) -> None:
    """Says which columns a run of several forecasts, since the one chosen for the series does not decide."""
    columns = targets_of(run.card)
    if len(columns) > 1:
        st.caption(say(M("This run forecasts {columns}; the data must hold them.", columns=_titles(columns))))


def _titles(columns: Sequence[str]) -> list[Message]:
    return [names.column(name) for name in columns]


def _series(name: str) -> Message:
    """What a run was trained on; a sample by its title."""
    return SAMPLES[name].title if name in SAMPLES else M("{name}", name=name)


def _actions(run: RunSummary) -> None:
    if st.button(_("Use"), key=f"use.{run.name}", icon=":material/play_arrow:"):
        if run.task in TEXT_PAGES:
            text_source.ask_for(run.task, run.name)
            st.switch_page(f"pages/{TEXT_PAGES[run.task]}.py")
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
    with st.popover(_("Delete"), icon=":material/delete:", key=f"delete.{run.name}"):
        st.caption(errors.literal(say(M("“{name}” will be gone for good.", name=run.name))))
        if st.button(_("Delete for good"), type="primary", key=f"delete.{run.name}.ok"):
            with errors.shown():
                store.delete_run(run.name)
                notices.later(M("The run “{name}” was deleted.", name=run.name))
                st.rerun()
