"""One-dimensional convolutions with growing gaps: the yardstick that sees by neighbourhoods.

S. Bai, J. Z. Kolter and V. Koltun, "An empirical evaluation of generic convolutional and recurrent networks"
(2018). Each layer looks at two places twice as far apart as the layer before, never ahead.
"""

from __future__ import annotations

import math

import torch.nn.functional as F
from torch import Tensor, nn

from core.models.encoder import Encoder, EncoderConfig

PLACES = 3


class Cnn(Encoder):
    """Causal dilated convolutions whose reach covers the window, with residual paths."""

    def __init__(self, config: EncoderConfig) -> None:
        super().__init__(config.hidden)
        depth = max(1, math.ceil(math.log2(max(config.window / (PLACES - 1), 2))))
        self.first = nn.Conv1d(config.inputs, config.hidden, 1)
        self.layers = nn.ModuleList(
            nn.Conv1d(config.hidden, config.hidden, PLACES, dilation=2**level) for level in range(depth)
        )

    def forward(self, x: Tensor) -> Tensor:
        """x (B, T, F) -> states (B, T, H)."""
        states: Tensor = self.first(x.transpose(1, 2))  # (B, H, T)
        for level, layer in enumerate(self.layers):
            padded = F.pad(states, ((PLACES - 1) * 2**level, 0))
            states = states + F.gelu(layer(padded))
        return states.transpose(1, 2)
