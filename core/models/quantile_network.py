"""A recurrent encoder with a head that gives every quantile of every step ahead in one pass.

Direct multi-horizon quantiles: R. Wen et al., "A multi-horizon quantile recurrent forecaster" (2017). Quantiles
cannot cross: the median is predicted, the others are steps away from it that are never negative. The linear
highway beside the network is that of Lai et al., "Modeling long- and short-term temporal patterns" (2018).
"""

from __future__ import annotations

from dataclasses import asdict, dataclass

import torch
import torch.nn.functional as F
from torch import Tensor, nn

from core.models.registry import model_entry
from core.models.trace import Trace


@dataclass(frozen=True)
class NetworkConfig:
    """encoder: registry name. window, horizon: steps. past, known, context: features of each input.

    levels: quantile levels, the median among them. highway: a linear path from window to forecast beside the
    network; right for smooth cycles, too much freedom for prices.
    """

    encoder: str
    window: int
    horizon: int
    past: int
    known: int
    context: int
    levels: tuple[float, ...]
    hidden: int = 48
    width: int = 64
    step_features: int = 8
    highway: bool = False

    def to_json(self) -> dict[str, object]:
        """The settings as plain JSON."""
        return {**asdict(self), "levels": list(self.levels)}


class QuantileNetwork(nn.Module):
    """Normalised window, known-ahead inputs and context to normalised quantiles."""

    def __init__(self, config: NetworkConfig) -> None:
        super().__init__()
        self.config = config
        self.median = config.levels.index(0.5)
        self.encoder = model_entry(config.encoder).build(inputs=config.past, hidden=config.hidden)
        self.steps = nn.Parameter(torch.randn(config.horizon, config.step_features) * 0.3)
        self.from_context = nn.Linear(config.hidden + config.context, config.width)
        self.from_step = nn.Linear(config.known + config.step_features, config.width)
        self.out = nn.Linear(config.width, len(config.levels))
        nn.init.normal_(self.out.weight, std=0.01)
        nn.init.zeros_(self.out.bias)
        self.window_highway = _zero_linear(config.window, config.horizon) if config.highway else None
        self.known_highway = _zero_linear(config.known, 1) if config.highway else None

    def forward(self, past: Tensor, known: Tensor, context: Tensor) -> Tensor:
        """past (B, L, F), known (B, h, K), context (B, C) -> quantiles (B, h, Q)."""
        last = self.encoder(past)[:, -1]  # (B, H)
        steps = self.steps.expand(len(past), -1, -1)  # (B, h, E)
        mixed = self.from_context(torch.cat([last, context], -1))[:, None] + self.from_step(
            torch.cat([known, steps], -1)
        )
        raw = self.out(F.gelu(mixed))  # (B, h, Q)
        middle = raw[..., self.median : self.median + 1]  # (B, h, 1)
        if self.window_highway is not None and self.known_highway is not None:
            middle = middle + self.window_highway(past[..., 0])[..., None] + self.known_highway(known)
        above = F.softplus(raw[..., self.median + 1 :]).cumsum(-1)
        below = F.softplus(raw[..., : self.median].flip(-1)).cumsum(-1).flip(-1)
        return torch.cat([middle - below, middle, middle + above], -1)

    def trace(self, past: Tensor) -> Trace:
        """Hidden states and gates over one normalised window past (L, F)."""
        trace: Trace = self.encoder.trace(past)  # type: ignore[operator]
        return trace


def _zero_linear(inputs: int, outputs: int) -> nn.Linear:
    """A linear layer that starts as nothing, so that the network's own path is learned first."""
    layer = nn.Linear(inputs, outputs)
    nn.init.zeros_(layer.weight)
    nn.init.zeros_(layer.bias)
    return layer
