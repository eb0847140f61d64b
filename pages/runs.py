"""Saved runs: trained models to use again on fresh data, to hand on, or to drop."""

import streamlit as st

from core import store
from core.forecasting.types import ForecastSettings
from core.ui import (
    errors,
    file_panel,
    forecast_page,
    frame,
    runs_panel,
    sample_panel,
    source_choice,
    stock_panel,
    weather_panel,
)
from core.ui.language import _

PAGE = "runs"
SAMPLES = ("seattle-weather", "sf-hourly", "aapl", "goog", "ibm", "msft")

frame.begin(_("Saved runs"), _("A trained model forecasts fresh data of the same kind at once, without training."))
runs_panel.upload()
with errors.shown():
    runs = store.list_runs()
    if not runs:
        st.info(_("No run is saved yet. Make a forecast and press “Save this run” below it."))
    used = runs_panel.choose(runs)
    if used is not None:
        st.subheader(used.name, anchor=False)
        settings = ForecastSettings(model=used.model, horizon=int(used.card["horizon"]))
        forecast_page.reuse(
            PAGE,
            used.name,
            settings,
            choose=lambda: source_choice.choose(
                PAGE,
                {
                    "sample": (_("Sample"), lambda: sample_panel.choose(PAGE, SAMPLES)),
                    "station": (_("Any place"), lambda: weather_panel.choose(PAGE)),
                    "ticker": (_("Any ticker"), lambda: stock_panel.choose(PAGE)),
                    "file": (_("A file"), lambda: file_panel.choose(PAGE)),
                },
            ),
        )
frame.end()
