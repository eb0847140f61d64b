"""The three series of issue 4 with the horizon and season that each is measured at."""

from __future__ import annotations

import dataclasses

import numpy as np

from bench.peers.exchange import Case
from core.config import TEST_FRACTION
from core.data.samples import load_sample
from core.data.series import Series
from core.forecasting.cut import cut_position, rolling_origins


@dataclasses.dataclass(frozen=True)
class Setting:
    """One sample of the table: what to call it, what to forecast, and how far. logarithm: of its values."""

    title: str
    sample: str
    target: str
    horizon: int
    season: int
    window: int
    logarithm: bool = False


SETTINGS = {
    "seattle": Setting("Seattle temp_max (14, 365)", "seattle-weather", "temp_max", 14, 365, 60),
    "hourly": Setting("San Francisco hourly (24, 24)", "sf-hourly", "temp", 24, 24, 72),
    "aapl": Setting("AAPL log adjusted close (5, 1)", "aapl", "Adj Close", 5, 1, 60, logarithm=True),
}


def load_series(name: str) -> Series:
    """The series of a setting, with its target as the only column: no method sees another."""
    setting = SETTINGS[name]
    series = load_sample(setting.sample, setting.target)
    frame = series.frame[[setting.target]]
    if setting.logarithm:
        return dataclasses.replace(series, frame=frame.apply(np.log), unit="")
    return dataclasses.replace(series, frame=frame)


def load_case(name: str) -> Case:
    """The series as the forecasting processes get it: fitted before the cut, an origin every horizon after it."""
    setting, series = SETTINGS[name], load_series(name)
    cut = cut_position(len(series), TEST_FRACTION)
    return Case(
        name=name,
        values=series.values,
        times=series.times.to_numpy().astype("datetime64[ns]"),
        cut=cut,
        origins=rolling_origins(len(series), cut, setting.horizon, setting.horizon),
        horizon=setting.horizon,
        season=setting.season,
        window=setting.window,
    )
