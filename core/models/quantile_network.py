"""A recurrent encoder with a head that gives every quantile of every step ahead in one pass.

Direct multi-horizon quantiles: R. Wen et al., "A multi-horizon quantile recurrent forecaster" (2017). Quantiles
cannot cross: the median is predicted, the others are steps away from it that are never negative. The linear
highway beside the network is that of Lai et al., "Modeling long- and short-term temporal patterns" (2018).
"""

from __future__ import annotations

import torch
import torch.nn.functional as F
from torch import Tensor, nn

from core.models.network import Network, NetworkConfig, spread_around_median
from core.models.registry import model_entry
from core.models.trace import Trace


class QuantileNetwork(Network):
    """Normalised window, known-ahead inputs and context to normalised quantiles."""

    def __init__(self, config: NetworkConfig) -> None:
        super().__init__(config)
        self.encoder = model_entry(config.encoder).build_encoder(config.past, config.hidden, config.window)
        self.steps = nn.Parameter(torch.randn(config.horizon, config.step_features) * 0.3)
        self.from_context = nn.Linear(self.encoder.size + config.context, config.width)
        self.from_step = nn.Linear(config.known + config.step_features, config.width)
        self.out = nn.Linear(config.width, len(config.levels))
        nn.init.normal_(self.out.weight, std=0.01)
        nn.init.zeros_(self.out.bias)
        self.window_highway = _zero_linear(config.window, config.horizon) if config.highway else None
        self.known_highway = _zero_linear(config.known, 1) if config.highway else None

    def forward(self, past: Tensor, known: Tensor, context: Tensor, target: Tensor | None = None) -> Tensor:
        """past (B, L, F), known (B, h, K), context (B, C) -> quantiles (B, h, Q); needs no target to learn from."""
        return self._head(self.encoder(past), past, known, context)

    def _head(self, states: Tensor, past: Tensor, known: Tensor, context: Tensor) -> Tensor:
        """States (B, L, S) and the other inputs to quantiles (B, h, Q)."""
        last = self.encoder.summary(states)  # (B, S)
        steps = self.steps.expand(len(past), -1, -1)  # (B, h, E)
        mixed = self.from_context(torch.cat([last, context], -1))[:, None] + self.from_step(
            torch.cat([known, steps], -1)
        )
        raw = self.out(F.gelu(mixed))  # (B, h, Q)
        lift = None
        if self.window_highway is not None and self.known_highway is not None:
            lift = self.window_highway(past[..., 0])[..., None] + self.known_highway(known)  # (B, h, 1)
        return spread_around_median(raw, self.median, lift)

    def trace(self, past: Tensor, known: Tensor, context: Tensor) -> Trace:
        """Hidden states and gates over one normalised window past (L, F)."""
        return self.encoder.trace(past)

    @property
    def carried(self) -> int:
        """Of its encoder."""
        return self.encoder.carried

    def probed(self, past: Tensor, known: Tensor, context: Tensor, probes: Tensor) -> Tensor:
        """Quantiles (h, Q) of one window, with probes (L, carried) added to the state after each of its steps."""
        states = self.encoder.probed(past, probes)  # (L, S)
        return self._head(states[None], past[None], known[None], context[None])[0]

    def states(self, past: Tensor) -> Tensor:
        """The encoder's summary (B, S) of windows past (B, L, F)."""
        return self.encoder.summary(self.encoder(past))

    def attended(self, past: Tensor, known: Tensor, context: Tensor, forced: Tensor) -> Tensor:
        """Quantiles (B, h, Q) with rows of the last block's attention replaced: forced (L, L), NaN where free."""
        return self._head(self.encoder.attended(past, forced), past, known, context)


def _zero_linear(inputs: int, outputs: int) -> nn.Linear:
    """A linear layer that starts as nothing, so that the network's own path is learned first."""
    layer = nn.Linear(inputs, outputs)
    nn.init.zeros_(layer.weight)
    nn.init.zeros_(layer.bias)
    return layer
