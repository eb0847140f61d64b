"""The forecaster as one differentiable function in the series' own unit: raw inputs in, calibrated quantiles out.

Normalisation is per window (level and scale of the window itself), so nothing is fitted that could leak. It is
done in float64: a price of 50,000 that moves by cents keeps its moves. The mean of several networks is one module.
"""

from __future__ import annotations

from dataclasses import dataclass

import torch
from torch import Tensor, nn

from core.forecasting.covariates import Covariate, shown_ahead
from core.forecasting.inputs import InputPlan
from core.models.network import Network


@dataclass(frozen=True)
class Normalised:
    """Network inputs: past (B, L, F), known (B, h, K'), context (B, 2); and the way back: base (B, h), scale (B,).

    companion: (B, h) medians of the baseline that is mixed in, in window scales above the base; None without one.
    """

    past: Tensor
    known: Tensor
    context: Tensor
    base: Tensor
    scale: Tensor
    companion: Tensor | None = None


def normalise(past: Tensor, known: Tensor, plan: InputPlan) -> Normalised:
    """Raw float64 inputs past (B, L, F), known (B, h, K) in units of each window's own scale.

    The context is the log of the scale and how far the last value has strayed: from the training part's mean where
    the plan says that it returns there, else from the window's own.
    Last-value form: scale is the root mean square of the window's steps, as volatility is. Seasonal form: that of
    the differences to one season before.
    """
    values, last = past[..., 0], past[:, -1:, 0]  # (B, L), (B, 1)
    lags = known[..., : len(plan.known_lags)]  # (B, h, lags)
    if plan.seasonal:
        shown = values - past[..., 1]
        moves, base, others_from = shown, lags[..., 0], 2
        lags = lags[..., 1:]
    else:
        shown = values - last
        moves, base, others_from = values.diff(dim=1), last.expand(-1, plan.horizon), 1
    # Clamped before the root: the gradient of a constant window is 0, not NaN.
    scale = moves.square().mean(1).clamp_min(plan.scale_floor**2).sqrt()  # (B,)
    wide = scale[:, None, None]
    beside = _standardised(past[..., others_from:], plan.covariates)
    companion = _companion(known, last, base, plan)
    known = known[..., :-1] if plan.brings_medians else known
    ahead = _standardised(known[..., len(plan.known_lags) :], shown_ahead(plan.covariates))
    past_n = torch.cat([shown[..., None] / wide, beside], -1)
    known_n = torch.cat([(lags - base[..., None]) / wide, ahead], -1)
    place = (last[:, 0] - plan.mean) / plan.spread if plan.level else shown.mean(1) / scale
    context = torch.stack([scale.log(), place], -1)
    context = (context - context.new_tensor(plan.context_mean)) / context.new_tensor(plan.context_spread)
    return Normalised(past_n.float(), known_n.float(), context.float(), base, scale, _over(companion, scale))


def _companion(known: Tensor, last: Tensor, base: Tensor, plan: InputPlan) -> Tensor | None:
    """The companion's medians less the base, (B, h), in the series' unit; None without one."""
    if not plan.companion:
        return None
    return (known[..., -1] if plan.brings_medians else last) - base


def _over(companion: Tensor | None, scale: Tensor) -> Tensor | None:
    return None if companion is None else companion / scale[:, None]


def _standardised(columns: Tensor, covariates: tuple[Covariate, ...]) -> Tensor:
    """Covariates (…, C first) by mean and spread of the training part; the calendar inputs after them as they are."""
    if not covariates:
        return columns
    mean = columns.new_tensor([covariate.mean for covariate in covariates])
    spread = columns.new_tensor([covariate.spread for covariate in covariates])
    count = len(covariates)
    return torch.cat([(columns[..., :count] - mean) / spread, columns[..., count:]], -1)


class ForecastModule(nn.Module):
    """Several networks averaged behind the per-window normalisation. shift: (h, Q) calibration, in window scales."""

    shift: Tensor

    def __init__(self, plan: InputPlan, networks: list[Network]) -> None:
        super().__init__()
        self.plan = plan
        self.networks = nn.ModuleList(networks)
        levels = len(networks[0].config.levels)
        self.register_buffer("shift", torch.zeros(plan.horizon, levels, dtype=torch.float64), persistent=False)

    def forward(self, past: Tensor, known: Tensor) -> Tensor:
        """past (B, L, F), known (B, h, K), float64 in the series' unit -> quantiles (B, h, Q) in that unit."""
        inputs = normalise(past, known, self.plan)
        quantiles = self.normalised_quantiles(inputs).double() + self.shift
        return inputs.base[..., None] + inputs.scale[:, None, None] * quantiles

    def normalised_quantiles(self, inputs: Normalised) -> Tensor:
        """Mean of the networks' quantiles (B, h, Q), in window scales above the base, with the companion's share."""
        outputs = [network(inputs.past, inputs.known, inputs.context) for network in self.networks]
        return self.with_companion(torch.stack(outputs).mean(0), inputs)

    def with_companion(self, mean: Tensor, inputs: Normalised) -> Tensor:
        """The networks' quantiles (B, h, Q) with the companion's share mixed in, where the plan has one."""
        if inputs.companion is None:
            return mean
        # Heard inside the networks' own band only: after a level shift a slow baseline is far off for long.
        heard = inputs.companion.to(mean.dtype).maximum(mean[..., 0]).minimum(mean[..., -1])  # (B, h)
        beside = heard[..., None].to(inputs.companion.dtype) + inputs.companion.new_tensor(self.plan.companion_spread)
        return self.plan.share * mean.to(beside.dtype) + (1.0 - self.plan.share) * beside

    def unlearned(self) -> UnlearnedPart:
        """What stays of this forecast under any weights."""
        return UnlearnedPart(self.plan, self.shift)


class UnlearnedPart(nn.Module):
    """The part of a forecast that no weight has touched: what it rests on, calibration, and the companion's share.

    The companion is heard here as it speaks; inside a ForecastModule the networks' band may cut it short.
    """

    shift: Tensor

    def __init__(self, plan: InputPlan, shift: Tensor) -> None:
        super().__init__()
        self.plan = plan
        self.register_buffer("shift", shift, persistent=False)

    def forward(self, past: Tensor, known: Tensor) -> Tensor:
        """Inputs and answer as those of ForecastModule."""
        inputs = normalise(past, known, self.plan)
        asked = 0.0 * (past.sum() + known.sum())  # a form may use only one of them; gradients are asked for both
        added = self.shift.expand(len(past), -1, -1) + asked  # (B, h, Q)
        if inputs.companion is not None:
            beside = inputs.companion[..., None] + inputs.companion.new_tensor(self.plan.companion_spread)
            added = added + (1.0 - self.plan.share) * beside
        return inputs.base[..., None] + inputs.scale[:, None, None] * added
