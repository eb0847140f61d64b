"""What a network did, step by step: hidden states, gates and attention over a window."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

import numpy as np


@dataclass(frozen=True)
class Trace:
    """hidden: (T, H). gates: by name, each (T, ·) — "input", "forget", "output", "cell", "reset", "update" …

    attention: weights that sum to 1 along the last axis: (T, T) of self-attention, or (h, T) of a decoder that
    looks at the window for each step ahead; None without attention.
    """

    hidden: np.ndarray
    gates: Mapping[str, np.ndarray] = field(default_factory=dict)
    attention: np.ndarray | None = None
