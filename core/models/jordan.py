"""Jordan network: what is fed back is the output of the step before, not the hidden state.

M. I. Jordan, "Serial order: a parallel distributed processing approach", ICS Report 8604 (1986); its state units
keep a fading sum of earlier outputs.
    s[t] = α s[t-1] + y[t-1]
    h[t] = tanh(W_x x[t] + W_s s[t] + b)
    y[t] = tanh(V h[t] + c)
"""

from __future__ import annotations

from typing import NamedTuple

import torch
from torch import Tensor, nn

from core.models.encoder import Encoder, EncoderConfig
from core.models.trace import Trace

FADING = 0.5
"""α: how much of its earlier self a state unit keeps."""


class JordanStep(NamedTuple):
    """Hidden units (…, H), outputs and state units (…, O) after one step."""

    hidden: Tensor
    output: Tensor
    state: Tensor


def jordan_update(
    x: Tensor, before: JordanStep, w_x: Tensor, w_s: Tensor, b: Tensor, v: Tensor, c: Tensor
) -> JordanStep:
    """The equations with weights of any origin: x (…, F), w_x (H, F), w_s (H, O), b (H,), v (O, H), c (O,)."""
    state = FADING * before.state + before.output
    hidden = torch.tanh(x @ w_x.T + state @ w_s.T + b)
    return JordanStep(hidden, torch.tanh(hidden @ v.T + c), state)


class Jordan(Encoder):
    """Hidden units that see the input and the fading sum of earlier outputs."""

    def __init__(self, config: EncoderConfig) -> None:
        super().__init__(config.hidden)
        self.outputs = config.hidden // 2
        self.from_input = nn.Linear(config.inputs, config.hidden)  # W_x, b
        self.from_state = nn.Linear(self.outputs, config.hidden, bias=False)  # W_s
        self.to_output = nn.Linear(config.hidden, self.outputs)  # V, c

    def step(self, x: Tensor, before: JordanStep) -> JordanStep:
        """One step by its equations: x (…, H) is W_x x + b already."""
        state = FADING * before.state + before.output
        hidden = torch.tanh(x + self.from_state(state))
        return JordanStep(hidden, torch.tanh(self.to_output(hidden)), state)

    @property
    def carried(self) -> int:
        """The hidden units, whose outputs are fed back, and the state units."""
        return self.from_input.out_features + self.outputs

    def probed(self, x: Tensor, probes: Tensor) -> Tensor:
        """x (T, F) -> hidden units (T, H); probes (T, H + O) are added to hidden and state units as handed on."""
        inputs = self.from_input(x)  # (T, H)
        nothing = x.new_zeros(self.outputs)
        before = JordanStep(inputs[0], nothing, nothing)
        hidden = []
        for row, probe in zip(inputs, probes, strict=True):
            step = self.step(row, before)
            to_hidden, to_state = probe.split([self.from_input.out_features, self.outputs])
            shown = step.hidden + to_hidden
            before = JordanStep(shown, torch.tanh(self.to_output(shown)), step.state + to_state)
            hidden.append(shown)
        return torch.stack(hidden)

    def run(self, x: Tensor) -> list[JordanStep]:
        """All steps over x (B, T, F), each of batch B."""
        inputs = self.from_input(x)  # (B, T, H), all steps at once
        nothing = x.new_zeros(len(x), self.outputs)
        step = JordanStep(inputs[:, 0], nothing, nothing)
        steps = []
        for t in range(x.shape[1]):
            step = self.step(inputs[:, t], step)
            steps.append(step)
        return steps

    def forward(self, x: Tensor) -> Tensor:
        """x (B, T, F) -> hidden units (B, T, H)."""
        return torch.stack([step.hidden for step in self.run(x)], 1)

    @torch.no_grad()
    def trace(self, x: Tensor) -> Trace:
        """Hidden units, outputs and state units of one window x (T, F)."""
        hidden, output, state = (torch.cat(parts).numpy() for parts in zip(*self.run(x[None]), strict=True))
        return Trace(hidden, {"feedback": output, "state": state})
