"""Your labels: a CSV of texts and labels trains a network in the background, which is then used like any other."""

from __future__ import annotations

import streamlit as st
from streamlit.runtime.uploaded_file_manager import UploadedFile

from core import config, store
from core.errors import UserError
from core.messages import M
from core.store.names import checked_name
from core.text.classify.labels_file import LEAST_OF_A_LABEL, LEAST_ROWS, OwnLabels, read_labels
from core.text.classify.own_labels import load_result, save_labels
from core.ui import classify_about, classify_job, errors, job_panel, services, text_source
from core.ui.language import _, say

KIND = "classify-train"


def show(page: str) -> None:
    """The file, what was found in it, the training, and its result."""
    st.markdown(
        _(
            "Give texts of any language with the label that each should bear: topics, senders, feelings. A network "
            "like the shipped one learns them here; three of twenty texts are kept out to choose and calibrate it, "
            "three more to score it."
        )
    )
    upload = st.file_uploader(
        _("A CSV with a column “text” and a column “label”"),
        type=["csv", "tsv", "txt"],
        key=f"{page}.labels.file",
        max_upload_size=config.MAX_UPLOAD_MB,
    )
    if upload is not None:
        with errors.shown():
            _offer(page, upload)
    job = job_panel.current(page)
    if job is None:
        st.caption(
            say(
                M(
                    "At least {least} texts, and {few} of each label. They stay on this machine.",
                    least=LEAST_ROWS,
                    few=LEAST_OF_A_LABEL,
                )
            )
        )
    elif job.status == "done":
        _result(page, load_result(job.folder))
    else:
        classify_job.follow(job)


def _offer(page: str, upload: UploadedFile) -> None:
    """What the file holds, and the button that trains on it."""
    own = _read(upload.file_id, upload)
    for note in own.notes:
        st.caption(say(note))
    counts = [M("{label}: {n}", label=errors.literal(n), n=own.labels.count(i)) for i, n in enumerate(own.names)]
    st.markdown(say(M("{count} texts. {listed}.", count=len(own.texts), listed=counts)))
    name = st.text_input(_("Name of the run"), _suggested(upload.name), key=f"{page}.labels.name.{upload.file_id}")
    if st.button(_("Train"), type="primary", key=f"{page}.labels.start"):
        kept = _free(name)
        title = M("Labels of {name}", name=upload.name)
        arguments = {"run": kept, "seed": 0, "page": page}
        job_panel.remember(
            page, services.queue().submit(KIND, arguments, title, lambda folder: save_labels(own, folder))
        )


@st.cache_data(max_entries=4, show_spinner=False)
def _read(_identifier: str, upload: UploadedFile) -> OwnLabels:
    return read_labels(upload.name, upload.getvalue())


def _suggested(file: str) -> str:
    """A name for the run, from the file's."""
    stem = file.rsplit(".", 1)[0]
    return "".join(sign if sign.isalnum() or sign in "-_ " else "-" for sign in stem).strip("-_ ")[:40] or "labels"


def _free(name: str) -> str:
    """The name as a run may bear it; UserError where it cannot or is taken, before anything is trained."""
    kept = checked_name(name)
    if any(run.name == kept for run in store.list_runs()):
        raise UserError(M("A run called “{name}” is saved already.", name=kept), M("Choose another name."))
    return kept


def _result(page: str, result: dict[str, object]) -> None:
    """How good it is, and the way to use it."""
    card = result["card"]
    assert isinstance(card, dict)
    st.success(say(M("The network is trained and saved as “{name}”.", name=str(result["run"]))))
    st.markdown(say(classify_about.own_summary(card)))
    st.dataframe(classify_about.score_table(card), hide_index=True)
    st.button(
        _("Use it on a text"), key=f"{page}.labels.use", on_click=_use, args=(page, str(result["run"])), type="primary"
    )


def _use(page: str, run: str) -> None:
    """Opens the view of one text with the new network chosen."""
    st.session_state[f"{page}.view"] = "text"
    text_source.ask_for("classify", run)
