"""What a recurrent network did, step by step: hidden states and gates over a window."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

import numpy as np


@dataclass(frozen=True)
class Trace:
    """hidden: (T, H). gates: by name, each (T, H) — "input", "forget", "output", "cell", "reset", "update" …"""

    hidden: np.ndarray
    gates: Mapping[str, np.ndarray] = field(default_factory=dict)
