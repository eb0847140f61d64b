"""How far back a sensitivity reaches: memory as a number of steps."""

from __future__ import annotations

import numpy as np

SHARE = 0.9
"""Share of the whole that has to lie within reach."""


def reach(sensitivity: np.ndarray, share: float = SHARE) -> np.ndarray:
    """Least number of last steps that hold `share` of Σ |sensitivity|: (N, T) -> (N,); 0 where all are zero."""
    size = np.abs(np.asarray(sensitivity, dtype=np.float64))
    held = np.cumsum(size[:, ::-1], axis=1)  # (N, T), from the last step backwards
    total = held[:, -1:]
    steps = (held < share * total * (1 - 1e-12)).sum(axis=1) + 1
    return np.where(total[:, 0] > 0, steps, 0)
