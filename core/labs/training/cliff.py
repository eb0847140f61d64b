"""The cliff in the loss of one recurrent weight: nearly flat, then a wall, where the gradient is over a hundred.

R. Pascanu, T. Mikolov and Y. Bengio, "On the difficulty of training recurrent neural networks", ICML 2013.
    h[t] = tanh(w h[t-1] + b),  loss(w) = (h[20] - target)²
"""

from __future__ import annotations

import math
from typing import Any

STEPS, BIAS, START, TARGET = 20, 0.25, -0.9, -0.75
SPAN = (1.3, 2.0)
RATE = 0.05


def loss_at(w: float) -> tuple[float, float]:
    """The loss and its derivative by w, carried forwards with the state.

    ∂h[t]/∂w = (1 - h[t]²) (h[t-1] + w ∂h[t-1]/∂w)
    """
    h, slope = START, 0.0
    for _ in range(STEPS):
        before = h
        h = math.tanh(w * before + BIAS)
        slope = (1 - h * h) * (before + w * slope)
    return (h - TARGET) ** 2, 2 * (h - TARGET) * slope


def cliff() -> dict[str, Any]:
    """The loss and its derivative over the weight."""
    low, high = SPAN
    places = [low + (high - low) * i / 280 for i in range(281)]
    found = [loss_at(w) for w in places]
    return {"w": places, "loss": [loss for loss, _slope in found], "slope": [slope for _loss, slope in found]}


def steps_from(w: float, most: float) -> dict[str, tuple[float, float, float]]:
    """Weight, loss and derivative at w, and after one step of descent without and with clipping to `most`."""
    gradient = loss_at(w)[1]
    clipped = max(-most, min(most, gradient))
    landed = {"here": w, "free": w - RATE * gradient, "clipped": w - RATE * clipped}
    return {name: (place, *loss_at(place)) for name, place in landed.items()}
