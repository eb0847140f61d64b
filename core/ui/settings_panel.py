"""How far ahead, with which network, and under "Advanced" its seed and time budget."""

from __future__ import annotations

import streamlit as st

from core import config
from core.forecasting.types import ForecastSettings
from core.models.registry import MODELS
from core.ui import address
from core.ui.language import _, say


def choose(page: str, horizon: int, ready: bool) -> tuple[ForecastSettings, bool]:
    """The settings of the next forecast, each of them in the address, and whether it was asked for just now."""
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
        )
    with button:
        asked = forecast_button(page, ready)
    return ForecastSettings(model=name, horizon=chosen, seed=seed, budget_seconds=float(budget)), asked


def forecast_button(page: str, ready: bool) -> bool:
    """The one thing to press; there is nothing to forecast until a series is chosen."""
    icon = ":material/play_arrow:"
    return st.button(
        _("Forecast"), type="primary", icon=icon, disabled=not ready, key=f"{page}.forecast", width="stretch"
    )
