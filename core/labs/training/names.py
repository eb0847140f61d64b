"""Techniques of this lab and what each compares: names that the page reads without torch."""

from __future__ import annotations

VARIANTS: dict[str, tuple[str, ...]] = {
    "clip": ("none", "norm", "value"),
    "truncated": ("k4", "k16", "full"),
    "forcing": ("teacher", "free", "scheduled"),
    "start": ("plain", "orthogonal", "identity"),
    "norm": ("none", "layer"),
    "dropout": ("none", "between", "within", "variational"),
}
"""Technique -> the networks that are trained side by side, from the same weights on the same examples."""
UPDATES = 200
EVERY = 10
"""Updates that a point of a curve is the mean of."""
SEEDS = (0, 1, 2)
UNITS = 32
CEILING = 10.0
"""A loss above that, or none at all, is drawn there: the network has blown up."""
KS = (1, 2, 4, 8, 16, 32)
"""Steps back after which a gradient is cut; the last is the whole sequence."""
WARM, AHEAD = 12, 30
"""Steps that are given, and steps that a network then continues by itself."""
