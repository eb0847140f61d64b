"""Exponential smoothing (ETS), the member of the family chosen by AICc.

Hyndman, Koehler, Ord and Snyder (2008), "Forecasting with exponential smoothing: the state space approach";
parameters and filtering by statsmodels' ETSModel, forecasts and variances by the equations below.
"""

from __future__ import annotations

import warnings
from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Self

import numpy as np

from core.forecasting.baselines.base import FIT_ROWS, Baseline, check_origins, normal_bands
from core.forecasting.baselines.growth import growth_of
from core.forecasting.baselines.profile import steady_profile
from core.messages import M

if TYPE_CHECKING:  # imported where it is used: it takes a second, and pages only want the baselines' titles
    from statsmodels.tsa.exponential_smoothing.ets import ETSModel

MAX_SEASON = 52
"""Longer seasons have too many states to smooth; they are taken out as a fixed profile before smoothing."""

START_LEVELS = (0.1, 0.9)
"""The optimiser starts from a slow and from a fast level, because the likelihood often has a peak at each."""


@dataclass(frozen=True)
class Member:
    """One member of the additive family: trend or none, damped or not, season (steps, 1 for none)."""

    trend: bool = False
    damped: bool = False
    season: int = 1

    @property
    def name(self) -> str:
        """The member's name in the literature: ETS(error, trend, season)."""
        trend = "Ad" if self.damped else "A" if self.trend else "N"
        return f"ETS(A,{trend},{'A' if self.season > 1 else 'N'})"


@dataclass(frozen=True)
class Fitted:
    """A member with its parameters and the states before its first row.

    smoothing: statsmodels' parameters in its order. alpha, beta, gamma, phi: the same by name. level, trend: initial
    states; seasonal: (m,) oldest first. variance: of the one-step errors. aicc: lower is better.
    """

    member: Member
    smoothing: np.ndarray
    alpha: float
    beta: float
    gamma: float
    phi: float
    level: float
    trend: float
    seasonal: np.ndarray
    variance: float
    aicc: float


class ETS(Baseline):
    """ETS on the last FIT_ROWS rows of the training part, on logarithms where growth is relative.

    The members are level only and damped and plain trend, each with an additive season where it has at most
    MAX_SEASON steps. A longer season is taken out as a fixed profile first (R's `stlf` does the same).
    """

    def fit(self, train_values: np.ndarray) -> Self:
        """Estimates every member and keeps the one with the lowest AICc; members that fail are told in `notes`."""
        self._start = max(0, len(train_values) - FIT_ROWS)
        rows = train_values[self._start :]
        inner = self.season if 1 < self.season <= MAX_SEASON else 1
        self._growth = growth_of(rows, inner)
        seen = self._growth.forward(rows)
        self._profile = steady_profile(seen, self.season) if self.season > MAX_SEASON else np.zeros(1)
        adjusted = seen - self._season_at(np.arange(len(seen)))
        fits = [fit for season in dict.fromkeys((1, inner)) for fit in self._fits(adjusted, season)]
        self.fitted = min(fits, key=lambda fit: fit.aicc, default=random_walk(adjusted))
        return self

    def _fits(self, rows: np.ndarray, season: int) -> list[Fitted]:
        """The members with this season that could be estimated."""
        fits = []
        for member in (Member(season=season), Member(True, True, season), Member(True, False, season)):
            try:
                fits.append(fit_member(rows, member))
            except (ValueError, np.linalg.LinAlgError) as failure:
                self.notes.append(M("{model} could not be fitted: {reason}", model=member.name, reason=str(failure)))
        return fits

    def predict(self, values: np.ndarray, origins: np.ndarray, horizon: int, levels: Sequence[float]) -> np.ndarray:
        """Quantiles (N, h, Q); an origin must not lie before the rows used for fitting."""
        check_origins(origins, self._start, len(values))
        seen = self._growth.forward(values[self._start : origins.max() + 1])
        seen = seen - self._season_at(np.arange(len(seen)))
        at, steps = origins - self._start, np.arange(1, horizon + 1)
        centre = forecast_from(self.fitted, seen, at, horizon) + self._season_at(at[:, None] + steps)
        return self._growth.back(normal_bands(centre, spreads(self.fitted, horizon), levels))

    def _season_at(self, rows: np.ndarray) -> np.ndarray:
        """The fixed profile at these rows, counted from the first fitted one."""
        return np.asarray(self._profile[rows % len(self._profile)])


