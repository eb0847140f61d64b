"""Unrolled in the browser: the language, the menu, and the page that was asked for."""

from pathlib import Path

import streamlit as st

from core.ui import language, services
from core.ui.language import _

st.set_page_config(page_title="Unrolled", page_icon=str(Path(__file__).parent / "core/ui/icon.png"), layout="wide")

menu = {
    _("Forecast"): [
        st.Page("pages/weather.py", title=_("Weather"), icon=":material/partly_cloudy_day:", default=True),
        st.Page("pages/stocks.py", title=_("Stocks"), icon=":material/candlestick_chart:"),
        st.Page("pages/series.py", title=_("Your series"), icon=":material/upload_file:"),
        st.Page("pages/backtest.py", title=_("Backtest"), icon=":material/rule:"),
    ],
    _("Understand"): [
        st.Page("pages/explain.py", title=_("Explain"), icon=":material/manage_search:"),
        st.Page("pages/inside.py", title=_("Inside the network"), icon=":material/neurology:"),
    ],
    _("Text"): [
        st.Page("pages/classify.py", title=_("Classify"), icon=":material/label:"),
        st.Page("pages/generate.py", title=_("Generate"), icon=":material/edit_note:"),
        st.Page("pages/translate.py", title=_("Translate"), icon=":material/translate:"),
        st.Page("pages/answer.py", title=_("Answer"), icon=":material/quiz:"),
    ],
    _("Learn"): [
        st.Page("pages/lab_recurrence.py", title=_("Why recurrence"), icon=":material/replay:"),
        st.Page("pages/lab_history.py", title=_("History"), icon=":material/timeline:"),
        st.Page("pages/lab_inside.py", title=_("Inside the cell"), icon=":material/memory:"),
        st.Page("pages/lab_shapes.py", title=_("Shapes of sequences"), icon=":material/account_tree:"),
        st.Page("pages/lab_bptt.py", title=_("Backpropagation through time"), icon=":material/undo:"),
        st.Page("pages/lab_training.py", title=_("Training techniques"), icon=":material/fitness_center:"),
        st.Page("pages/lab_compared.py", title=_("LSTM, GRU or a simple RNN"), icon=":material/balance:"),
        st.Page("pages/lab_bidirectional.py", title=_("Bidirectional"), icon=":material/sync_alt:"),
    ],
    _("Runs and jobs"): [
        st.Page("pages/runs.py", title=_("Saved runs"), icon=":material/inventory_2:"),
        st.Page("pages/jobs.py", title=_("Jobs"), icon=":material/checklist:"),
    ],
}
page = st.navigation(menu, expanded=True)
language.choose()
page.run()
services.prepare()
