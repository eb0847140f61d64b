"""Gated recurrent unit: one state, with a gate that forgets and a gate that updates.

K. Cho et al., "Learning phrase representations using RNN encoder–decoder", EMNLP 2014 (torch's variant: the reset
gate acts after the recurrent product).
    r = σ(W_r x + U_r h + b_r)     z = σ(W_z x + U_z h + b_z)
    n = tanh(W_n x + b_n + r ⊙ (U_n h + c_n))
    h' = (1 - z) ⊙ n + z ⊙ h
"""

from __future__ import annotations

from dataclasses import dataclass

import torch
from torch import Tensor, nn

from core.models.encoder import Encoder, EncoderConfig
from core.models.kernel import kernel_weights
from core.models.trace import Trace


@dataclass(frozen=True)
class GruStep:
    """State and gates after one step, each (H,)."""

    hidden: Tensor
    reset: Tensor
    update: Tensor
    candidate: Tensor


def gru_step(x: Tensor, h: Tensor, kernel: nn.GRU) -> GruStep:
    """One step by its equations: x (F,), h (H,)."""
    w_x, w_h, b_x, b_h = kernel_weights(kernel)
    x_r, x_z, x_n = (w_x @ x + b_x).chunk(3)
    h_r, h_z, h_n = (w_h @ h + b_h).chunk(3)
    r, z = torch.sigmoid(x_r + h_r), torch.sigmoid(x_z + h_z)
    n = torch.tanh(x_n + r * h_n)
    return GruStep((1 - z) * n + z * h, r, z, n)


class Gru(Encoder):
    """Reads a window with torch's fused kernel; a trace recomputes it through the equations."""

    def __init__(self, config: EncoderConfig) -> None:
        super().__init__(config.hidden)
        self.kernel = nn.GRU(config.inputs, config.hidden, batch_first=True)

    def forward(self, x: Tensor) -> Tensor:
        """x (B, T, F) -> hidden states (B, T, H)."""
        states: Tensor = self.kernel(x)[0]
        return states

    @torch.no_grad()
    def trace(self, x: Tensor) -> Trace:
        """Every hidden state and gate of one window x (T, F)."""
        h = x.new_zeros(self.kernel.hidden_size)
        steps = []
        for row in x:
            step = gru_step(row, h, self.kernel)
            h = step.hidden
            steps.append(step)
        names = ("reset", "update", "candidate")
        gates = {name: torch.stack([getattr(step, name) for step in steps]).numpy() for name in names}
        return Trace(torch.stack([step.hidden for step in steps]).numpy(), gates)

    @property
    def carried(self) -> int:
        """The hidden state."""
        return self.kernel.hidden_size

    def probed(self, x: Tensor, probes: Tensor) -> Tensor:
        """x (T, F) -> hidden states (T, H), each with its probe (H,) added before it is handed on."""
        h = x.new_zeros(self.kernel.hidden_size)
        hidden = []
        for row, probe in zip(x, probes, strict=True):
            h = gru_step(row, h, self.kernel).hidden + probe
            hidden.append(h)
        return torch.stack(hidden)
