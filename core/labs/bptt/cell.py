"""What a cell must offer so that an error can be sent back through it by hand, without any automatic derivative.

P. J. Werbos, "Backpropagation through time: what it does and how to do it", Proceedings of the IEEE 78 (1990).
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import NamedTuple, Protocol

import numpy as np
import numpy.typing as npt

Array = npt.NDArray[np.float64]


class Weights(NamedTuple):
    """Of G gates stacked, as torch stacks them: w_x (G·H, F), w_h (G·H, H), b_x and b_h (G·H,)."""

    w_x: Array
    w_h: Array
    b_x: Array
    b_h: Array


@dataclass(frozen=True)
class Step:
    """One step forward, with all that the way back needs. S: numbers handed on; the hidden state (H,) comes first."""

    x: Array
    """(F,)."""
    before: Array
    """State before the step (S,)."""
    state: Array
    """State after it (S,)."""
    parts: Mapping[str, Array]
    """Gates and sums by name, each (H,)."""


class Errors(NamedTuple):
    """Where the error of N losses goes at one step.

    before (N, S): ∂ loss / ∂ state before. into_x, into_h (N, G·H): ∂ loss / ∂ sum, of the part that comes from the
    input and of the part that comes from the state; they differ only in a GRU's candidate.
    """

    before: Array
    into_x: Array
    into_h: Array


class Cell(Protocol):
    """gates: G. states: how many vectors (H,) are handed on, so that S = states · H."""

    @property
    def gates(self) -> int: ...

    @property
    def states(self) -> int: ...

    def forward(self, x: Array, before: Array, w: Weights) -> Step:
        """One step by its equations: x (F,), before (S,)."""

    def backward(self, step: Step, error: Array, w: Weights) -> Errors:
        """The same step backwards: error (N, S) is ∂ loss / ∂ state after it, through all that comes later."""
