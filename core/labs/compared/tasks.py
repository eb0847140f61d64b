"""Adding and copying over a delay, and the next value of a series.

S. Hochreiter and J. Schmidhuber, "Long short-term memory" (1997); M. Arjovsky, A. Shah and Y. Bengio, "Unitary
evolution recurrent neural networks" (2016) for copying.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache

import numpy as np
import torch
from torch import Tensor
from torch.nn.functional import one_hot

from core.errors import UserError
from core.labs.compared.names import LEAST, MOST, SERIES, WINDOW
from core.labs.pasted import pasted as numbers
from core.messages import M

LETTERS, LENGTH = 4, 2
"""Copying: LENGTH letters out of LETTERS are shown, and asked for after the delay."""
INPUTS = {"adding": 2, "copy": LETTERS + 1, "series": 1}
OUTPUTS = {"adding": 1, "copy": LETTERS, "series": 1}
NEAR = 0.1
"""An answer to adding is right within that."""
TRAINED = 0.7
"""Share of a series that is trained on; the rest is tried."""
Examples = tuple[Tensor, Tensor]


def adding(count: int, delay: int, generator: torch.Generator) -> Examples:
    """Numbers from 0 to 1 (B, delay + 1, 2), the first and the last one marked; the sum of these (B, 1)."""
    value = torch.rand(count, delay + 1, generator=generator)
    mark = torch.zeros_like(value)
    mark[:, 0] = mark[:, -1] = 1.0
    return torch.stack([value, mark], -1), value[:, :1] + value[:, -1:]


def copy(count: int, delay: int, generator: torch.Generator) -> Examples:
    """Letters, blanks, and LENGTH calls for an answer (B, T, LETTERS + 1); the letters (B, LENGTH).

    From a letter to the call for it there are `delay` steps.
    """
    letters = torch.randint(0, LETTERS, (count, LENGTH), generator=generator)
    x = torch.zeros(count, LENGTH + max(delay, LENGTH), LETTERS + 1)
    x[:, :LENGTH] = one_hot(letters, LETTERS + 1).float()
    x[:, -LENGTH:, LETTERS] = 1.0
    return x, letters


EXAMPLES = {"adding": adding, "copy": copy}
"""Name of a task over a delay -> what draws its examples."""


@dataclass(frozen=True)
class Windows:
    """Windows of a series less their last value (N, WINDOW, 1), the next change (N, 1), and which are tried.

    All in units of the standard deviation of the changes in the part that is trained on.
    """

    x: Tensor
    y: Tensor
    tried: Tensor


@cache
def windows(numbers: tuple[float, ...]) -> Windows:
    """No window that is trained on reaches into the part that is tried; UserError where the values never change."""
    values = np.asarray(numbers, dtype=np.float64)
    cut = int(TRAINED * len(values))
    scale = float(np.diff(values[:cut]).std())
    if not scale > 1e-9 * max(1.0, float(np.abs(values).max())):
        raise UserError(M("The numbers do not change, so there is nothing to foretell."), M("Paste others."))
    rows = np.lib.stride_tricks.sliding_window_view(values / scale, WINDOW + 1)
    last = rows[:, -2:-1]
    x, y = torch.from_numpy(rows[:, :-1] - last).float()[..., None], torch.from_numpy(rows[:, -1:] - last).float()
    return Windows(x, y, torch.arange(len(rows)) + WINDOW >= cut)


@cache
def sample(name: str) -> tuple[float, ...]:
    """The last MOST values of a bundled series."""
    from core.data.samples import load_sample

    if name not in SERIES:
        raise UserError(M("There is no sample called “{name}”.", name=name))
    return tuple(float(value) for value in load_sample(name).values[-MOST:])


def pasted(text: str) -> tuple[float, ...]:
    """A reader's own series; UserError where it does not fit."""
    return numbers(text, LEAST, MOST)
