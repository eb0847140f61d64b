"""Saved runs: trained models to use again on fresh data, to hand on, or to drop."""

import streamlit as st

from core import store
from core.forecasting.types import ForecastSettings
from core.ui import any_source, errors, forecast_page, frame, runs_panel
from core.ui.language import _

PAGE = "runs"

frame.begin(_("Saved runs"), _("A trained model forecasts fresh data of the same kind at once, without training."))
runs_panel.upload()
with errors.shown():
    runs = store.list_runs()
    if not runs:
        st.info(_("No run is saved yet. Make a forecast and press “Save this run” below it."))
    used = runs_panel.choose(runs)
    if used is not None:
        st.subheader(used.name, anchor=False)
        runs_panel.tell_columns(used)
        settings = ForecastSettings(model=used.model, horizon=int(used.card["horizon"]))
        forecast_page.reuse(
            PAGE,
            used.name,
            settings,
            choose=lambda: any_source.choose(PAGE),
        )
frame.end()
