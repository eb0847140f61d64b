"""How far ahead, with which network, and under "Advanced" its seed, time budget and other columns."""

from __future__ import annotations

import streamlit as st

from core import config
from core.forecasting.types import ForecastSettings
from core.models.registry import MODELS
from core.ui import address, covariates_panel
from core.ui.language import _, say
from core.ui.source import Source


def choose(page: str, source: Source | None) -> tuple[ForecastSettings, bool]:
    """The settings of the next forecast, each of them in the address, and whether it was asked for just now."""
    horizon = source.horizon if source else config.DEFAULT_HORIZON
    steps, model, advanced, button = st.columns(4, vertical_alignment="bottom")
    with steps:
        chosen = address.whole_number(page, "horizon", _("Steps ahead"), horizon, (1, config.MAX_HORIZON))
    with model:
        name = address.select(
            page, "model", _("Network"), list(MODELS), config.DEFAULT_MODEL, lambda name: say(MODELS[name].title)
        )
    with advanced, st.popover(_("Advanced"), width="stretch"):
        st.caption(say(MODELS[name].summary))
        seed = address.whole_number(page, "seed", _("Seed"), 0, (0, 9999), _("The same seed gives the same forecast."))
        budget = address.whole_number(
            page,
            "budget",
            _("Training time (seconds, at most)"),
            round(config.DEFAULT_BUDGET_SECONDS),
            (1, config.MAX_BUDGET_SECONDS),
            _("Counted in processor time: the same seed gives the same numbers on a busy machine, only later."),
        )
        covariates = covariates_panel.choose(page, source)
        also = covariates_panel.forecast_also(page, source)
    with button:
        asked = forecast_button(page, ready=source is not None)
    settings = ForecastSettings(name, chosen, seed, float(budget), covariates=covariates, also=also)
    return settings, asked


def forecast_button(page: str, ready: bool) -> bool:
    """The one thing to press; there is nothing to forecast until a series is chosen."""
    icon = ":material/play_arrow:"
    return st.button(
        _("Forecast"), type="primary", icon=icon, disabled=not ready, key=f"{page}.forecast", width="stretch"
    )
