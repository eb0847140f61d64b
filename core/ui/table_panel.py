"""The table behind the forecast chart, on the page and as a file."""

from __future__ import annotations

import pandas as pd
import streamlit as st

from core.pipeline import SavedOutcome
from core.ui.language import _, show


def download(page: str, outcome: SavedOutcome) -> None:
    """The forecast as CSV, numbers and dates as machines read them."""
    st.download_button(
        _("Forecast as CSV"),
        outcome.forecast.frame().to_csv(index=False).encode(),
        file_name=f"forecast-{outcome.forecast.origin:%Y-%m-%d}.csv",
        mime="text/csv",
        on_click="ignore",
        icon=":material/download:",
        key=f"{page}.csv",
    )


def show_table(page: str, outcome: SavedOutcome) -> None:
    """The forecast in numbers."""
    panel = st.expander(_("The forecast in numbers"), on_change="rerun", key=f"{page}.table")
    if panel.open:
        panel.dataframe(readable(outcome.forecast.frame()), hide_index=True)


def readable(forecast: pd.DataFrame) -> pd.DataFrame:
    """The forecast's tidy frame with the reader's column names and dates."""
    names = {"time": _("Time"), "step": _("Step"), "naive": _("Last value"), "seasonal_naive": _("Last season")}
    quantiles = {name: f"{float(name):.0%}" for name in forecast.columns if name not in names}
    dates = forecast["time"].map(lambda time: show(time.to_pydatetime()))
    return forecast.assign(time=dates).rename(columns=names | quantiles)
