"""Candidate forms of the forecast for a series, from its training part: plainest first."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pandas as pd
import torch

from core.data.series import Series
from core.forecasting import inputs, mirror
from core.forecasting.calendar_inputs import cycles_supported
from core.forecasting.covariates import Beside
from core.forecasting.inputs import InputPlan
from core.forecasting.module import normalise
from core.forecasting.parts import MIN_TRAINING_WINDOWS, SHORTEST_WINDOW
from core.forecasting.seasonality import seasons

DEFAULT_WINDOW = 60
LONGEST_WINDOW = 120
SEASONS_SHOWN = 4
"""A seasonal form sees the values this many seasons back, for each step ahead."""
CYCLES_NEEDED = 5
"""Seasons the training part must hold before the forecast may rest on the value one season earlier: with four
years of days that made a yearly forecast worse."""
ZERO_SHARE = 0.01
"""Share of exact zeros from which a quantity never below zero is taken to have a floor there (rain, counts)."""


def candidates(
    series: Series,
    training_rows: int,
    horizon: int,
    window: int | None,
    beside: Beside | None = None,
    earliest: int = 0,
) -> list[InputPlan]:
    """Forms worth trying, plainest first; all statistics come from the first `training_rows` rows.

    beside: the covariates that every form shows; earliest: first position from which they are known.
    """
    values, times = series.values[:training_rows], series.times[:training_rows]
    present = seasons(values, series.frequency.seasons)
    cycles = cycles_supported(times, series.frequency, present)
    size = _window(training_rows, horizon, window, ())
    plans = [InputPlan(size, horizon)]
    if cycles:
        plans.append(InputPlan(size, horizon, cycles=cycles, level="year" in cycles))
    for season in present:
        plans += _seasonal(season, present, cycles, training_rows, horizon, window)
    if beside is not None:
        plans = [replace(plan, covariates=beside.covariates, earliest=earliest) for plan in plans]
    return [_with_statistics(values, times, plan, beside) for plan in plans if _fits(plan, training_rows)]


def _seasonal(
    season: int, present: tuple[int, ...], cycles: tuple[str, ...], rows: int, horizon: int, window: int | None
) -> list[InputPlan]:
    """Two forms that know what came whole seasons earlier: beside the last value, and as what the forecast rests on."""
    if rows < CYCLES_NEEDED * season:
        return []
    others = tuple((other, 1) for other in present if other != season and rows >= CYCLES_NEEDED * other)
    back = min(SEASONS_SHOWN, rows // season - CYCLES_NEEDED + 2)
    earlier = tuple((season, count) for count in range(2, back + 1))
    size = _window(rows, horizon, window, (min(present),))
    beside = InputPlan(size, horizon, lags=((season, 1), *earlier, *others), cycles=cycles, highway=True)
    resting = InputPlan(size, horizon, "seasonal residual", season, (*earlier, *others), cycles, highway=True)
    return [beside, resting]


def _fits(plan: InputPlan, rows: int) -> bool:
    """Whether the training part holds enough windows of this form."""
    return plan.first_origin + plan.horizon + MIN_TRAINING_WINDOWS <= rows


def _window(rows: int, horizon: int, wanted: int | None, short_seasons: tuple[int, ...]) -> int:
    """Past steps to show: two short seasons, or two months of days, within what the training part allows."""
    usual = DEFAULT_WINDOW if not short_seasons else max(24, 2 * short_seasons[0])
    size = min(wanted or usual, LONGEST_WINDOW, (rows - horizon - MIN_TRAINING_WINDOWS) // (1 if wanted else 3))
    return max(size, SHORTEST_WINDOW)


def _with_statistics(values: np.ndarray, times: pd.DatetimeIndex, plan: InputPlan, beside: Beside | None) -> InputPlan:
    """The plan with its statistics, from the training part's values (T,)."""
    spread = float(values.std())
    floor = _scale_floor(values, plan)
    plan = replace(
        plan,
        mean=float(values.mean()),
        spread=spread if spread > 0 else 1.0,
        scale_floor=floor,
        lower=0.0 if values.min() >= 0 and float((values == 0).mean()) >= ZERO_SHARE else None,
    )
    return _with_context(values, times, plan, beside)


def _scale_floor(values: np.ndarray, plan: InputPlan) -> float:
    """A tenth of the usual move: quieter windows are scaled as if they moved that much."""
    lag = plan.season if plan.seasonal else 1
    moves = values[lag:] - values[:-lag]
    windows = np.lib.stride_tricks.sliding_window_view(moves**2, min(plan.window, len(moves)))
    usual = float(np.sqrt(np.median(windows.mean(axis=1)))) or float(np.sqrt(np.mean(moves**2)))
    return max(0.1 * usual, 1e-12 * max(1.0, float(np.abs(values).max())))


def _with_context(values: np.ndarray, times: pd.DatetimeIndex, plan: InputPlan, beside: Beside | None) -> InputPlan:
    """The plan with mean and spread of the context inputs over the training windows."""
    origins = np.unique(np.linspace(plan.first_origin, len(values) - plan.horizon - 1, 2000).astype(int))
    raw = inputs.gather(values, times, origins, plan, beside)
    context = normalise(torch.from_numpy(raw.past), torch.from_numpy(raw.known), plan).context.double()
    mean = context.mean(0)
    if mirror.mirrors(plan):
        mean[1] = 0.0  # where the last value has strayed to is turned over too
    spread = (context - mean).square().mean(0).sqrt()
    safe = torch.where(spread > 1e-6, spread, torch.ones_like(spread))
    return replace(
        plan,
        context_mean=tuple(mean.tolist()),
        context_spread=tuple(safe.tolist()),
    )
