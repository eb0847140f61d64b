"""The two tasks of Elman against Jordan, and the sequences that the page shows."""

from __future__ import annotations

TASKS = ("latch", "delay")

SHOWN: dict[str, tuple[float, ...]] = {
    "latch": (0.0, 1.0, 0.0, 0.0, 0.0, -1.0, 0.0, 0.0, 1.0, 0.0, 0.0, 0.0, 0.0, -1.0, 0.0, 0.0),
    "delay": (1.0, -1.0, -1.0, 1.0, 1.0, 1.0, -1.0, 1.0, -1.0, -1.0, -1.0, 1.0, -1.0, 1.0, 1.0, -1.0),
}
