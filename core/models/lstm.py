"""Long short-term memory: a cell state that gates write to, keep and read from.

S. Hochreiter and J. Schmidhuber, "Long short-term memory", Neural Computation 9 (1997); forget gate by Gers,
Schmidhuber and Cummins (2000).
    i = σ(W_i x + U_i h + b_i)     f = σ(W_f x + U_f h + b_f)
    g = tanh(W_g x + U_g h + b_g)  o = σ(W_o x + U_o h + b_o)
    c' = f ⊙ c + i ⊙ g             h' = o ⊙ tanh(c')
"""

from __future__ import annotations

from dataclasses import dataclass

import torch
from torch import Tensor, nn

from core.models.encoder import Encoder, EncoderConfig
from core.models.kernel import kernel_weights
from core.models.trace import Trace


@dataclass(frozen=True)
class LstmStep:
    """State and gates after one step, each (H,)."""

    hidden: Tensor
    cell: Tensor
    input: Tensor
    forget: Tensor
    candidate: Tensor
    output: Tensor


def lstm_step(x: Tensor, h: Tensor, c: Tensor, kernel: nn.LSTM) -> LstmStep:
    """One step by its equations: x (F,), h (H,), c (H,)."""
    w_x, w_h, b_x, b_h = kernel_weights(kernel)
    i, f, g, o = (w_x @ x + b_x + w_h @ h + b_h).chunk(4)
    i, f, g, o = torch.sigmoid(i), torch.sigmoid(f), torch.tanh(g), torch.sigmoid(o)
    c = f * c + i * g
    return LstmStep(o * torch.tanh(c), c, i, f, g, o)


@torch.no_grad()
def lstm_trace(x: Tensor, kernel: nn.LSTM) -> Trace:
    """One window x (T, F) through the equations."""
    h = c = x.new_zeros(kernel.hidden_size)
    steps = []
    for row in x:
        step = lstm_step(row, h, c, kernel)
        h, c = step.hidden, step.cell
        steps.append(step)
    names = ("input", "forget", "candidate", "output", "cell")
    gates = {name: torch.stack([getattr(step, name) for step in steps]).numpy() for name in names}
    return Trace(torch.stack([step.hidden for step in steps]).numpy(), gates)


def lstm_probed(x: Tensor, kernel: nn.LSTM, probes: Tensor) -> Tensor:
    """x (T, F) -> hidden states (T, H); probes (T, 2 H) are added to the hidden and the cell state handed on."""
    h = c = x.new_zeros(kernel.hidden_size)
    hidden = []
    for row, probe in zip(x, probes, strict=True):
        step = lstm_step(row, h, c, kernel)
        to_hidden, to_cell = probe.chunk(2)
        h, c = step.hidden + to_hidden, step.cell + to_cell
        hidden.append(h)
    return torch.stack(hidden)


class Lstm(Encoder):
    """Reads a window with torch's fused kernel; a trace recomputes it through the equations."""

    def __init__(self, config: EncoderConfig) -> None:
        super().__init__(config.hidden)
        self.kernel = nn.LSTM(config.inputs, config.hidden, batch_first=True)

    def forward(self, x: Tensor) -> Tensor:
        """x (B, T, F) -> hidden states (B, T, H)."""
        states: Tensor = self.kernel(x)[0]
        return states

    def trace(self, x: Tensor) -> Trace:
        """Every hidden state, cell state and gate of one window x (T, F)."""
        return lstm_trace(x, self.kernel)

    @property
    def carried(self) -> int:
        """The hidden state and the cell state."""
        return 2 * self.kernel.hidden_size

    def probed(self, x: Tensor, probes: Tensor) -> Tensor:
        """x (T, F) -> hidden states (T, H); probes (T, 2 H) are added to the hidden and the cell state handed on."""
        return lstm_probed(x, self.kernel, probes)
