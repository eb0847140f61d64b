"""The frames of a fan chart as they are drawn: times in milliseconds, quantiles under names that Vega can read."""

from __future__ import annotations

from dataclasses import dataclass

import pandas as pd

from core.charts.frames import Bounds, bounds, milliseconds, require
from core.config import BANDS

MEDIAN = "0.5"
LEVELS = tuple(sorted({f"{level:g}" for band in BANDS.values() for level in band} | {MEDIAN}))
PLAIN = ("naive", "seasonal_naive")

HEADROOM = 0.1
"""Share of the value axis kept free above the lines for the words at the origin."""


def quantile_field(level: float | str) -> str:
    """The field a quantile has in the chart: Vega would read the point in "0.5" as a path."""
    return f"q{round(float(level) * 1000)}"


@dataclass(frozen=True)
class FanParts:
    """history: t, time, y. forecast: t, time, step, a column by `quantile_field` each, naive, seasonal_naive; its first
    row is the origin, as step 0. ghost: the same without the origin. actual: t, time, y. span: of the time axis, in
    milliseconds. domain: of the value axis.
    """

    history: pd.DataFrame
    forecast: pd.DataFrame
    actual: pd.DataFrame | None
    ghost: pd.DataFrame | None
    span: Bounds
    domain: Bounds

    @property
    def origin(self) -> float:
        """Milliseconds of the last known value."""
        return float(self.history["t"].iloc[-1])

    @property
    def plain(self) -> list[str]:
        """The naive lines that the forecast has."""
        return [name for name in PLAIN if name in self.forecast]

    def last(self, field: str) -> float:
        """The forecast's last value of a field."""
        return float(self.forecast[field].iloc[-1])


def fan_parts(
    history: pd.DataFrame, forecast: pd.DataFrame, actual: pd.DataFrame | None, ghost: pd.DataFrame | None
) -> FanParts:
    """Checks the frames of `fan_chart` and makes them ready; raises ValueError where a column is missing."""
    known = _line(history, "The history of a fan chart")
    came = None if actual is None else _line(actual, "The frame of what came after a forecast")
    before = None if ghost is None else _quantiles(ghost, "The earlier forecast of a fan chart")
    ahead = pd.concat([_origin(known), _quantiles(forecast, "The forecast of a fan chart")], ignore_index=True)
    ahead = ahead.drop(columns=[name for name in PLAIN if name not in forecast])
    frames = [frame for frame in (known, ahead, came, before) if frame is not None]
    low, high = bounds(*(frame.drop(columns=["t", "time", "step"], errors="ignore") for frame in frames))
    span = (min(float(frame["t"].min()) for frame in frames), max(float(frame["t"].max()) for frame in frames))
    return FanParts(known, ahead, came, before, span, (low, high + HEADROOM * (high - low)))


def _line(frame: pd.DataFrame, what: str) -> pd.DataFrame:
    require(frame, ("time", "value"), what)
    times = milliseconds(frame["time"])
    return pd.DataFrame({"t": times, "time": pd.DatetimeIndex(frame["time"]), "y": frame["value"].to_numpy(float)})


def _quantiles(frame: pd.DataFrame, what: str) -> pd.DataFrame:
    require(frame, ("time", "step", *LEVELS, "naive"), what)
    table = pd.DataFrame({"t": milliseconds(frame["time"]), "time": pd.DatetimeIndex(frame["time"])})
    table["step"] = frame["step"].to_numpy(float)
    for level in LEVELS:
        table[quantile_field(level)] = frame[level].to_numpy(float)
    for name in PLAIN:
        if name in frame:
            table[name] = frame[name].to_numpy(float)
    return table


def _origin(known: pd.DataFrame) -> pd.DataFrame:
    """The last known value as step 0 of every line and band, so that they start from what is known."""
    last = known.iloc[-1]
    fields = [*map(quantile_field, LEVELS), *PLAIN]
    return pd.DataFrame([{"t": last["t"], "time": last["time"], "step": 0.0, **dict.fromkeys(fields, last["y"])}])
