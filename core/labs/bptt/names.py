"""What this lab can be set to: names that the page reads without torch or numpy."""

from __future__ import annotations

CELLS = ("elman", "lstm", "gru")
SOURCES = ("toy", "seattle", "apple", "own")
ACTIVATIONS = ("tanh", "relu", "linear")
WALKED, WALKED_UNITS = 6, 2
"""Steps and units of the network that is walked through with all its numbers."""
SHOWN, UNITS = 24, 8
"""Steps and units of the matrix and the check."""
LONGEST = 100
FLOOR = -20.0
"""The smallest power of ten that is drawn."""
LEAST = -12.0
"""Power of ten below which two gradients count as the same: what is left is rounding, and differs by machine."""
OWN = "12 14 13 17 21 24 27 26 22 18 15 12 13 15 14 18 22 26 28 27 23 19 14 13 12 15 16 19 23 25 29 27 24 18"
"""What stands in the field for one's own numbers until others are pasted."""
