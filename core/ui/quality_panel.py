"""What is wrong with a file before anything is trained: each finding names its rows."""

from __future__ import annotations

import pandas as pd
import streamlit as st

from core.charts import quality
from core.data.findings import Finding
from core.data.quality import QualityReport
from core.data.series import Series
from core.messages import M, Message
from core.ui import charts, errors, frame
from core.ui.language import _, say

ICONS = {"error": ":material/error:", "warning": ":material/warning:", "note": ":material/info:"}
FILLED = M("filled from the past")
KINDS: dict[str, Message] = {"warning": M("deserves a look"), "note": M("was changed")}


def show_report(report: QualityReport, series: Series) -> None:
    """The findings in words, and the series with their rows marked."""
    count = len(report.findings)
    title = M("{rows} rows; remarks on their quality: {count}", rows=report.rows, count=count)
    warned = any(finding.severity == "warning" for finding in report.findings)
    with st.expander(say(title), expanded=warned, icon=":material/fact_check:"):
        if not report.findings:
            st.markdown(_("Nothing is missing, doubled, out of order or out of line."))
        for finding in report.findings:
            st.markdown(f"{ICONS[finding.severity]} {errors.literal(say(finding.message))}")
        values, flags = charts.history(series, len(series)), _flags(report.findings, series)
        charts.show(
            quality.quality_chart(values, frame.look(), flags=flags, unit=series.unit),
            quality.alt_text(values, flags=flags, unit=series.unit),
            "quality",
        )


def _flags(findings: tuple[Finding, ...], series: Series) -> pd.DataFrame:
    """Times to mark, each once: those of the findings, and the steps that were filled."""
    marks = {series.times[row]: say(FILLED) for row in series.filled}
    for finding in findings:
        for time in finding.times:
            if finding.severity in KINDS:
                marks.setdefault(time, say(KINDS[finding.severity]))
    return pd.DataFrame({"time": pd.DatetimeIndex(list(marks)), "kind": list(marks.values())})
