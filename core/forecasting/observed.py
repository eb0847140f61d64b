"""The forecast as a function of what was observed, not of what the network is shown.

One observed value may stand in several inputs: in the window, as a lag of a step ahead, under a seasonal residual.
Whoever asks "what if that day had been warmer" changes all of them at once; here each value stands only once.
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import numpy as np
import torch
from torch import Tensor, nn

from core.data.series import Series
from core.forecasting.covariates import Covariate, columns_of, shown_ahead
from core.forecasting.inputs import InputPlan
from core.forecasting.references import constant_levels, permutation
from core.task import Evidence, InputAxis

if TYPE_CHECKING:
    from core.forecasting.forecaster import FittedForecaster


class ObservedModule(nn.Module):
    """A forecast module behind the cutting of its windows.

    module: takes past (B, L, F) and known (B, h, K). past, known: those of the forecast, for what is not observed:
    calendar inputs, and a companion's medians, which stay as they were at the origin. Its own inputs are the S observed
    rows (B, S, 1 + C), target first, and, where covariates bring values of their own for the steps ahead, those too
    (B, h, K').
    """

    past: Tensor
    known: Tensor

    def __init__(self, module: nn.Module, plan: InputPlan, past: Tensor, known: Tensor) -> None:
        super().__init__()
        self.module = module
        self.plan = plan
        self.register_buffer("past", past, persistent=False)
        self.register_buffer("known", known, persistent=False)

    def forward(self, observed: Tensor, ahead: Tensor | None = None) -> Tensor:
        """Quantiles (B, h, Q) in the series' unit."""
        return_value: Tensor = self.module(self._past(observed), self._known(observed, ahead))
        return return_value

    def _past(self, observed: Tensor) -> Tensor:
        """The window's features as core.forecasting.inputs.gather lays them out, (B, L, F)."""
        rows = torch.arange(observed.shape[1] - self.plan.window, observed.shape[1])
        parts = [observed[:, rows, :1]]
        if self.plan.seasonal:
            parts.append(observed[:, rows - self.plan.season, :1])
        parts.append(observed[:, rows, 1:])
        beside = sum(part.shape[-1] for part in parts)
        parts.append(self.past[..., beside:].expand(len(observed), -1, -1))
        return torch.cat(parts, -1)

    def _known(self, observed: Tensor, ahead: Tensor | None) -> Tensor:
        """What is known of each step ahead, (B, h, K)."""
        last, steps = observed.shape[1] - 1, np.arange(1, self.plan.horizon + 1)
        parts = []
        for season, count in self.plan.known_lags:
            offset = season * (np.ceil(steps / season).astype(int) + count - 1)
            parts.append(observed[:, torch.from_numpy(last + steps - offset), :1])
        given = 0
        for covariate in shown_ahead(self.plan.covariates):
            if covariate.ahead == "hold last":
                place = 1 + self.plan.covariates.index(covariate)
                parts.append(observed[:, -1:, place : place + 1].expand(-1, self.plan.horizon, -1))
            else:
                assert ahead is not None
                parts.append(ahead[..., given : given + 1])
                given += 1
        parts.append(self.known[..., len(parts) :].expand(len(observed), -1, -1))
        return torch.cat(parts, -1)


def observed_evidences(fitted: FittedForecaster, series: Series, origins: np.ndarray) -> list[Evidence]:
    """The forecast from each origin (N,) as a function of the observed values before it.

    The calibration of the bands stays as it is at the origin: a changed history is asked what it would mean, it does
    not become part of the record of past errors.
    """
    shown, before = fitted.evidences(series, origins), fitted.earlier_origins(origins)
    places = zip(shown, origins.tolist(), before.tolist(), strict=True)
    return [_observed(one, fitted.plan, series, at, earlier) for one, at, earlier in places]


def with_companion_of(evidence: Evidence, fitted: FittedForecaster, series: Series, values: np.ndarray) -> Evidence:
    """The same forecast, made from `series`' last row, with what the companion says of a changed history.

    evidence: of `observed_evidences`. values: (S,) in the place of the last S values.
    """
    if not fitted.plan.brings_medians:
        return evidence
    frame = series.frame.copy()
    frame.loc[frame.index[-len(values) :], series.target] = values
    changed = replace(series, frame=frame)
    medians = fitted.companion_medians(changed, np.array([len(changed) - 1]))  # (1, h)
    parts = (evidence.module, evidence.unlearned)
    module, unlearned = (_with_medians(part, torch.from_numpy(medians)) for part in parts)
    return replace(evidence, module=module, unlearned=unlearned)


def _with_medians(part: nn.Module | None, medians: Tensor) -> ObservedModule:
    """The same module with other medians of the companion, (1, h)."""
    assert isinstance(part, ObservedModule)
    known = part.known.clone()
    known[..., -1] = medians
    return ObservedModule(part.module, part.plan, part.past, known).eval()


def _observed(shown: Evidence, plan: InputPlan, series: Series, at: int, earlier: int) -> Evidence:
    """One of them. earlier: origin of the window it may be compared with, −1 for none."""
    rows = plan.first_origin + 1
    names = [covariate.name for covariate in plan.covariates]
    columns = [series.values[:, None], *([columns_of(series, names)] if names else [])]
    table = np.concatenate(columns, 1)  # (T, 1 + C)
    observed = torch.from_numpy(table[None, at - rows + 1 : at + 1].copy())  # (1, S, 1 + C)
    own = own_ahead(plan)
    inputs: tuple[Tensor, ...] = (observed,)
    axes: tuple[InputAxis, ...] = (InputAxis("past", tuple(series.times[at - rows + 1 : at + 1]), ("value", *names)),)
    if own:
        places = [shown.axes[1].features.index(covariate.name) for covariate in own]
        inputs += (shown.inputs[1][..., places],)
        axes += (InputAxis("known ahead", shown.axes[1].positions, tuple(covariate.name for covariate in own)),)
    assert shown.unlearned is not None
    module, unlearned = (ObservedModule(part, plan, *shown.inputs).eval() for part in (shown.module, shown.unlearned))
    made = _references(inputs, plan)
    if earlier >= 0:
        before = torch.from_numpy(table[None, earlier - rows + 1 : earlier + 1].copy())
        there = [shown.references["earlier window"][1][..., places]] if own else []
        made["earlier window"] = (before, *there)
    return Evidence(module, inputs, axes, made, shown.outputs, unlearned)


def own_ahead(plan: InputPlan) -> tuple[Covariate, ...]:
    """Covariates whose values ahead are not those observed before."""
    return tuple(covariate for covariate in shown_ahead(plan.covariates) if covariate.ahead != "hold last")


def _references(inputs: tuple[Tensor, ...], plan: InputPlan) -> dict[str, tuple[Tensor, ...]]:
    """What the observed rows are compared with, by the names that a forecast's own inputs have."""
    observed, window = inputs[0], inputs[0][:, -plan.window :]
    own = own_ahead(plan)
    made = {}
    for name, level in constant_levels(window[..., 0], plan).items():
        beside = {"training mean": [covariate.mean for covariate in plan.covariates]}.get(name)
        flat = observed.clone()
        flat[..., 0] = level
        flat[..., 1:] = observed[:, -1:, 1:] if name == "persistence" else window[..., 1:].mean(1, keepdim=True)
        if beside is not None:
            flat[..., 1:] = observed.new_tensor(beside)
        rest = tuple(tensor.new_tensor([c.mean for c in own]).expand_as(tensor).clone() for tensor in inputs[1:])
        made[name] = (flat, *rest)
    made["permuted history"] = (observed[:, permutation(observed.shape[1])], *inputs[1:])
    return made
