"""Other columns beside the target: shown for the past, and for the steps ahead as far as anything is known of them.

What must be known ahead is said: a column is "known" ahead only when the series brings its coming values
(Series.future); otherwise its last value is held, or it is forecast too, by a forecaster of its own fitted on the
same rows. In a backtest the same rule holds at every origin, so that nothing is seen that would not be there.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import Protocol

import numpy as np
import pandas as pd

from core.data.series import Series
from core.errors import UserError
from core.forecasting.types import Ahead, OriginPredictions
from core.messages import M


class Predictor(Protocol):
    """A forecaster of one covariate."""

    def predict(self, series: Series, origins: np.ndarray) -> OriginPredictions:
        """Quantiles from each origin."""


@dataclass(frozen=True)
class Covariate:
    """A column, how far ahead it is known, and its mean and spread over the training part."""

    name: str
    ahead: Ahead
    mean: float = 0.0
    spread: float = 1.0


@dataclass(frozen=True)
class Beside:
    """Values of the covariates of one series. past: (T, C), raw; ahead_of: origins (N,) -> (N, h, K), raw."""

    series: Series
    covariates: tuple[Covariate, ...]
    horizon: int
    helpers: Mapping[str, Predictor]

    @cached_property
    def past(self) -> np.ndarray:
        """Every covariate's observed values, gaps filled from the past, (T, C)."""
        return columns_of(self.series, [covariate.name for covariate in self.covariates])

    def ahead_of(self, origins: np.ndarray) -> np.ndarray:
        """What is known at each origin of the covariates' next steps, (N, h, K)."""
        parts = [self._ahead(covariate, origins) for covariate in shown_ahead(self.covariates)]
        return np.stack(parts, axis=-1) if parts else np.zeros((len(origins), self.horizon, 0))

    def _ahead(self, covariate: Covariate, origins: np.ndarray) -> np.ndarray:
        if covariate.ahead == "known":
            return self._known(covariate.name, origins)
        if covariate.ahead == "forecast":
            series = as_target(self.series, covariate.name)
            predicted = self.helpers[covariate.name].predict(series, origins)
            return np.asarray(predicted.values[..., predicted.levels.index(0.5)])
        held = columns_of(self.series, [covariate.name])[origins]  # (N, 1)
        return np.repeat(held, self.horizon, axis=1)

    def _known(self, name: str, origins: np.ndarray) -> np.ndarray:
        """Values that the series itself brings for the steps after each origin."""
        coming = self.series.future
        values = columns_of(self.series, [name])[:, 0]
        if coming is not None and name in coming:
            values = np.concatenate([values, coming[name].to_numpy(dtype=np.float64)])
        beyond = int(origins.max()) + self.horizon + 1 - len(values)
        if beyond > 0 or not np.isfinite(values[int(origins.min()) :]).all():
            raise UserError(
                M(
                    "“{name}” must be known for the {horizon} steps ahead, and {missing} of them are missing.",
                    name=name,
                    horizon=self.horizon,
                    missing=max(beyond, 1),
                ),
                M("Add rows that hold it with an empty target, or hold its last value, or let it be forecast too."),
            )
        return np.asarray(values[origins[:, None] + np.arange(1, self.horizon + 1)])


def shown_ahead(covariates: tuple[Covariate, ...]) -> tuple[Covariate, ...]:
    """Those of which something is shown for the steps ahead."""
    return tuple(covariate for covariate in covariates if covariate.ahead != "past only")


def columns_of(series: Series, names: list[str]) -> np.ndarray:
    """Columns of a series with gaps filled from the past, (T, C); UserError for an unknown or empty column."""
    for name in names:
        if name not in series.frame or not series.frame[name].notna().any():
            raise UserError(
                M("The series has no column “{name}” with numbers.", name=name),
                M("Its columns are {names}.", names=list(series.frame.columns)),
            )
    # A gap before the first value has no past to fill from: the first value stands in.
    return series.frame[names].ffill().bfill().to_numpy(dtype=np.float64)


def fitted_covariates(series: Series, wanted: Mapping[str, Ahead], training_rows: int) -> tuple[Covariate, ...]:
    """Covariates with mean and spread of the first `training_rows` rows."""
    made = []
    for name, ahead in wanted.items():
        if name == series.target:
            raise UserError(
                M("“{name}” is the target and cannot be an input beside itself.", name=name), M("Leave it out.")
            )
        values = columns_of(series, [name])[:training_rows, 0]
        spread = float(values.std())
        made.append(Covariate(name, ahead, float(values.mean()), spread if spread > 0 else 1.0))
    return tuple(made)


def as_target(series: Series, name: str) -> Series:
    """The same rows with another column as target."""
    filled = pd.DataFrame({name: columns_of(series, [name])[:, 0]}, index=series.frame.index)
    return Series(f"{series.name}: {name}", filled, name, series.frequency, series.provenance, "", series.calendar)
