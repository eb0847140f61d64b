"""What every page shares: its title, the few rules of style that the theme has no setting for, its last line."""

from __future__ import annotations

import streamlit as st

from core.charts.look import Look
from core.ui import entry, notices
from core.ui.language import _, current

STYLE = """<style>
.stMainBlockContainer {max-width: 76rem; padding-top: 3.5rem; padding-bottom: 3rem;}
.stMainBlockContainer p {max-width: 46rem;}
[data-testid="stMetricValue"], [data-testid="stTable"] {font-variant-numeric: tabular-nums;}
[class*="st-key-metrics"] [data-testid="stMetricValue"] {font-size: 1.6rem;}
@media (max-width: 640px) {
  [class*="st-key-metrics"] {flex-direction: row; gap: .5rem;}
  [class*="st-key-metrics"] > div {flex: 1 1 0; min-width: 0; width: auto;}
  [class*="st-key-metrics"] [data-testid="stMetric"] {padding: .4rem .5rem !important;}
  [class*="st-key-metrics"] [data-testid="stMetricValue"] {font-size: 1.25rem;}
  [class*="st-key-metrics"] [data-testid="stMetricLabel"] * {font-size: .8rem;}
  [class*="st-key-metrics"] [data-testid="stTooltipIcon"] {display: none;}
}
</style>"""


def begin(title: str, question: str) -> None:
    """The title, and in one line what the page answers."""
    entry.through_app()
    st.html(STYLE)
    notices.show()
    st.title(title, anchor=False)
    st.markdown(question)


def end() -> None:
    """The last line of every page."""
    st.divider()
    st.caption(_("No key, no account; everything runs on this machine. Forecasts are not advice."))


def look() -> Look:
    """How charts are drawn for this reader: light or dark, language, wide or phone."""
    dark = st.context.theme.type == "dark"
    phone = "Mobi" in (st.context.headers.get("User-Agent") or "")
    return Look("dark" if dark else "light", current(), _, phone)
