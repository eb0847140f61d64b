"""Bidirectional LSTM: one network reads the window forwards, another backwards.

M. Schuster and K. K. Paliwal, "Bidirectional recurrent neural networks" (1997). It reads the *past* window both
ways; nothing after the origin is in it.
"""

from __future__ import annotations

import numpy as np
import torch
from torch import Tensor, nn

from core.models.encoder import Encoder, EncoderConfig
from core.models.lstm import lstm_probed, lstm_trace
from core.models.trace import Trace


class BiLstm(Encoder):
    """Half of the units read forwards, half backwards."""

    def __init__(self, config: EncoderConfig) -> None:
        each = config.hidden // 2
        super().__init__(2 * each)
        self.each = each
        self.forwards = nn.LSTM(config.inputs, self.each, batch_first=True)
        self.backwards = nn.LSTM(config.inputs, self.each, batch_first=True)

    def forward(self, x: Tensor) -> Tensor:
        """x (B, T, F) -> states (B, T, H), the first half forwards, the second backwards, by time of the input."""
        return torch.cat([self.forwards(x)[0], self.backwards(x.flip(1))[0].flip(1)], -1)

    def summary(self, states: Tensor) -> Tensor:
        """The last forward state and the first backward state: each has read the whole window."""
        return torch.cat([states[:, -1, : self.each], states[:, 0, self.each :]], -1)

    def trace(self, x: Tensor) -> Trace:
        """Both directions' states and gates over one window x (T, F), side by side."""
        ahead, back = lstm_trace(x, self.forwards), lstm_trace(x.flip(0), self.backwards)
        gates = {name: np.concatenate([ahead.gates[name], back.gates[name][::-1]], 1) for name in ahead.gates}
        return Trace(np.concatenate([ahead.hidden, back.hidden[::-1]], 1), gates)

    @property
    def carried(self) -> int:
        """The hidden state and the cell state of both directions."""
        return 4 * self.each

    def probed(self, x: Tensor, probes: Tensor) -> Tensor:
        """x (T, F) -> states (T, H); probes (T, 4 · each) of the forward direction, then the other."""
        ahead, back = probes.chunk(2, -1)
        hidden = lstm_probed(x, self.forwards, ahead), lstm_probed(x.flip(0), self.backwards, back.flip(0)).flip(0)
        return torch.cat(hidden, -1)
