"""The reader's own file: its columns found and changeable, and what is wrong with it before anything is trained."""

from __future__ import annotations

from dataclasses import dataclass

import streamlit as st
from streamlit.delta_generator import DeltaGenerator
from streamlit.runtime.uploaded_file_manager import UploadedFile

from core import config
from core.data.coarser import coarser, longer_steps
from core.data.files import Table, read_table, series_from_table
from core.data.quality import QualityReport
from core.data.series import Series
from core.messages import M, Message
from core.ui import errors, names
from core.ui.language import _, say
from core.ui.quality_panel import show_report
from core.ui.source import Source

NOTHING, FOUND = "", "found"
MEANS: dict[str, Message] = {"day": M("daily means"), "week": M("weekly means"), "month": M("monthly means")}


def choose(page: str) -> Source | None:
    """The series of an uploaded file; None without a file or where it is refused."""
    upload = st.file_uploader(
        _("A table with a time column and a column of numbers: CSV, TSV, Parquet or Excel"),
        key=f"{page}.upload",
        max_upload_size=config.MAX_UPLOAD_MB,
    )
    if upload is None:
        return None
    with errors.shown():
        table = _read(upload.file_id, upload)
        for note in table.notes:
            st.caption(say(note))
        *boxes, last = st.columns(5)
        chosen = _columns(f"{page}.{upload.file_id}", boxes, table)
        found, report = _checked(upload.file_id, upload.name, chosen, table)
        with last:
            series = _steps(f"{page}.{upload.file_id}", found)
        show_report(report, found)
        return Source(
            M("{name}", name=series.name),
            lambda: series,
            variant=f"{series.target} {series.frequency.code}",
            columns=tuple(str(name) for name in series.frame.columns if name != series.target),
            known_ahead=series.future is not None,
        )
    return None


@dataclass(frozen=True)
class _Columns:
    """Which columns make the series. id, value: of one series of a long file."""

    time: str
    target: str
    id: str | None = None
    value: object = None


@st.cache_resource(max_entries=4, show_spinner=False)
def _read(identifier: str, _upload: UploadedFile) -> Table:
    return read_table(_upload.name, _upload.getvalue())


@st.cache_resource(max_entries=8, show_spinner=False)
def _checked(identifier: str, name: str, chosen: _Columns, _table: Table) -> tuple[Series, QualityReport]:
    return series_from_table(
        _table.frame, chosen.time, chosen.target, id_column=chosen.id, id_value=chosen.value, name=name
    )


def _columns(key: str, boxes: list[DeltaGenerator], table: Table) -> _Columns:
    """The chosen columns; the first choice is what was found in the file."""
    columns = [str(column) for column in table.frame.columns]
    time_box, target_box, id_box, value_box = boxes
    time = time_box.selectbox(_("Time"), columns, _place(columns, table.guess.time), key=f"{key}.time")
    target = target_box.selectbox(_("To forecast"), columns, _place(columns, table.guess.target), key=f"{key}.target")
    separate = {NOTHING: _("one series only"), **{column: column for column in columns}}
    identifier = id_box.selectbox(
        _("Several series by"),
        list(separate),
        _place(list(separate), table.guess.id),
        format_func=separate.__getitem__,
        key=f"{key}.id",
    )
    if identifier == NOTHING:
        return _Columns(time, target)
    values = sorted(table.frame[identifier].dropna().unique(), key=str)
    return _Columns(time, target, identifier, value_box.selectbox(_("Series"), values, key=f"{key}.{identifier}"))


def _steps(key: str, series: Series) -> Series:
    """The series by the steps that were found, or as means over longer ones."""
    found = say(M("as found: {step}", step=names.frequency(series.frequency)))
    shown = {FOUND: found} | {step: say(MEANS[step]) for step in longer_steps(series)}
    step = st.selectbox(_("Steps"), list(shown), format_func=shown.__getitem__, key=f"{key}.steps")
    return series if step == FOUND else coarser(series, step)


def _place(options: list[str], wanted: str | None) -> int:
    return options.index(wanted) if wanted in options else 0
