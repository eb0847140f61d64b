"""The state a network is in after reading the window that ends at each row of a series."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from core.data.calendars import future_times
from core.data.series import Series
from core.errors import UserError
from core.messages import M

if TYPE_CHECKING:
    from core.forecasting.forecaster import FittedForecaster

BATCH = 1024
MOST_ROWS = 20_000
"""Rows of the series' end whose states are computed; earlier ones are left out."""


@dataclass(frozen=True)
class States:
    """What the forecast from each of N rows rests on. positions: (N,) rows, one after the other. hidden: (N, S).

    seen: how many of them the model was fitted on; those after it are held out. window: steps that each state has read.
    """

    positions: np.ndarray
    hidden: np.ndarray
    seen: int
    window: int


def states_of(fitted: FittedForecaster, series: Series) -> States:
    """The first network's hidden state after each window; UserError where a network has none."""
    import pandas as pd
    import torch

    from core.forecasting.module import normalise

    if not fitted.network.carried:
        raise UserError(
            M("This network carries no state from step to step."), M("Choose a recurrent network to look into.")
        )
    first = max(fitted.plan.first_origin, len(series) - MOST_ROWS)
    positions = np.arange(first, len(series))
    times = pd.DatetimeIndex(series.times.append(future_times(series, fitted.plan.horizon)))
    parts = []
    with torch.no_grad():
        for _rows, raw in fitted.raw_batches(series, times, positions, BATCH):
            ready = normalise(torch.from_numpy(raw.past), torch.from_numpy(raw.known), fitted.plan)
            parts.append(fitted.network.states(ready.past).numpy())
    seen = int(np.searchsorted(positions, int(series.times.searchsorted(fitted.cut_time))))
    return States(positions, np.concatenate(parts).astype(np.float64), seen, fitted.plan.window)
