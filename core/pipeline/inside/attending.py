"""What a forecast would be if the network looked elsewhere: rows of its attention replaced by given weights."""

from __future__ import annotations

import dataclasses
from collections.abc import Mapping
from typing import TYPE_CHECKING

import numpy as np

from core.data.series import Series
from core.errors import UserError
from core.forecasting.types import Forecast
from core.messages import M

if TYPE_CHECKING:
    from core.forecasting.forecaster import FittedForecaster
    from core.forecasting.module import ForecastModule
    from core.models.network import Network


def one_step(length: int, place: int, share: float = 1.0) -> np.ndarray:
    """Weights (L,) with `share` on one step and the rest spread evenly over the others."""
    weights = np.full(length, (1.0 - share) / max(length - 1, 1))
    weights[place] = share if length > 1 else 1.0
    return weights


def uniform(length: int) -> np.ndarray:
    """The same weight on every step, (L,)."""
    return np.full(length, 1.0 / length)


def normalised(weights: np.ndarray) -> np.ndarray:
    """Weights that sum to 1; UserError where they are negative or all zero."""
    values = np.asarray(weights, dtype=np.float64)
    if not np.isfinite(values).all() or (values < 0).any() or values.sum() <= 0:
        raise UserError(
            M("Attention weights must not be negative, and at least one must be above 0."),
            M("Give every step 0 or more, and some step more than 0."),
        )
    return np.asarray(values / values.sum())


def spread(weights: np.ndarray) -> float:
    """Over how many steps weights (L,) are spread: the exponential of their entropy, L where all are alike."""
    positive = weights[weights > 0]
    return float(np.exp(-(positive * np.log(positive)).sum()))


def edited_forecast(
    fitted: FittedForecaster, series: Series, origin: int, rows: Mapping[int, np.ndarray]
) -> tuple[Forecast, Forecast]:
    """The forecast from `origin` as it is, and with these rows of attention replaced in every network."""
    before = fitted.forecast(series, origin)
    return before, dataclasses.replace(before, values=_quantiles(fitted, series, origin, rows))


def _quantiles(fitted: FittedForecaster, series: Series, origin: int, rows: Mapping[int, np.ndarray]) -> np.ndarray:
    """Calibrated quantiles (h, Q) with some rows of attention replaced."""
    import torch

    from core.forecasting.module import ForecastModule, normalise

    evidence = fitted.evidence(series, origin)
    module = evidence.module
    assert isinstance(module, ForecastModule)
    past, known = evidence.inputs
    ready = normalise(past, known, fitted.plan)
    shape = fitted.trace(series, origin).attention
    if shape is None:
        raise UserError(M("This network has no attention to edit."), M("Choose one that has."))
    forced = torch.full(shape.shape, torch.nan)
    for row, weights in rows.items():
        forced[row] = torch.from_numpy(normalised(weights)).float()
    with torch.no_grad():
        answers = [part.attended(ready.past, ready.known, ready.context, forced) for part in _networks(module)]
        quantiles = module.with_companion(torch.stack(answers).mean(0), ready).double() + module.shift  # (1, h, Q)
    found = (ready.base[..., None] + ready.scale[:, None, None] * quantiles)[0].numpy()
    return np.asarray(found if fitted.plan.lower is None else np.maximum(found, fitted.plan.lower))


def _networks(module: ForecastModule) -> list[Network]:
    from core.models.network import Network

    return [network for network in module.networks if isinstance(network, Network)]
