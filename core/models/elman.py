"""Elman network: the hidden state is a squashed sum of the input and the state before it.

J. L. Elman, "Finding structure in time", Cognitive Science 14 (1990).
    h[t] = tanh(W_x x[t] + W_h h[t-1] + b)
"""

from __future__ import annotations

import torch
from torch import Tensor, nn

from core.models.encoder import Encoder, EncoderConfig
from core.models.kernel import kernel_weights
from core.models.trace import Trace


def elman_step(x: Tensor, h: Tensor, kernel: nn.RNN) -> Tensor:
    """One step by its equation: x (F,), h (H,) -> h (H,)."""
    w_x, w_h, b_x, b_h = kernel_weights(kernel)
    return elman_update(x, h, w_x, w_h, b_x + b_h)


def elman_update(x: Tensor, h: Tensor, w_x: Tensor, w_h: Tensor, b: Tensor) -> Tensor:
    """The equation with weights of any origin: x (…, F), h (…, H), w_x (H, F), w_h (H, H), b (H,) -> h (…, H)."""
    return torch.tanh(x @ w_x.T + h @ w_h.T + b)


class Elman(Encoder):
    """Reads a window with torch's fused kernel; a trace recomputes it through the equation."""

    def __init__(self, config: EncoderConfig) -> None:
        super().__init__(config.hidden)
        self.kernel = nn.RNN(config.inputs, config.hidden, batch_first=True)

    def forward(self, x: Tensor) -> Tensor:
        """x (B, T, F) -> hidden states (B, T, H)."""
        states: Tensor = self.kernel(x)[0]
        return states

    @torch.no_grad()
    def trace(self, x: Tensor) -> Trace:
        """Every hidden state of one window x (T, F)."""
        h = x.new_zeros(self.kernel.hidden_size)
        hidden = []
        for row in x:
            h = elman_step(row, h, self.kernel)
            hidden.append(h)
        return Trace(torch.stack(hidden).numpy())

    @property
    def carried(self) -> int:
        """The hidden state."""
        return self.kernel.hidden_size

    def probed(self, x: Tensor, probes: Tensor) -> Tensor:
        """x (T, F) -> hidden states (T, H), each with its probe (H,) added before it is handed on."""
        h = x.new_zeros(self.kernel.hidden_size)
        hidden = []
        for row, probe in zip(x, probes, strict=True):
            h = elman_step(row, h, self.kernel) + probe
            hidden.append(h)
        return torch.stack(hidden)
