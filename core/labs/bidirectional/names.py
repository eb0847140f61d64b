"""Sequences, readings and settings of this lab: what the page reads without torch."""

from __future__ import annotations

READINGS = ("forward", "backward", "both")
"""Which way a tagger reads."""
UNITS = {"forward": 5, "backward": 5, "both": 3}
"""Hidden units a direction of the small taggers: 58 parameters for one direction, 57 for both."""
STEPS = 16
SHOWN: dict[str, tuple[int, ...]] = {
    "a": (1, 0, 0, 0, -1, 0, 0, 0, 0, -1, 0, 0, 1, 0, 0, 1),
    "b": (-1, 0, 0, 1, 0, 0, 0, 0, 1, 0, 0, 0, 0, -1, 0, 1),
}
"""Marks up and down with gaps between them. The first and the last place are never empty."""
TAGS = ("down", "between", "up")
"""The tag of a place: both neighbouring marks are down, they differ, both are up."""
WAIT = (1, 2, 3, 4, 5)
"""How far ahead the next mark lies, in steps."""

FORECASTERS = ("leaky", "ahead", "window")
"""leaky: both ways over a window that holds the answers. ahead: forwards only. window: both ways over the past only."""
DAYS = 21
"""Days of a window, the last of which is today."""
CHANGES = tuple(range(-10, 11, 5))
"""°C by which a reader may change a day."""
WINDOWS = 20
"""Windows of the year that was not trained on that a reader may choose from."""
PHRASE = 24
"""Letters of the longest phrase whose accents are restored."""
PHRASES = ("bo dao nha", "tay sahara", "cong hoa trung phi", "phan lan")
"""None was trained on; of the last one reading both ways is wrong, too."""
