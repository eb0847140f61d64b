"""How good quantile forecasts are: MASE, CRPS from the quantiles, coverage of the bands.

MASE: Hyndman and Koehler (2006), "Another look at measures of forecast accuracy". CRPS as the mean over levels of
twice the pinball loss: Gneiting and Raftery (2007), "Strictly proper scoring rules", section 4.2.
"""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from core.config import BANDS
from core.errors import UserError
from core.forecasting.types import Score
from core.messages import M

NEGLIGIBLE = 1e-9
"""Differences smaller than this share of the values' own size are rounding errors, not variation."""


def mase_scale(train_values: np.ndarray, season: int) -> float:
    """Mean |y[t] - y[t - season]| over the training part (T,), in the series' unit.

    Where the training part repeats itself exactly from season to season that mean is 0; steps then take its place.
    Raises UserError where the values do not change at all.
    """
    size = float(np.abs(train_values).max(initial=0.0))
    for lag in dict.fromkeys((season, 1)):
        if len(train_values) > lag:
            scale = float(np.mean(np.abs(train_values[lag:] - train_values[:-lag])))
            if scale > NEGLIGIBLE * size:
                return scale
    raise UserError(
        M(
            "The {rows} values of the training part do not change, so errors cannot be measured.",
            rows=len(train_values),
        ),
        M("Choose a column or a period in which the values vary."),
    )


def pinball(actual: np.ndarray, values: np.ndarray, levels: Sequence[float]) -> np.ndarray:
    """Pinball loss (..., Q) of quantile forecasts `values` (..., Q) at `levels` (Q,); actual (...), NaN passes on."""
    above = actual[..., None] - values  # (..., Q)
    weights = np.asarray(levels)
    return np.asarray(np.maximum(weights * above, (weights - 1.0) * above))


def crps(actual: np.ndarray, values: np.ndarray, levels: Sequence[float]) -> np.ndarray:
    """Mean over the levels of twice the pinball loss (...), in the series' unit; NaN where `actual` is NaN."""
    return np.asarray(2.0 * pinball(actual, values, levels).mean(axis=-1))


def median(values: np.ndarray, levels: Sequence[float]) -> np.ndarray:
    """The 0.5 quantile (...) of forecasts (..., Q); raises ValueError where it was not forecast."""
    if 0.5 not in levels:
        raise ValueError(f"The median is not among the forecast levels {tuple(levels)}.")
    return np.asarray(values[..., list(levels).index(0.5)])


def coverage(actual: np.ndarray, values: np.ndarray, levels: Sequence[float]) -> dict[float, float]:
    """Share of known values inside each band of config.BANDS whose two levels were forecast, edges included."""
    known = np.isfinite(actual)
    position = {level: column for column, level in enumerate(levels)}
    shares = {}
    for band, (low, high) in BANDS.items():
        if low in position and high in position:
            inside = (values[..., position[low]] <= actual) & (actual <= values[..., position[high]])
            shares[band] = float(inside[known].mean())
    return shares


def check_forecast(actual: np.ndarray, values: np.ndarray, levels: Sequence[float]) -> None:
    """Raises ValueError where shapes disagree, a forecast is NaN or infinite, or nothing is known to score it by."""
    if values.shape != (*actual.shape, len(levels)):
        raise ValueError(f"Forecasts {values.shape} do not fit actual {actual.shape} and {len(levels)} levels.")
    broken = np.argwhere(~np.isfinite(values))
    if len(broken):
        origin, step, column = broken[0]
        raise ValueError(
            f"{len(broken)} forecast quantiles are not numbers, the first at origin number {origin}, "
            f"step {step + 1}, level {levels[column]:g}."
        )
    if not np.isfinite(actual).any():
        raise ValueError(f"None of the {actual.size} values to score against is known.")


def score(actual: np.ndarray, values: np.ndarray, levels: Sequence[float], scale: float) -> Score:
    """Accuracy of quantile forecasts (N, h, Q) against `actual` (N, h), whose NaN entries are left out.

    scale: of MASE, in the series' unit. Raises ValueError where `check_forecast` does.
    """
    check_forecast(actual, values, levels)
    errors = np.abs(actual - median(values, levels))
    return Score(
        mase=float(np.nanmean(errors)) / scale,
        crps=float(np.nanmean(crps(actual, values, levels))) / scale,
        coverage=coverage(actual, values, levels),
    )
