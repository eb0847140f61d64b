"""What the network is shown for an origin: raw windows and the values known ahead.

An InputPlan is fitted on the training part and is all that has to be stored to build the same inputs again. Raw
inputs stay in the series' unit; core.forecasting.module normalises them, so that explanations can be stated in
that unit too.
"""

from __future__ import annotations

from dataclasses import asdict, dataclass
from typing import Any, Literal

import numpy as np
import pandas as pd

from core.forecasting.calendar_inputs import calendar_inputs, calendar_names
from core.forecasting.covariates import Beside, Covariate, shown_ahead

CONTEXT = 2
"""Numbers about the window as a whole that the network is given beside it."""

Form = Literal["last value", "seasonal residual"]


@dataclass(frozen=True)
class InputPlan:
    """How windows are cut and normalised.

    form: the forecast is a residual on the last value, or on the value one season before each step. season: its
    length in steps, 1 for the last-value form. lags: (season, how many seasons back) of further values known at
    the origin for each step ahead. cycles: calendar inputs. level: whether the network sees the window's level
    against the training part. highway: whether a linear path runs beside it. mean, spread: of the training part.
    scale_floor: smallest window scale.
    covariates: other columns that are shown. earliest: first position from which their own forecasts exist.
    lower: 0.0 where the quantity cannot be negative, else None. companion: the baseline mixed in (see
    core.forecasting.companion); share: of the networks beside it; companion_spread: (h, Q) its quantiles around its
    medians, in window scales. context_mean, context_spread: of the context
    inputs over the training windows.
    """

    window: int
    horizon: int
    form: Form = "last value"
    season: int = 1
    lags: tuple[tuple[int, int], ...] = ()
    cycles: tuple[str, ...] = ()
    level: bool = False
    highway: bool = False
    mean: float = 0.0
    spread: float = 1.0
    scale_floor: float = 1e-9
    covariates: tuple[Covariate, ...] = ()
    earliest: int = 0
    lower: float | None = None
    companion: str = ""
    share: float = 1.0
    companion_spread: tuple[tuple[float, ...], ...] = ()
    context_mean: tuple[float, ...] = (0.0,) * CONTEXT
    context_spread: tuple[float, ...] = (1.0,) * CONTEXT

    @property
    def seasonal(self) -> bool:
        """Whether the forecast is a residual on the value one season before."""
        return self.form == "seasonal residual"

    @property
    def brings_medians(self) -> bool:
        """Whether the companion's medians are an input; the last value is in the window already."""
        return self.companion not in ("", "naive")

    @property
    def known_lags(self) -> tuple[tuple[int, int], ...]:
        """All lags shown for each step ahead; the base of the seasonal form comes first."""
        return ((self.season, 1), *self.lags) if self.seasonal else self.lags

    @property
    def first_origin(self) -> int:
        """The first position from which every input exists."""
        back = [season * count for season, count in self.known_lags]
        window = self.window - 1 + (self.season if self.seasonal else 0)
        return max([window, self.earliest, *(lag - 1 for lag in back)])

    @property
    def past_names(self) -> tuple[str, ...]:
        """Names of the window's features."""
        base = ("value", f"value {self.season} steps earlier") if self.seasonal else ("value",)
        return (*base, *(covariate.name for covariate in self.covariates), *calendar_names(self.cycles))

    @property
    def known_names(self) -> tuple[str, ...]:
        """Names of what is known of each step ahead."""
        lags = tuple(f"value {season * count} steps earlier" for season, count in self.known_lags)
        ahead = (covariate.name for covariate in shown_ahead(self.covariates))
        return (*lags, *ahead, *calendar_names(self.cycles), *((f"{self.companion} forecast",) * self.brings_medians))

    def to_json(self) -> dict[str, Any]:
        """The plan as plain JSON."""
        return asdict(self)

    @classmethod
    def from_json(cls, data: dict[str, Any]) -> InputPlan:
        """The plan that `to_json` wrote."""
        tuples = {
            "lags": tuple((int(season), int(count)) for season, count in data["lags"]),
            "cycles": tuple(data["cycles"]),
            "covariates": tuple(Covariate(**covariate) for covariate in data["covariates"]),
            "companion_spread": tuple(map(tuple, data.get("companion_spread", ()))),
            "context_mean": tuple(data["context_mean"]),
            "context_spread": tuple(data["context_spread"]),
        }
        return cls(**{**data, **tuples})


@dataclass(frozen=True)
class RawInputs:
    """past (N, L, F) and known (N, h, K), float64, in the series' unit (calendar inputs have none)."""

    past: np.ndarray
    known: np.ndarray


def gather(
    values: np.ndarray,
    times: pd.DatetimeIndex,
    origins: np.ndarray,
    plan: InputPlan,
    beside: Beside | None = None,
    medians: np.ndarray | None = None,
) -> RawInputs:
    """Inputs at each origin. values: (T,); times: at least as many, reaching past the last step wanted; beside: the
    covariates' values, where the plan has some; medians: (N, h) of the companion, where the plan brings them.

    Nothing after an origin is read from `values`: lags of step j reach back whole seasons, to the origin or before.
    """
    if len(origins) and int(origins.min()) < plan.first_origin:
        raise ValueError(f"Origin {int(origins.min())} lies before the first usable one, {plan.first_origin}.")
    calendar = calendar_inputs(times, plan.cycles)  # (T + h, C)
    back = origins[:, None] + np.arange(-plan.window + 1, 1)  # (N, L)
    past = [values[back][..., None]]
    if plan.seasonal:
        past.append(values[back - plan.season][..., None])
    if beside is not None:
        past.append(beside.past[back])
    past.append(calendar[back])
    steps = np.arange(1, plan.horizon + 1)
    ahead = origins[:, None] + steps  # (N, h)
    known = []
    for season, count in plan.known_lags:
        offset = season * (np.ceil(steps / season).astype(int) + count - 1)
        known.append(values[ahead - offset][..., None])
    if beside is not None:
        known.append(beside.ahead_of(origins))
    known.append(calendar[ahead])
    if plan.brings_medians:
        assert medians is not None
        known.append(medians[..., None])
    return RawInputs(np.concatenate(past, axis=-1), np.concatenate(known, axis=-1))


def targets(values: np.ndarray, origins: np.ndarray, horizon: int) -> np.ndarray:
    """What came after each origin, (N, h); NaN past the end."""
    padded = np.concatenate([values, np.full(horizon, np.nan)])
    return np.asarray(padded[origins[:, None] + np.arange(1, horizon + 1)])
