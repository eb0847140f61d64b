"""Several Elman networks side by side, each with weights of its own, all computed at once: the same experiment with
and without a technique takes hardly longer than one of them.

    h = tanh(W_x x + W_h h + b),  y = V h + c;  with layer normalisation tanh(g ⊙ (a - mean a) / deviation of a + b)
J. L. Ba, J. R. Kiros and G. E. Hinton, "Layer normalization" (2016).
"""

from __future__ import annotations

from collections.abc import Sequence

import torch
from torch import Tensor, nn

from core.labs.training.names import UNITS


class Bank(nn.Module):
    """N networks of the same form that start from the same weights. normed: which of them normalise their sums."""

    def __init__(self, count: int, inputs: int, generator: torch.Generator, normed: Sequence[bool] = ()) -> None:
        super().__init__()
        bound = UNITS**-0.5

        def drawn(*shape: int) -> nn.Parameter:
            one = torch.empty(1, *shape).uniform_(-bound, bound, generator=generator)
            return nn.Parameter(one.repeat(count, *[1] * len(shape)))

        self.w_x, self.w_h = drawn(inputs, UNITS), drawn(UNITS, UNITS)  # (N, F, H), (N, H, H)
        self.b, self.v, self.c = drawn(1, UNITS), drawn(UNITS, 1), drawn(1, 1)
        self.gain = nn.Parameter(torch.ones(count, 1, UNITS))
        flags = torch.tensor(normed if normed else [False] * count)
        self.normed: Tensor
        self.register_buffer("normed", flags[:, None, None])

    @property
    def count(self) -> int:
        """N."""
        return len(self.w_x)

    @torch.no_grad()
    def turn(self, generator: torch.Generator, radius: float = 1.0) -> None:
        """The recurrent matrix of every network becomes the same rotation times the radius."""
        self.w_h.copy_(radius * turned(generator).expand_as(self.w_h))

    def nothing(self, batch: int) -> Tensor:
        """The state before the first step (N, B, H)."""
        return self.w_x.new_zeros(self.count, batch, UNITS)

    def step(self, x: Tensor, h: Tensor) -> Tensor:
        """x (N, B, F) or (B, F), h (N, B, H) -> h (N, B, H)."""
        a = x @ self.w_x + h @ self.w_h
        if self.normed.any():
            a = torch.where(self.normed, self.gain * normalised(a), a)
        return torch.tanh(a + self.b)

    def answer(self, h: Tensor) -> Tensor:
        """h (N, B, H) -> y (N, B)."""
        return (h @ self.v + self.c).squeeze(-1)

    def states(self, x: Tensor) -> list[Tensor]:
        """x (B, T, F) -> the state after every step, T of (N, B, H)."""
        h, found = self.nothing(len(x)), []
        for row in x.unbind(1):
            h = self.step(row, h)
            found.append(h)
        return found

    def last(self, x: Tensor) -> Tensor:
        """x (B, T, F) -> the answer after the last step (N, B)."""
        return self.answer(self.states(x)[-1])

    def norms(self) -> Tensor:
        """Size of each network's gradient (N,)."""
        squares = [weight.grad.flatten(1).square().sum(1) for weight in self.parameters() if weight.grad is not None]
        return torch.stack(squares).sum(0).sqrt()


def normalised(a: Tensor) -> Tensor:
    """The sums of every step, each example for itself, brought to mean 0 and deviation 1 over the units."""
    return (a - a.mean(-1, keepdim=True)) / (a.var(-1, keepdim=True, unbiased=False) + 1e-5).sqrt()


def turned(generator: torch.Generator) -> Tensor:
    """A random orthogonal matrix (H, H)."""
    found: Tensor = torch.linalg.qr(torch.randn(UNITS, UNITS, generator=generator))[0]
    return found
