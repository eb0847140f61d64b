"""The sequences that this lab shows."""

from __future__ import annotations

STEPS = 16
"""Length of every sequence in this lab."""

PULSES: dict[str, tuple[float, ...]] = {
    "two": (0, 1, 0, 0, 0, 0, 0, -1, 0, 0, 0, 0, 0, 0, 0, 0),
    "one": (0, 1, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0),
    "many": (0, 1, 0, -1, 0, 0, 1, 1, 0, 0, -1, 0, 0, 0, 1, 0),
}
"""Pulses up and down that the small network reads, by name."""

HELD: dict[str, tuple[tuple[float, float], ...]] = {
    "a": tuple(
        zip((1, 1, -1, -1, 1, -1, 1, -1, 1, -1, -1, 1, 1, -1, 1, -1), (0, 1, *([0] * 7), 1, *([0] * 6)), strict=True)
    ),
    "b": tuple(
        zip((-1, -1, 1, -1, 1, 1, -1, 1, 1, -1, 1, -1, 1, 1, -1, 1), (0, 1, *([0] * 9), 1, *([0] * 4)), strict=True)
    ),
}
"""Sequences of (value, store) that the trained cells read: the value is to be held where store is 1."""
