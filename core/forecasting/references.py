"""Baselines that a forecast is explained against, the one that suits it first.

A reference should be a window that the question "compared with what?" has in mind. Where the level returns to the
mean of the training part, that mean is it. A price has no such mean (that of ten years ago is a tenth of today's, and
all of the change would be the level): there it is the mean of the window itself.
"""

from __future__ import annotations

import torch
from torch import Tensor

from core.forecasting.covariates import shown_ahead
from core.forecasting.inputs import InputPlan


def references(
    past: Tensor, known: Tensor, plan: InputPlan, earlier: tuple[Tensor, Tensor] | None = None
) -> dict[str, tuple[Tensor, ...]]:
    """By name, each shaped as past (1, L, F) and known (1, h, K), in raw units; the default first.

    Training mean, window mean, persistence: every value at that level. Permuted history: the window's rows in another
    order. Earlier window: a real one, some time before; the only reference of which a network has surely seen the
    like. Calendar inputs are kept, since the date of a forecast is not in question, but for "no calendar": the
    default, and the calendar at the middle of its cycles besides, which shows what the time of year itself adds.
    """
    values, lags = (2 if plan.seasonal else 1), len(plan.known_lags)
    count, coming = len(plan.covariates), len(shown_ahead(plan.covariates))
    ahead_of = [place for place, covariate in enumerate(plan.covariates) if covariate.ahead != "past only"]

    def constant(level: float, beside: Tensor) -> tuple[Tensor, Tensor]:
        flat_past, flat_known = past.clone(), known.clone()
        flat_past[..., :values], flat_known[..., :lags] = level, level
        flat_past[..., values : values + count] = beside
        flat_known[..., lags : lags + coming] = beside[ahead_of]
        if plan.brings_medians:
            flat_known[..., -1] = level
        return flat_past, flat_known

    shown = past[0, :, values : values + count]  # (L, C)
    besides = {
        "training mean": past.new_tensor([covariate.mean for covariate in plan.covariates]),
        "window mean": shown.mean(0),
        "persistence": shown[-1],
    }
    made = {name: constant(level, besides[name]) for name, level in constant_levels(past[..., 0], plan).items()}
    permuted = past.clone()
    permuted[..., : values + count] = past[:, permutation(past.shape[1]), : values + count]
    found: dict[str, tuple[Tensor, ...]] = {**made, "permuted history": (permuted, known)}
    if earlier is not None:
        before_past, before_known = past.clone(), known.clone()
        before_past[..., : values + count] = earlier[0][..., : values + count]
        before_known[..., : lags + coming] = earlier[1][..., : lags + coming]
        if plan.brings_medians:
            before_known[..., -1] = earlier[1][..., -1]
        found["earlier window"] = (before_past, before_known)
    if plan.cycles:
        flat_past, flat_known = (tensor.clone() for tensor in next(iter(made.values())))
        calendar = slice(lags + coming, known.shape[-1] - plan.brings_medians)
        flat_past[..., values + count :], flat_known[..., calendar] = 0.0, 0.0
        found["no calendar"] = (flat_past, flat_known)
    return found


def constant_levels(window: Tensor, plan: InputPlan) -> dict[str, float]:
    """The levels that a window (1, L) may be held at, by name, the one that suits the series first."""
    levels = {
        "training mean": plan.mean,
        "window mean": float(window.mean()),
        "persistence": float(window[0, -1]),
    }
    default = "training mean" if plan.level or plan.seasonal or plan.cycles else "window mean"
    return {default: levels.pop(default), **levels}


def steps_back(plan: InputPlan, season: int) -> int:
    """How far before a forecast its earlier window lies: whole seasons, and no row in common with the window."""
    rows = plan.window + (plan.season if plan.seasonal else 0)
    return -(-rows // season) * season


def permutation(rows: int) -> Tensor:
    """The order of the rows of a permuted history, always the same."""
    return torch.randperm(rows, generator=torch.Generator().manual_seed(0))
