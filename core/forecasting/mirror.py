"""Half of the training windows upside down, where a rise and a fall should be learned alike.

A history shorter than two years shows a season one way only: trained from January to August, a network learns that
days grow warmer, and goes on saying so in autumn. Where nothing tells it the time of year, which way the values went
is chance, so it is shown both. It also learns from it what follows a jump of the level.
"""

from __future__ import annotations

import numpy as np
import torch
from torch import Tensor

from core.forecasting.inputs import InputPlan

SHARE = 0.5
SEED = 0
"""The choice of windows belongs to the data: every network of a mean sees the same ones."""


def mirrors(plan: InputPlan) -> bool:
    """Whether windows of this form may be turned over.

    Not where the time of year is known, where the values have a floor, or beside other columns: what these mean for
    the values would be turned over too.
    """
    return "year" not in plan.cycles and plan.lower is None and not plan.covariates


def turned_over(windows: int) -> Tensor:
    """Numbers (M,) of the windows that are turned over, among the first `windows`."""
    return torch.from_numpy(np.flatnonzero(np.random.default_rng(SEED).random(windows) < SHARE))


def turn_over(past: Tensor, known: Tensor, context: Tensor, target: Tensor, plan: InputPlan, rows: Tensor) -> None:
    """Turns over these rows of normalised windows, in place; all but calendar inputs and the size of the moves."""
    lags = len(plan.known_lags) - (1 if plan.seasonal else 0)
    past[rows, :, 0] *= -1
    known[rows, :, :lags] *= -1
    context[rows, 1] *= -1
    target[rows] *= -1
