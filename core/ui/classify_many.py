"""Many texts from a file: labelled in the background, shown as a table with its download."""

from __future__ import annotations

import pandas as pd
import streamlit as st

from core import config
from core.charts import word_bars
from core.messages import M
from core.text.classify.many import MOST_TEXTS, load_answers, read_texts, save_texts
from core.ui import charts, classify_job, classify_text, errors, frame, job_panel, services
from core.ui.language import _, say
from core.ui.text_source import TextSource

KIND = "classify-many"
NAME = "many"
"""What the page's job is called in its address."""


def show(page: str, source: TextSource) -> None:
    """The file, the progress, and the table."""
    upload = st.file_uploader(
        _("A file with one text a line, or a CSV with a column “text”"),
        type=["txt", "csv"],
        key=f"{page}.many.file",
        max_upload_size=config.MAX_UPLOAD_MB,
    )
    if upload is not None and st.button(_("Label these texts"), type="primary", key=f"{page}.many.start"):
        with errors.shown():
            texts = read_texts(upload.name, upload.getvalue())
            title = M("Labels for {count} texts", count=len(texts))
            arguments = {"network": source.name, "saved": source.saved, "page": page}
            identifier = services.queue().submit(KIND, arguments, title, lambda folder: save_texts(texts, folder))
            job_panel.remember(page, identifier, NAME)
    job = job_panel.current(page, NAME)
    if job is None:
        st.caption(say(M("Up to {most} texts. They stay on this machine.", most=MOST_TEXTS)))
        return
    if job.status == "done":
        _table(page, pd.DataFrame(load_answers(job.folder)))
    else:
        classify_job.follow(job)


def _table(page: str, table: pd.DataFrame) -> None:
    """How many texts bear which label, then every text."""
    counts = table["label"].value_counts()
    listed = [M("{label}: {n}", label=classify_text.label_title(str(name)), n=int(n)) for name, n in counts.items()]
    st.markdown(say(M("{count} texts were labelled. {listed}.", count=len(table), listed=listed)))
    bars = pd.DataFrame(
        {"word": [say(classify_text.label_title(str(name))) for name in counts.index], "value": counts.to_numpy(float)}
    ).head(classify_text.MOST_BARS)
    charts.show(word_bars.word_bars(bars, frame.look(), title=_("Texts")), word_bars.alt_text(bars), f"{page}.counts")
    shown = table.assign(
        label=[say(classify_text.label_title(label)) for label in table["label"]],
        probability=table["probability"].round(3),
    )
    titles = {"text": _("Text"), "label": _("Label"), "probability": _("Probability")}
    st.dataframe(shown.rename(columns=titles), hide_index=True)
    st.download_button(
        _("Labels as CSV"),
        table.to_csv(index=False).encode(),
        file_name="labels.csv",
        mime="text/csv",
        on_click="ignore",
        icon=":material/download:",
        key=f"{page}.many.csv",
    )
