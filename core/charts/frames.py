"""What every chart does with the frame it is given: check its columns, and number its times for Vega.

Times go to Vega as milliseconds of a clock without zones (UTC on both sides), so that a reader's own time zone and its
hours of summer time move nothing.
"""

from __future__ import annotations

import math
from collections.abc import Iterable

import numpy as np
import pandas as pd

Bounds = tuple[float, float]


def require(frame: pd.DataFrame, columns: Iterable[str], what: str) -> None:
    """Raises ValueError, with the names, where `frame` lacks a column or has no row: no chart is silently blank."""
    missing = [column for column in columns if column not in frame.columns]
    if missing:
        has = ", ".join(map(str, frame.columns)) or "none"
        raise ValueError(f"{what} lacks the columns {', '.join(missing)}; it has {has}.")
    if frame.empty:
        raise ValueError(f"{what} has no rows.")


def milliseconds(times: pd.Series | pd.DatetimeIndex) -> np.ndarray:
    """Times as milliseconds since 1970, float64; raises ValueError where they are no tz-naive times."""
    index = pd.DatetimeIndex(times)
    if index.tz is not None:
        raise ValueError("A chart needs tz-naive times, those of the clock at the place.")
    return index.to_numpy().astype("datetime64[ms]").astype(np.float64)


def bounds(*values: object, margin: float = 0.06) -> Bounds:
    """Lowest and highest finite value with a margin of the spread; raises ValueError where none is finite."""
    flat = np.concatenate([np.ravel(np.asarray(each, dtype=np.float64)) for each in values])
    finite = flat[np.isfinite(flat)]
    if not len(finite):
        raise ValueError("There is no finite value to draw.")
    low, high = float(finite.min()), float(finite.max())
    room = margin * (high - low) if high > low else abs(high) * 0.1 or 1.0
    return low - room, high + room


def largest(values: object) -> float:
    """Largest absolute finite value, 1 where all are zero: the end of a scale centred on zero."""
    flat = np.abs(np.asarray(values, dtype=np.float64))
    finite = flat[np.isfinite(flat)]
    return float(finite.max()) if len(finite) and finite.max() > 0 else 1.0


def ticks(low: float, high: float, count: int = 5) -> list[float]:
    """About `count` round numbers within low and high, 1, 2 or 5 times a power of ten apart."""
    rough = (high - low) / count
    power = 10.0 ** math.floor(math.log10(rough))
    step = power * next(factor for factor in (1, 2, 5, 10) if factor * power >= rough * 0.999)
    first = math.ceil(low / step)
    return [round(first * step + step * place, 12) for place in range(math.floor(high / step) - first + 1)]


def whole_ticks(first: float, last: float, count: int = 16) -> list[float]:
    """Every whole number from first to last, or the first and about `count` round ones."""
    if last - first <= count:
        return [float(value) for value in range(math.ceil(first), math.floor(last) + 1)]
    return [first, *(value for value in ticks(first, last, count // 2) if value > first and value == round(value))]


def step_of(times: np.ndarray) -> float:
    """The median distance of increasing milliseconds; a day where there is but one."""
    return float(np.median(np.diff(times))) if len(times) > 1 else 86_400_000.0