def fit_member(rows: np.ndarray, member: Member) -> Fitted:
    """Maximum likelihood from two starts; raises ValueError where neither converges."""
    from statsmodels.tools.sm_exceptions import ConvergenceWarning

    model = _model(rows, member, initialization_method="heuristic")
    results = []
    for level in START_LEVELS:
        start = dict(zip(model.param_names, model.start_params, strict=True)) | {"smoothing_level": level}
        with warnings.catch_warnings(), np.errstate(divide="ignore", invalid="ignore"):
            warnings.simplefilter("ignore", ConvergenceWarning)  # looked at below, as is a likelihood without noise
            result = model.fit(np.array(list(start.values())), disp=False)
        if result.mle_retvals["converged"] and np.isfinite(result.llf):
            results.append(result)
    if not results:
        raise ValueError("the optimiser did not converge")
    best = max(results, key=lambda result: result.llf)
    named = dict(zip(model.param_names, best.params, strict=True))
    fitted = Fitted(
        member=member,
        smoothing=np.asarray(best.params),
        alpha=named["smoothing_level"],
        beta=named.get("smoothing_trend", 0.0),
        gamma=named.get("smoothing_seasonal", 0.0),
        phi=named.get("damping_trend", 1.0),
        level=float(model.initial_level),
        trend=float(model.initial_trend),
        seasonal=np.array(model.initial_seasonal, dtype=float) if member.season > 1 else np.zeros(1),
        variance=float(np.mean(best.resid**2)),
        aicc=0.0,
    )
    return replace(fitted, aicc=aicc(len(rows), fitted))


def aicc(n: int, fitted: Fitted) -> float:
    """AICc of n rows, initial states and the variance counted as parameters."""
    member = fitted.member
    k = len(fitted.smoothing) + 1 + member.trend + (member.season if member.season > 1 else 0) + 1
    if n - k - 1 <= 0:
        return float("inf")
    likelihood = -0.5 * n * (np.log(2.0 * np.pi * fitted.variance) + 1.0)
    return float(2.0 * k - 2.0 * likelihood + 2.0 * k * (k + 1) / (n - k - 1))


def random_walk(rows: np.ndarray) -> Fitted:
    """The simplest member, level only with alpha 1, which needs no optimiser."""
    alpha = float(np.nextafter(1.0, 0.0))  # statsmodels divides by 1 - alpha
    variance = float(np.mean(np.diff(rows) ** 2))
    return Fitted(Member(), np.array([alpha]), alpha, 0.0, 0.0, 1.0, float(rows[0]), 0.0, np.zeros(1), variance, np.inf)


def forecast_from(fitted: Fitted, rows: np.ndarray, origins: np.ndarray, horizon: int) -> np.ndarray:
    """Point forecasts (N, h): level + (phi + ... + phi^j) trend + the season's last known state."""
    member, m = fitted.member, fitted.member.season
    known = {"initial_level": fitted.level, "initial_trend": fitted.trend, "initial_seasonal": fitted.seasonal}
    model = _model(rows, member, initialization_method="known", **known)
    _, states = model.smooth(fitted.smoothing, return_raw=True)  # (T, k)
    steps = np.arange(1, horizon + 1)
    centre = np.repeat(states[origins, 0][:, None], horizon, axis=1)  # (N, h)
    if member.trend:
        centre += states[origins, 1][:, None] * np.cumsum(fitted.phi**steps)
    if m > 1:
        seasonal = np.concatenate([fitted.seasonal, states[:, -1]])  # (m + T,)
        centre += seasonal[origins[:, None] + 1 + (steps - 1) % m]
    return centre


def spreads(fitted: Fitted, horizon: int) -> np.ndarray:
    """Standard deviations (h,) of the forecast errors: sigma sqrt(1 + c_1^2 + ... + c_(j-1)^2).

    c_i = alpha + beta (phi + ... + phi^i) + gamma [i is a multiple of m] is what an error changes i steps later.
    """
    i = np.arange(1, horizon)
    effect = fitted.alpha + fitted.beta * np.cumsum(fitted.phi**i) + fitted.gamma * (i % fitted.member.season == 0)
    return np.asarray(np.sqrt(fitted.variance * np.concatenate([[1.0], 1.0 + np.cumsum(effect**2)])))


def _model(rows: np.ndarray, member: Member, **options: object) -> ETSModel:
    """statsmodels' model of one member over these rows (T,)."""
    from statsmodels.tsa.exponential_smoothing.ets import ETSModel

    return ETSModel(
        rows,
        error="add",
        trend="add" if member.trend else None,
        damped_trend=member.damped,
        seasonal="add" if member.season > 1 else None,
        seasonal_periods=member.season if member.season > 1 else None,
        **options,
    )
