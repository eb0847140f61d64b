"""The reader's own file: its columns found and changeable, and what is wrong with it before anything is trained."""

from __future__ import annotations

import streamlit as st

from core import config
from core.data.files import Table, read_table, series_from_table
from core.data.quality import QualityReport
from core.data.series import Series
from core.messages import M
from core.ui import errors
from core.ui.language import _, say
from core.ui.quality_panel import show_report
from core.ui.source import Source

KINDS = ["csv", "tsv", "txt", "parquet", "xlsx", "xls"]


def choose(page: str) -> Source | None:
    """The series of an uploaded file; None without a file or where it is refused."""
    upload = st.file_uploader(
        _("A table with a time column and a column of numbers: CSV, TSV, Parquet or Excel"),
        type=KINDS,
        key=f"{page}.upload",
        max_upload_size=config.MAX_UPLOAD_MB,
    )
    if upload is None:
        return None
    with errors.shown():
        table = _read(upload.name, upload.getvalue())
        for note in table.notes:
            st.caption(say(note))
        series, report = _series(page, upload.name, table)
        show_report(report, series)
        return Source(M("{name}", name=series.name), lambda: series)
    return None


@st.cache_resource(max_entries=4, show_spinner=False)
def _read(name: str, content: bytes) -> Table:
    return read_table(name, content)


def _series(page: str, name: str, table: Table) -> tuple[Series, QualityReport]:
    """The series of the chosen columns; the first choice is what was found in the file."""
    columns = [str(column) for column in table.frame.columns]
    key = f"{page}.{name}.{hash(tuple(columns))}"
    nothing = ""
    time_box, target_box, id_box, value_box = st.columns(4)
    time = time_box.selectbox(_("Time"), columns, _place(columns, table.guess.time), key=f"{key}.time")
    target = target_box.selectbox(_("To forecast"), columns, _place(columns, table.guess.target), key=f"{key}.target")
    id_column = id_box.selectbox(
        _("Several series, told apart by"),
        [nothing, *columns],
        _place([nothing, *columns], table.guess.id),
        format_func=lambda column: column or _("one series only"),
        key=f"{key}.id",
    )
    id_value = None
    if id_column:
        values = sorted(table.frame[id_column].dropna().unique(), key=str)
        id_value = value_box.selectbox(_("Series"), values, key=f"{key}.{id_column}")
    return series_from_table(table.frame, time, target, id_column=id_column or None, id_value=id_value, name=name)


def _place(options: list[str], wanted: str | None) -> int:
    return options.index(wanted) if wanted in options else 0
