"""Slopes inside a forecaster: by way of the networks alone, and back to the states of the first of them."""

from __future__ import annotations

import dataclasses
from collections.abc import Sequence

import numpy as np
from torch import Tensor, nn

from core.explain.connectivity import connectivity, error_signal
from core.explain.device import attribution_mode
from core.forecasting.forecaster import FittedForecaster
from core.forecasting.module import ForecastModule, Normalised, normalise
from core.task import Evidence


class NetworksAlone(nn.Module):
    """Normalised windows (B, L, F) to normalised quantiles (B, h, Q), all other inputs fixed at those of one window."""

    def __init__(self, module: ForecastModule, ready: Normalised) -> None:
        super().__init__()
        self.module, self.ready = module, ready

    def forward(self, past: Tensor) -> Tensor:
        known = self.ready.known.expand(len(past), -1, -1)
        context = self.ready.context.expand(len(past), -1)
        shown = dataclasses.replace(self.ready, past=past, known=known, context=context)
        return self.module.normalised_quantiles(shown)


def through_network(fitted: FittedForecaster, evidence: Evidence, targets: Sequence[tuple[int, int]]) -> np.ndarray:
    """∂ answer / ∂ past value (N, L) with the window's level and scale held fixed; the scale itself cancels."""
    module = evidence.module
    assert isinstance(module, ForecastModule)
    ready = normalise(evidence.inputs[0], evidence.inputs[1], fitted.plan)
    alone = Evidence(NetworksAlone(module, ready), (ready.past,), evidence.axes[:1], {}, evidence.outputs)
    return np.asarray(connectivity(alone, targets)[0][..., 0].numpy(), dtype=np.float64)


def signal_to_states(fitted: FittedForecaster, evidence: Evidence, level: int) -> np.ndarray | None:
    """‖∂ median / ∂ state‖ (h, L) through the first network, in the series' unit; None where it carries no state."""
    network = fitted.network
    ready = normalise(evidence.inputs[0], evidence.inputs[1], fitted.plan)
    if not network.carried:
        return None

    def probed(probes: Tensor) -> Tensor:
        quantiles = network.probed(ready.past[0], ready.known[0], ready.context[0], probes)  # (h, Q)
        return quantiles[:, level] * ready.scale[0].float()

    with attribution_mode(network):
        return error_signal(probed, ready.past.new_zeros(ready.past.shape[1], network.carried))
