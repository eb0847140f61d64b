"""Truncated backpropagation through time: k against memory, time, and the gradient's bias, all of them measured.

R. J. Williams and J. Peng, "An efficient gradient-based algorithm for on-line training of recurrent network
trajectories" (1990); C. Tallec and Y. Ollivier, "Unbiasing truncated backpropagation through time" (2017).
"""

from __future__ import annotations

import time
from contextlib import nullcontext
from typing import Any

import torch
from torch import Tensor

from core.labs.training.bank import Bank
from core.labs.training.names import KS
from core.labs.training.trial import BATCH, Trial

STEPS = KS[-1]
DELAY = 6
LENGTHS = (4, 16, STEPS)
MEASURED = 5
"""Passes that a time is the least of."""


class Truncating(Trial):
    """Networks that echo their input six steps later; the gradient of each is cut after other numbers of steps."""

    technique = "truncated"

    def begin(self) -> None:
        """A rotation, which forgets nothing by itself."""
        self.bank.turn(self.generator)

    def loss(self) -> Tensor:
        """Squared error of the echo, over all steps that have one."""
        x, y = echo(BATCH, self.generator)
        return truncated_loss(self.bank, x, y, torch.tensor(LENGTHS))

    def detail(self) -> dict[str, Any]:
        """Bias, memory and time by k, at the weights of the network trained without truncation."""
        weights = {name: value[-1:].detach() for name, value in self.bank.named_parameters()}
        return {"bias": biases(weights, self.generator), **costs(weights)}


def echo(count: int, generator: torch.Generator) -> tuple[Tensor, Tensor]:
    """x (B, T, 1) of random signs, and the same six steps later (B, T)."""
    x = torch.randint(0, 2, (count, STEPS, 1), generator=generator) * 2.0 - 1
    return x, torch.roll(x[..., 0], DELAY, 1)


def truncated_loss(bank: Bank, x: Tensor, y: Tensor, ks: Tensor) -> Tensor:
    """Loss (N,) whose gradient goes back to the start of a piece of k steps and no further; ks (N,)."""
    h, total = bank.nothing(len(x)), x.new_zeros(bank.count)
    for t, row in enumerate(x.unbind(1)):
        cut = (t % ks == 0)[:, None, None]
        h = bank.step(row, torch.where(cut, h.detach(), h))
        if t >= DELAY:
            total = total + (bank.answer(h) - y[:, t]).square().mean(1)
    return total / (STEPS - DELAY)


def copied(weights: dict[str, Tensor], count: int) -> Bank:
    """A bank of equal networks; weights (1, …) each."""
    bank = Bank(count, 1, torch.Generator())
    bank.load_state_dict({name: value.expand(count, *value.shape[1:]) for name, value in weights.items()}, strict=False)
    return bank


def biases(weights: dict[str, Tensor], generator: torch.Generator, batches: int = 20) -> list[float]:
    """‖mean gradient cut at k − mean whole gradient‖ / ‖mean whole gradient‖ for every k, at the same weights.

    The mean over many examples: what is left is bias, not noise, since both see the same examples.
    """
    bank = copied(weights, len(KS))
    for _ in range(batches):
        x, y = echo(BATCH, generator)
        truncated_loss(bank, x, y, torch.tensor(KS)).sum().backward()  # type: ignore[no-untyped-call]
    grads = [weight.grad.flatten(1) for weight in bank.parameters() if weight.grad is not None]
    rows = torch.cat(grads, 1).double()  # (K, weights)
    return [float((row - rows[-1]).norm() / rows[-1].norm()) for row in rows]


def costs(weights: dict[str, Tensor]) -> dict[str, list[float]]:
    """Most kB kept for the way back at a time, and milliseconds of a whole sequence, for every k, piece by piece."""
    x, y = echo(BATCH, torch.Generator().manual_seed(0))
    kilobytes, milliseconds = [], []
    for k in KS:
        kilobytes.append(_piece_by_piece(copied(weights, 1), x, y, k) / 1000)
        times = []
        for _ in range(MEASURED):
            begun = time.perf_counter()
            _piece_by_piece(copied(weights, 1), x, y, k, weigh=False)
            times.append(1000 * (time.perf_counter() - begun))
        milliseconds.append(min(times))
    return {"kilobytes": kilobytes, "milliseconds": milliseconds}


def _piece_by_piece(bank: Bank, x: Tensor, y: Tensor, k: int, weigh: bool = True) -> int:
    """Forwards and backwards over every piece of k steps; the most bytes that autograd kept for one of them."""
    h, most = bank.nothing(len(x)), 0
    for start in range(0, STEPS, k):
        kept: dict[int, int] = {}

        def keep(tensor: Tensor, kept: dict[int, int] = kept) -> Tensor:
            kept[tensor.data_ptr()] = tensor.untyped_storage().nbytes()
            return tensor

        hooks = torch.autograd.graph.saved_tensors_hooks(keep, lambda tensor: tensor)
        total, h = x.new_zeros(()), h.detach()
        with hooks if weigh else nullcontext():
            for t in range(start, min(start + k, STEPS)):
                h = bank.step(x[:, t], h)
                total = total + (bank.answer(h) - y[:, t]).square().mean()
        total.backward()  # type: ignore[no-untyped-call]
        most = max(most, sum(kept.values()))
    return most
