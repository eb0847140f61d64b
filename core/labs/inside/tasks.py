"""What the networks of this lab were given to do: remember the last pulse, or hold a value until told to take another.

The first is the flip-flop of D. Sussillo and O. Barak, "Opening the black box", Neural Computation 25 (2013).
"""

from __future__ import annotations

import torch
from torch import Tensor


def last_pulse(x: Tensor) -> Tensor:
    """x (B, T, 1) of pulses 1, 0 and -1 -> the sign of the last pulse so far (B, T), 0 before the first."""
    return held(torch.cat([x, (x != 0).to(x)], -1))


def held(x: Tensor) -> Tensor:
    """x (B, T, 2) of value and store -> the value at the last step where store was 1 (B, T), 0 before the first."""
    value, store = x.unbind(-1)
    current = torch.zeros_like(value[:, 0])
    steps = []
    for t in range(x.shape[1]):
        current = torch.where(store[:, t] > 0.5, value[:, t], current)
        steps.append(current)
    return torch.stack(steps, 1)


def draw_pulses(count: int, steps: int, generator: torch.Generator, chance: float = 0.15) -> Tensor:
    """Random pulses (count, steps, 1); at each step one comes with that chance, up or down alike."""
    there = torch.rand(count, steps, 1, generator=generator) < chance
    sign = torch.randint(0, 2, (count, steps, 1), generator=generator) * 2.0 - 1
    return there * sign


def draw_held(count: int, steps: int, generator: torch.Generator, chance: float = 0.15) -> Tensor:
    """Random values of 1 and -1, of which some are to be stored (count, steps, 2)."""
    value = torch.randint(0, 2, (count, steps, 1), generator=generator) * 2.0 - 1
    store = (torch.rand(count, steps, 1, generator=generator) < chance).float()
    return torch.cat([value, store], -1)
