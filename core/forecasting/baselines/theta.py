"""The Theta method: simple exponential smoothing with half the slope of a straight line, after taking out a season.

Assimakopoulos and Nikolopoulos (2000); as equations in Hyndman and Billah (2003), "Unmasking the Theta method",
International Journal of Forecasting 19(2), 287-290. Parameters by statsmodels' ThetaModel.
"""

from __future__ import annotations

import warnings
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Self

import numpy as np

from core.forecasting.baselines.base import FIT_ROWS, Baseline, check_origins, normal_bands
from core.forecasting.baselines.growth import growth_of
from core.messages import M


@dataclass(frozen=True)
class Fitted:
    """alpha: of the level. slope: b0 of the straight line, a step. seasonal: (m,) by row modulo m.

    multiplicative: whether the season multiplies.
    """

    alpha: float
    slope: float
    seasonal: np.ndarray
    multiplicative: bool


class Theta(Baseline):
    """Theta with weights one half, on the last FIT_ROWS rows of the training part, logarithms where growth is relative.

    statsmodels tests for the season and takes it out by moving averages, multiplicatively where plain values are all
    positive.
    """

    def fit(self, train_values: np.ndarray) -> Self:
        """Estimates level and slope; without a season, then as a random walk, where that fails (told in `notes`)."""
        self._start = max(0, len(train_values) - FIT_ROWS)
        self._growth = growth_of(train_values[self._start :], self.season)
        rows = self._growth.forward(train_values[self._start :])
        method = "auto" if self._growth.floor is None else "additive"
        self.fitted = random_walk(rows)
        for season in dict.fromkeys((self.season, 1)):
            try:
                self.fitted = fit_theta(rows, season, method)
                break
            except (ValueError, np.linalg.LinAlgError) as failure:
                self.notes.append(
                    M(
                        "Theta with a season of {season} could not be fitted: {reason}",
                        season=season,
                        reason=str(failure),
                    )
                )
        adjusted = _without_season(self.fitted, rows)
        errors = adjusted[1:] - forecast_from(self.fitted, adjusted, np.arange(len(rows) - 1), 1)[:, 0]
        self._variance = float(np.mean(errors**2))
        return self

    def predict(self, values: np.ndarray, origins: np.ndarray, horizon: int, levels: Sequence[float]) -> np.ndarray:
        """Quantiles (N, h, Q); an origin must not lie before the rows used for fitting."""
        check_origins(origins, self._start, len(values))
        at, steps = origins - self._start, np.arange(1, horizon + 1)
        seen = self._growth.forward(values[self._start : origins.max() + 1])
        rows = _without_season(self.fitted, seen)
        centre = forecast_from(self.fitted, rows, at, horizon)
        # errors of an ARIMA(0,1,1) with drift: sigma^2 (1 + (j - 1) alpha^2), Hyndman and Billah, section 3
        spread = np.sqrt(self._variance * (1.0 + (steps - 1) * self.fitted.alpha**2))
        bands = normal_bands(centre, spread, levels)
        season = _season_at(self.fitted, at[:, None] + steps)[:, :, None]  # (N, h, 1)
        return self._growth.back(bands * season if self.fitted.multiplicative else bands + season)


def fit_theta(rows: np.ndarray, season: int, method: str = "auto") -> Fitted:
    """statsmodels' two-step estimate; method: "additive" season, or "auto" to multiply where all rows are positive.

    Raises ValueError where it did not converge or is no number.
    """
    # here, because they take a second to import, and pages only want the baselines' titles
    from statsmodels.tools.sm_exceptions import ConvergenceWarning
    from statsmodels.tsa.forecasting.theta import ThetaModel

    # a series without noise has no likelihood; what comes of it is looked at below
    with warnings.catch_warnings(), np.errstate(divide="ignore", invalid="ignore"):
        warnings.simplefilter("error", ConvergenceWarning)
        try:
            results = ThetaModel(rows, period=season, deseasonalize=season > 1, method=method).fit()
        except ConvergenceWarning as failure:
            raise ValueError(str(failure)) from failure
    slope, alpha = (float(value) for value in results.params)
    if not (np.isfinite(slope) and 0.0 < alpha <= 1.0):
        raise ValueError(f"alpha is {alpha} and the slope {slope}")
    if season == 1:
        return Fitted(alpha, slope, np.zeros(1), False)
    coming = results.forecast_components(season)["seasonal"].to_numpy()  # (m,) from the row after the last
    return Fitted(alpha, slope, np.roll(coming, len(rows) % season), results.model.method.startswith("mul"))


def random_walk(rows: np.ndarray) -> Fitted:
    """What is left when nothing can be estimated: alpha 1 and the mean slope."""
    return Fitted(1.0, float(rows[-1] - rows[0]) / (len(rows) - 1), np.zeros(1), False)


def forecast_from(fitted: Fitted, rows: np.ndarray, origins: np.ndarray, horizon: int) -> np.ndarray:
    """Point forecasts (N, h) of rows without season: level + b0 / 2 (j - 1 + 1 / alpha - (1 - alpha)^n / alpha)."""
    from scipy.signal import lfilter  # half a second to import

    alpha, n = fitted.alpha, origins + 1
    level, _ = lfilter([alpha], [1.0, alpha - 1.0], rows, zi=[(1.0 - alpha) * rows[0]])  # starts at the first row
    lag = (1.0 - (1.0 - alpha) ** n) / alpha  # (N,) how far the level trails the line
    return np.asarray(level[origins][:, None] + 0.5 * fitted.slope * (np.arange(horizon) + lag[:, None]))


def _season_at(fitted: Fitted, rows: np.ndarray) -> np.ndarray:
    """Seasonal terms at these rows, counted from the first fitted one."""
    return np.asarray(fitted.seasonal[rows % len(fitted.seasonal)])


def _without_season(fitted: Fitted, rows: np.ndarray) -> np.ndarray:
    """Rows (T,) with the season divided or subtracted out."""
    season = _season_at(fitted, np.arange(len(rows)))
    return np.asarray(rows / season if fitted.multiplicative else rows - season)
