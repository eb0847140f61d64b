"""What the pages show: the walk with all its numbers, the matrix, how far gradients reach, and the check by autograd.

Sizes are given as powers of ten (their logarithm), since a gradient soon is too small or too large to be written.
"""

from __future__ import annotations

from typing import Any

import numpy as np

from core.labs.bptt.cell import Array
from core.labs.bptt.names import CELLS, FLOOR, LEAST, SHOWN, UNITS, WALKED, WALKED_UNITS
from core.labs.bptt.network import (
    Gradient,
    Network,
    Settings,
    Way,
    backward,
    forward,
    from_loss,
    jacobians,
    network,
    signals,
)
from core.labs.bptt.sources import sequence


def walk(
    cell: str, source: str, numbers: str, radius: float, activation: str, bias: float, seed: int
) -> dict[str, Any]:
    """A network of two units over six steps: everything it computes forwards, and every error on the way back."""
    settings = Settings(cell, WALKED_UNITS, radius, activation, bias, seed)
    net, way = _run(settings, source, numbers, WALKED)
    gradient, by_state = backward(net, way)
    steps = range(len(way.steps))
    return {
        "x": [step.x[0] for step in way.steps],
        "states": np.stack([step.state for step in way.steps]),
        "parts": {name: np.stack([step.parts[name] for step in way.steps]) for name in way.steps[0].parts},
        "outputs": way.outputs,
        "targets": way.targets,
        "losses": way.losses,
        "from_loss": np.stack([from_loss(net, way, t) for t in steps]),
        "errors": by_state,
        "into": np.stack([net.cell.backward(way.steps[t], by_state[t][None], net.weights).into_h[0] for t in steps]),
        "w_x": net.weights.w_x[:, 0],
        "w_h": net.weights.w_h,
        "v": net.v,
        "gradient": gradient.weights.w_h,
        "difference": difference(settings, net, way, gradient),
    }


def matrix(
    cell: str, source: str, numbers: str, radius: float, activation: str, bias: float, seed: int
) -> dict[str, Any]:
    """Powers of ten of ‖∂ loss(t) / ∂ state(s)‖: row t, column s up to t; losses and inputs beside them."""
    settings = Settings(cell, UNITS, radius, activation, bias, seed)
    net, way = _run(settings, source, numbers, SHOWN)
    found = powers(signals(net, way))
    return {
        "rows": [found[t, : t + 1] for t in range(len(found))],
        "x": [step.x[0] for step in way.steps],
        "losses": way.losses,
        "outputs": way.outputs,
        "targets": way.targets,
    }


def reach(
    source: str, numbers: str, length: int, radius: float, activation: str, bias: float, seed: int
) -> dict[str, list[float]]:
    """For each cell, powers of ten of ‖∂ h(T) / ∂ state(T - k)‖ for k = 0, 1, … T - 1."""
    found = {}
    for cell in CELLS:
        net, way = _run(Settings(cell, UNITS, radius, activation, bias, seed), source, numbers, length)
        found[cell] = powers(jacobians(net, way)).tolist()
    return found


def check(
    cell: str, source: str, numbers: str, radius: float, activation: str, bias: float, seed: int
) -> dict[str, Any]:
    """Every part of the gradient by hand and by autograd, and the power of ten of their largest difference."""
    settings = Settings(cell, UNITS, radius, activation, bias, seed)
    net, way = _run(settings, source, numbers, SHOWN)
    gradient, _by_state = backward(net, way)
    from core.labs.bptt import automatic

    ours, theirs = parts(gradient), parts(automatic.gradient(settings, net, way))
    most = max(float(np.abs(part).max()) for part in theirs.values()) or 1.0
    return {
        "scale": float(np.log10(most)),
        "hand": {name: part / most for name, part in ours.items()},
        "autograd": {name: part / most for name, part in theirs.items()},
        "differences": {name: gap(ours[name], theirs[name]) for name in ours},
    }


def difference(settings: Settings, net: Network, way: Way, gradient: Gradient) -> float:
    """Power of ten of the largest difference between our gradient and autograd's."""
    from core.labs.bptt import automatic

    ours, theirs = parts(gradient), parts(automatic.gradient(settings, net, way))
    return max(gap(ours[name], theirs[name]) for name in ours)


def gap(ours: Array, theirs: Array) -> float:
    """Power of ten of the largest difference, relative to the largest number where that is above 1; not below LEAST."""
    found = powers(np.abs(ours - theirs).max(keepdims=True) / max(1.0, float(np.abs(theirs).max())))
    return max(LEAST, float(found[0]))


def parts(gradient: Gradient) -> dict[str, Array]:
    """Every part of a gradient by name, each as one row of numbers."""
    named = {**gradient.weights._asdict(), "v": gradient.v, "c": np.array([gradient.c])}
    return {name: np.ravel(part) for name, part in named.items()}


def powers(sizes: Array) -> Array:
    """log₁₀ of sizes, not below FLOOR."""
    found: Array = np.log10(np.maximum(sizes, 10.0**FLOOR))
    return found


def _run(settings: Settings, source: str, numbers: str, length: int) -> tuple[Network, Way]:
    net = network(settings)
    x, targets = sequence(source, numbers, length)
    return net, forward(net, x.tolist(), targets.tolist())
