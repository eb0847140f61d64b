"""What every encoder of the registry has in common: its settings and how it sums up a window."""

from __future__ import annotations

from dataclasses import dataclass

from torch import Tensor, nn

from core.models.trace import Trace


@dataclass(frozen=True)
class EncoderConfig:
    """inputs: features a step. hidden: units. window: steps of the windows it will read."""

    inputs: int
    hidden: int = 48
    window: int = 60


class Encoder(nn.Module):
    """Reads windows x (B, T, F) into states (B, T, S); `size` is S, the width of a summary."""

    size: int

    def __init__(self, size: int) -> None:
        super().__init__()
        self.size = size

    def summary(self, states: Tensor) -> Tensor:
        """What the forecast rests on, (B, S): the state after the last step."""
        return states[:, -1]

    def trace(self, x: Tensor) -> Trace:
        """Every state of one window x (T, F); recurrent encoders recompute it through their equations."""
        return Trace(self(x[None])[0].detach().numpy())
