"""What a forecast, its scores and its evaluation are: plain values that pages, JSON and charts share."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Literal

import numpy as np
import pandas as pd

from core.messages import Message

Ahead = Literal["past only", "known", "hold last", "forecast"]


@dataclass(frozen=True)
class ForecastSettings:
    """What a user may choose about a forecast; everything else is found on the training part.

    model: registry name. horizon: steps ahead. budget_seconds: time that training may take.
    window: past steps shown to the network, None to choose. test_fraction: share of rows kept for the test part.
    networks: how many are averaged at most, where the budget allows. covariates: other columns to look at, each with
    how far ahead it is known: "past only", "known", "hold last" or "forecast" (see core.forecasting.covariates).
    also: further columns to forecast in the same run (see core.pipeline.targets).
    hidden, learning_rate, weight_decay: of the network and its training; form: one of the candidates, as the card names
    it; None for what is usual.
    """

    model: str = "lstm"
    horizon: int = 14
    seed: int = 0
    budget_seconds: float = 12.0
    window: int | None = None
    test_fraction: float = 0.2
    networks: int = 3
    covariates: tuple[tuple[str, Ahead], ...] = ()
    hidden: int | None = None
    learning_rate: float | None = None
    weight_decay: float | None = None
    form: str | None = None
    also: tuple[str, ...] = ()

    def __post_init__(self) -> None:
        # JSON has lists only; a run rebuilt from it must equal the one that was saved.
        object.__setattr__(self, "covariates", tuple((name, ahead) for name, ahead in self.covariates))
        object.__setattr__(self, "also", tuple(self.also))


@dataclass(frozen=True)
class Forecast:
    """Quantiles of the next steps after an origin.

    times: (h,). levels: quantile levels (Q,). values: (h, Q) in the series' unit, non-decreasing along Q.
    naive, seasonal_naive: (h,) point forecasts drawn beside it; seasonal_naive None without a season.
    season: its length in steps.
    """

    origin: pd.Timestamp
    times: pd.DatetimeIndex
    levels: tuple[float, ...]
    values: np.ndarray
    naive: np.ndarray
    seasonal_naive: np.ndarray | None = None
    season: int | None = None

    def frame(self) -> pd.DataFrame:
        """Tidy twin: time, step, one column a quantile ("0.1"), naive, seasonal_naive."""
        table = pd.DataFrame({"time": self.times, "step": np.arange(1, len(self.times) + 1)})
        for column, level in enumerate(self.levels):
            table[f"{level:g}"] = self.values[:, column]
        table["naive"] = self.naive
        if self.seasonal_naive is not None:
            table["seasonal_naive"] = self.seasonal_naive
        return table


@dataclass(frozen=True)
class OriginPredictions:
    """Quantile forecasts from several origins.

    origins: (N,) positions of the last known row. values: (N, h, Q). actual: (N, h), NaN past the end.
    """

    origins: np.ndarray
    levels: tuple[float, ...]
    values: np.ndarray
    actual: np.ndarray


@dataclass(frozen=True)
class Score:
    """Accuracy over all origins and steps. mase, crps: in units of the MASE scale; coverage: share by band."""

    mase: float
    crps: float
    coverage: dict[float, float]


@dataclass(frozen=True)
class Evaluation:
    """A model beside its baselines on the same origins.

    skill: 1 - ours / best baseline in crps, with its 95 % interval (block bootstrap over origins).
    by_step: tidy frame model, step, mase, crps, skill, coverage80. verdict_kind: "better", "no better" or "worse".
    scale: the MASE scale, in the series' unit. dates: first and last origin.
    """

    origins: int
    step: int
    score: Score
    baselines: dict[str, Score]
    best_baseline: str
    skill: float
    skill_interval: tuple[float, float]
    verdict_kind: str
    verdict: Message
    scale: float
    by_step: pd.DataFrame
    dates: tuple[pd.Timestamp, pd.Timestamp]
    predictions: OriginPredictions
    baseline_predictions: dict[str, OriginPredictions] = field(default_factory=dict)
