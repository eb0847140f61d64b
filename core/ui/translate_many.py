"""Many lines at once: a text file or a paste, one input a line, answered in a table with a download."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pandas as pd
import streamlit as st

from core.errors import UserError
from core.messages import M
from core.ui import errors
from core.ui.language import _, say
from core.ui.text_source import TextSource

if TYPE_CHECKING:
    from core.text.translate.predictor import TranslationPredictor

MOST = 500
MEGABYTES = 2


def panel(page: str, source: TextSource, predictor: TranslationPredictor, beam: int) -> None:
    """Closed until a reader opens it."""
    box = st.expander(_("Many lines at once"), icon=":material/list:", on_change="rerun", key=f"{page}.many")
    if not box.open:
        return
    with box, errors.shown():
        lines = _lines(page)
        if not lines:
            return
        with st.spinner(_("Translating…"), show_time=True):
            table = _answers(predictor, source.name, source.saved, str(predictor.card.get("made", "")), lines, beam)
        shown = table.rename(
            columns={
                "input": _("Input"),
                "output": _("Output"),
                "confidence": _("Confidence"),
                "note": _("Note"),
            }
        )
        st.dataframe(shown, hide_index=True)
        st.download_button(
            _("All answers as CSV"),
            table.to_csv(index=False).encode("utf-8-sig"),
            file_name="translations.csv",
            mime="text/csv",
            on_click="ignore",
            icon=":material/download:",
            key=f"{page}.many.csv",
        )


def _lines(page: str) -> tuple[str, ...]:
    """Lines of the file, else of the paste; UserError where there are too many or the file is no text."""
    upload = st.file_uploader(
        _("A text file, one input a line"), key=f"{page}.many.file", max_upload_size=MEGABYTES, type=["txt", "csv"]
    )
    paste = st.text_area(_("Or paste lines"), key=f"{page}.many.paste", persist_state="session")
    try:
        content = upload.getvalue().decode("utf-8-sig") if upload is not None else paste
    except UnicodeDecodeError:
        raise UserError(M("The file is no text in UTF-8."), M("Save it as UTF-8.")) from None
    lines = tuple(line for line in content.splitlines() if line.strip())
    if len(lines) > MOST:
        raise UserError(
            M("There are {count} lines; at most {most} are translated here.", count=len(lines), most=MOST),
            M("Use `python -m core translate --file` for more."),
        )
    return lines


@st.cache_resource(max_entries=8, show_spinner=False)
def _answers(
    _predictor: TranslationPredictor, name: str, saved: bool, made: str, lines: tuple[str, ...], beam: int
) -> pd.DataFrame:
    return pd.DataFrame([_row(_predictor, line, beam) for line in lines])


def _row(predictor: TranslationPredictor, line: str, beam: int) -> dict[str, object]:
    """One line's answer; a line that cannot be read keeps its place and says why."""
    try:
        found = predictor.detail(line, beam)
    except UserError as error:
        return {"input": line[:200], "output": "", "confidence": 0.0, "note": say(error.message)}
    notes = [found.reading.refused] if found.reading.refused else list(found.reading.notes)
    return {
        "input": line,
        "output": found.reading.output,
        "confidence": round(found.confidence, 3),
        "note": " ".join(map(say, notes)),
    }
