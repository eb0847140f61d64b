"""The forecasts a network has to beat, by name, and what a reader calls them."""

from __future__ import annotations

from core.forecasting.baselines.base import Baseline
from core.forecasting.baselines.ets import ETS
from core.forecasting.baselines.naive import Naive, SeasonalNaive
from core.forecasting.baselines.theta import Theta
from core.forecasting.baselines.titles import BASELINE_TITLES

BASELINES: dict[str, type[Baseline]] = {"naive": Naive, "seasonal_naive": SeasonalNaive, "ets": ETS, "theta": Theta}

__all__ = ["BASELINES", "BASELINE_TITLES", "Baseline"]
