"""Networks that give a tag to every step, and read forwards, backwards or both ways.

M. Schuster and K. K. Paliwal, "Bidirectional recurrent neural networks", IEEE Transactions on Signal Processing 45
(1997).
    →h[t] = tanh(W x[t] + U →h[t-1] + b)     ←h[t] = tanh(W' x[t] + U' ←h[t+1] + b')
    y[t] = V [→h[t], ←h[t]] + c
"""

from __future__ import annotations

import torch
from torch import Tensor, nn

from core.models.elman import elman_step


class Tagger(nn.Module):
    """kernel: nn.RNN or nn.LSTM, one a direction; an answer at every step from the states of that step."""

    def __init__(self, reading: str, kernel: type[nn.RNN | nn.LSTM], inputs: int, hidden: int, outputs: int) -> None:
        super().__init__()
        ways = {"forward": ("ahead",), "backward": ("back",), "both": ("ahead", "back")}[reading]
        self.kernels = nn.ModuleDict({way: kernel(inputs, hidden, batch_first=True) for way in ways})
        self.answer = nn.Linear(hidden * len(ways), outputs)

    def states(self, x: Tensor) -> dict[str, Tensor]:
        """x (B, T, F) -> direction -> its states (B, T, H), by time of the input."""
        return {
            way: kernel(x)[0] if way == "ahead" else kernel(x.flip(1))[0].flip(1)
            for way, kernel in self.kernels.items()
        }

    def forward(self, x: Tensor) -> Tensor:
        """x (B, T, F) -> (B, T, A)."""
        answer: Tensor = self.answer(torch.cat(list(self.states(x).values()), -1))
        return answer


class WindowReader(Tagger):
    """Both ways over the past window; one answer, from the two states that have read all of it."""

    def forward(self, x: Tensor) -> Tensor:
        """x (B, T, F) -> (B, 1, A)."""
        states = self.states(x)
        answer: Tensor = self.answer(torch.cat([states["ahead"][:, -1:], states["back"][:, :1]], -1))
        return answer


def both_ways(x: Tensor, ahead: nn.RNN, back: nn.RNN) -> tuple[Tensor, Tensor]:
    """The states of both directions (T, H) over x (T, F), step by step by the equations."""
    there: list[Tensor] = []
    again: list[Tensor] = []
    h = x.new_zeros(ahead.hidden_size)
    for row in x:
        h = elman_step(row, h, ahead)
        there.append(h)
    h = x.new_zeros(back.hidden_size)
    for row in x.flip(0):
        h = elman_step(row, h, back)
        again.insert(0, h)
    return torch.stack(there), torch.stack(again)
