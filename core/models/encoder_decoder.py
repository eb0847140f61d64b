"""Encoder–decoder with attention: a second LSTM writes the forecast step by step, looking back at the window.

D. Bahdanau, K. Cho and Y. Bengio, "Neural machine translation by jointly learning to align and translate" (2015),
with the scaled dot product as score. Teacher forcing (Williams and Zipser, 1989): in training the decoder is given
the true value of the step before; scheduled sampling (S. Bengio et al., 2015) swaps it for its own median more and
more often as training goes on, since its own is all it has afterwards.
"""

from __future__ import annotations

import torch
import torch.nn.functional as F
from torch import Tensor, nn

from core.models.encoder import EncoderConfig
from core.models.lstm import Lstm, lstm_trace
from core.models.network import Network, NetworkConfig, spread_around_median
from core.models.trace import Trace


class EncoderDecoder(Network):
    """The same inputs and outputs as core.models.quantile_network.QuantileNetwork."""

    def __init__(self, config: NetworkConfig) -> None:
        super().__init__(config)
        self.forcing = config.teacher_forcing
        hidden = config.hidden
        self.encoder = Lstm(EncoderConfig(config.past, hidden, config.window))
        self.start = nn.Linear(hidden + config.context, hidden)
        self.steps = nn.Parameter(torch.randn(config.horizon, config.step_features) * 0.3)
        self.cell = nn.LSTMCell(1 + config.known + config.step_features, hidden)
        self.query = nn.Linear(hidden, hidden, bias=False)
        self.mix = nn.Linear(2 * hidden, config.width)
        self.out = nn.Linear(config.width, len(config.levels))
        nn.init.normal_(self.out.weight, std=0.01)
        nn.init.zeros_(self.out.bias)

    def progress(self, share: float) -> None:
        """Scheduled sampling: from all true values at the start of training to none at its end."""
        if self.config.scheduled_sampling:
            self.forcing = self.config.teacher_forcing * max(0.0, 1.0 - share)

    def forward(self, past: Tensor, known: Tensor, context: Tensor, target: Tensor | None = None) -> Tensor:
        """past (B, L, F), known (B, h, K), context (B, C) -> quantiles (B, h, Q); target (B, h) forces the teacher."""
        return self._decode(self.encoder(past), known, context, target)[0]

    def _decode(
        self, memory: Tensor, known: Tensor, context: Tensor, target: Tensor | None, forced: Tensor | None = None
    ) -> tuple[Tensor, Tensor]:
        """Quantiles (B, h, Q) and attention weights (B, h, L) from memory (B, L, H); forced (h, L), NaN where free."""
        h = torch.tanh(self.start(torch.cat([memory[:, -1], context], -1)))  # (B, H)
        c = torch.zeros_like(h)
        before = memory.new_zeros(len(memory), 1)  # the base itself: 0 in window scales
        outputs, weights = [], []
        for step in range(self.config.horizon):
            place = self.steps[step].expand(len(memory), -1)
            h, c = self.cell(torch.cat([before, known[:, step], place], -1), (h, c))
            scores = (memory @ self.query(h)[..., None])[..., 0] / memory.shape[-1] ** 0.5
            attention = scores.softmax(-1)  # (B, L)
            if forced is not None and not forced[step].isnan().any():
                attention = forced[step].expand_as(attention)
            seen = (attention[:, None] @ memory)[:, 0]  # (B, H)
            raw = self.out(F.gelu(self.mix(torch.cat([h, seen], -1))))  # (B, Q)
            outputs.append(raw)
            weights.append(attention)
            before = self._fed_back(raw[:, self.median : self.median + 1], target, step)
        return spread_around_median(torch.stack(outputs, 1), self.median), torch.stack(weights, 1)

    def _fed_back(self, median: Tensor, target: Tensor | None, step: int) -> Tensor:
        """What the decoder sees of this step at the next one: the truth or its own median, (B, 1)."""
        if target is None or self.forcing == 0.0:
            return median
        truth = target[:, step : step + 1]
        if self.forcing == 1.0:
            return truth
        return torch.where(torch.rand_like(truth) < self.forcing, truth, median)

    @torch.no_grad()
    def trace(self, past: Tensor, known: Tensor, context: Tensor) -> Trace:
        """Encoder states and gates over one window past (L, F), and where each step ahead looked, (h, L)."""
        attention = self._decode(self.encoder(past[None]), known[None], context[None], None)[1]
        inside = lstm_trace(past, self.encoder.kernel)
        return Trace(inside.hidden, inside.gates, attention[0].numpy())

    @property
    def carried(self) -> int:
        """Of its encoder."""
        return self.encoder.carried

    def probed(self, past: Tensor, known: Tensor, context: Tensor, probes: Tensor) -> Tensor:
        """Quantiles (h, Q) of one window, with probes (L, carried) added to the encoder's state after each step."""
        memory = self.encoder.probed(past, probes)[None]  # (1, L, H)
        return self._decode(memory, known[None], context[None], None)[0][0]

    def states(self, past: Tensor) -> Tensor:
        """The encoder's last states (B, H), from which the decoder starts."""
        return self.encoder.summary(self.encoder(past))

    def attended(self, past: Tensor, known: Tensor, context: Tensor, forced: Tensor) -> Tensor:
        """Quantiles (B, h, Q) with some steps made to look elsewhere: forced (h, L), NaN where free."""
        return self._decode(self.encoder(past), known, context, None, forced)[0]
