"""Units in an order in which neighbours behave alike.

Hierarchical clustering by correlation with the leaves ordered so that neighbours are closest (Bar-Joseph, Gifford and
Jaakkola 2001, "Fast optimal leaf ordering for hierarchical clustering").
"""

from __future__ import annotations

from typing import Literal

import numpy as np

Order = Literal["similar", "peak", "network"]
ORDERS: tuple[Order, ...] = ("similar", "peak", "network")
"""By likeness, by the time at which each unit is farthest from its own mean, or as the network numbers them."""


def unit_order(states: np.ndarray, order: Order) -> np.ndarray:
    """Indices of the units of states (T, H) in the wanted order, (H,)."""
    units = states.shape[1]
    if order == "network" or units < 3:
        return np.arange(units)
    if order == "peak":
        return np.argsort(np.abs(states - states.mean(0)).argmax(0), kind="stable")
    return _by_likeness(states)


def _by_likeness(states: np.ndarray) -> np.ndarray:
    from scipy.cluster.hierarchy import leaves_list, linkage  # takes a moment to import

    centred = states - states.mean(0)
    spread = np.linalg.norm(centred, axis=0)
    shapes = (centred / np.where(spread > 0, spread, 1.0)).T  # (H, T), of length 1: distance² = 2 − 2 correlation
    return np.asarray(leaves_list(linkage(shapes, "average", optimal_ordering=True)))
