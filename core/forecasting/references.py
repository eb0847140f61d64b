"""Baselines that a forecast is explained against."""

from __future__ import annotations

import torch

from core.forecasting.covariates import shown_ahead
from core.forecasting.inputs import InputPlan


def references(past: torch.Tensor, known: torch.Tensor, plan: InputPlan) -> dict[str, tuple[torch.Tensor, ...]]:
    """By name, each shaped as past (1, L, F) and known (1, h, K), in raw units.

    Training mean: every value at the mean of the training part. Persistence: every value as the last one. Permuted
    history: the window's rows in another order. Calendar inputs are kept, since the date of a forecast is not in
    question.
    """
    values, lags = (2 if plan.seasonal else 1), len(plan.known_lags)
    count, coming = len(plan.covariates), len(shown_ahead(plan.covariates))
    order = torch.randperm(past.shape[1], generator=torch.Generator().manual_seed(0))

    def constant(level: float, beside: torch.Tensor, ahead: torch.Tensor) -> tuple[torch.Tensor, torch.Tensor]:
        flat_past, flat_known = past.clone(), known.clone()
        flat_past[..., :values], flat_known[..., :lags] = level, level
        flat_past[..., values : values + count] = beside
        flat_known[..., lags : lags + coming] = ahead
        if plan.brings_medians:
            flat_known[..., -1] = level
        return flat_past, flat_known

    means = past.new_tensor([covariate.mean for covariate in plan.covariates])
    means_ahead = past.new_tensor([covariate.mean for covariate in shown_ahead(plan.covariates)])
    last = past[0, -1, values : values + count]
    last_ahead = last[[covariate.ahead != "past only" for covariate in plan.covariates]] if count else last
    permuted = past.clone()
    permuted[..., : values + count] = past[:, order, : values + count]
    return {
        "training mean": constant(plan.mean, means, means_ahead),
        "persistence": constant(float(past[0, -1, 0]), last, last_ahead),
        "permuted history": (permuted, known),
    }
