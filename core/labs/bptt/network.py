"""A small network with one input and one output, run forwards and backwards through time by hand.

y[t] = v · h[t] + c,   loss(t) = ½ (y[t] - target[t])²,   L = Σ loss(t)
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import NamedTuple

import numpy as np

from core.labs.bptt.cell import Array, Cell, Step, Weights
from core.labs.bptt.elman import Elman
from core.labs.bptt.gru import Gru
from core.labs.bptt.lstm import Lstm

KEEPS = {"lstm": 1, "gru": 1}
"""Place of the gate that keeps what was: an LSTM's forget gate, a GRU's update gate."""


@dataclass(frozen=True)
class Settings:
    """radius: spectral radius of each recurrent matrix, an orthogonal one times that number.

    bias: of the gate that keeps (LSTM: forget, GRU: update).
    """

    cell: str
    units: int
    radius: float = 0.9
    activation: str = "tanh"
    bias: float = 0.0
    seed: int = 0


@dataclass(frozen=True)
class Network:
    """weights of the cell, v (H,), c."""

    cell: Cell
    weights: Weights
    v: Array
    c: float

    @property
    def units(self) -> int:
        """H."""
        return len(self.v)


class Way(NamedTuple):
    """A way forward: the steps, outputs and losses (T,)."""

    steps: list[Step]
    outputs: Array
    targets: Array
    losses: Array


class Gradient(NamedTuple):
    """∂L / ∂ weights, as they stand in `Weights`, ∂L/∂v (H,) and ∂L/∂c."""

    weights: Weights
    v: Array
    c: float


def cell_named(settings: Settings) -> Cell:
    """The cell by hand."""
    cells: dict[str, Cell] = {"elman": Elman(settings.activation), "lstm": Lstm(), "gru": Gru()}
    return cells[settings.cell]


def network(settings: Settings) -> Network:
    """The network drawn from the seed; another radius or bias leaves everything else as it is."""
    cell, generator, units = cell_named(settings), np.random.default_rng(settings.seed), settings.units
    # QR of the same draws gives the same rotation at every radius
    turns = [np.linalg.qr(generator.normal(size=(units, units)))[0] for _ in range(cell.gates)]
    w_x = generator.uniform(-0.8, 0.8, (cell.gates * units, 1))
    v = generator.uniform(-1.0, 1.0, units)
    bias = np.zeros(cell.gates * units)
    if settings.cell in KEEPS:
        at = KEEPS[settings.cell] * units
        bias[at : at + units] = settings.bias
    w_h = settings.radius * np.concatenate(turns)
    return Network(cell, Weights(w_x, w_h, bias, np.zeros_like(bias)), v, 0.0)


def forward(net: Network, x: Sequence[float], targets: Sequence[float]) -> Way:
    """All steps over x (T,) from a state of zeros."""
    state, steps = np.zeros(net.cell.states * net.units), []
    for value in x:
        steps.append(net.cell.forward(np.array([value]), state, net.weights))
        state = steps[-1].state
    outputs = np.array([net.v @ step.state[: net.units] + net.c for step in steps])
    wanted = np.array(targets, dtype=float)
    return Way(steps, outputs, wanted, 0.5 * (outputs - wanted) ** 2)


def from_loss(net: Network, way: Way, t: int) -> Array:
    """∂ loss(t) / ∂ state(t), (S,): v (y - target) for the hidden state, nothing for the rest."""
    error = np.zeros(net.cell.states * net.units)
    error[: net.units] = net.v * (way.outputs[t] - way.targets[t])
    return error


def backward(net: Network, way: Way) -> tuple[Gradient, Array]:
    """The gradient of L, and ∂L / ∂ state(t) for every t, (T, S)."""
    w = net.weights
    total = Weights(*(np.zeros_like(part) for part in w))
    error, by_state = np.zeros((1, net.cell.states * net.units)), []
    for t in reversed(range(len(way.steps))):
        step = way.steps[t]
        error = error + from_loss(net, way, t)
        by_state.append(error[0])
        errors = net.cell.backward(step, error, w)
        into_x, into_h = errors.into_x[0], errors.into_h[0]  # (G·H,)
        total = Weights(
            total.w_x + np.outer(into_x, step.x),
            total.w_h + np.outer(into_h, step.before[: net.units]),
            total.b_x + into_x,
            total.b_h + into_h,
        )
        error = errors.before
    missed = way.outputs - way.targets
    hidden = np.stack([step.state[: net.units] for step in way.steps])  # (T, H)
    return Gradient(total, missed @ hidden, float(missed.sum())), np.stack(by_state[::-1])


def signals(net: Network, way: Way) -> Array:
    """‖∂ loss(t) / ∂ state(s)‖ for every t and s, (T, T); 0 where s > t. All losses go back side by side."""
    length = len(way.steps)
    found, errors = np.zeros((length, length)), np.zeros((length, net.cell.states * net.units))
    for s in reversed(range(length)):
        errors[s] = from_loss(net, way, s)
        found[:, s] = np.linalg.norm(errors, axis=1)
        errors = net.cell.backward(way.steps[s], errors, net.weights).before
    return found


def jacobians(net: Network, way: Way) -> Array:
    """‖∂ h(T) / ∂ state(s)‖, the largest stretch of any direction, for s = T, T-1 … 1: (T,)."""
    errors = np.eye(net.units, net.cell.states * net.units)  # (H, S): ∂ h(T) / ∂ state(T)
    found = []
    for step in reversed(way.steps):
        found.append(np.linalg.norm(errors, 2))
        errors = net.cell.backward(step, errors, net.weights).before
    return np.array(found)
