"""What is compared, and on what: names that the page reads without torch."""

from __future__ import annotations

CELLS = ("lstm", "gru", "elman")
COLOURS = (0, 2, 3)
"""Their places among the models' colours; the second one is the grey of plain yardsticks."""
TASKS = ("adding", "copy")
SERIES = ("seattle-weather", "sf-hourly", "aapl")
SIZES = ("width", "parameters")
"""Cells of equal width, or of about equal counts of parameters."""
WIDTH = 24
"""Hidden units of every cell at equal width; equal counts are those of an LSTM of that width."""
DELAYS = (2, 5, 10, 20, 40, 60)
LONGEST = 40
"""Delays up to that one are trained on; the last of DELAYS never was."""
SEEDS = (0, 1, 2, 3, 4)
CHECKED = (400, 1000)
"""Updates after which everything is tried: a short training and a long one."""
WINDOW = 28
"""Values of a series that are read before the next one is foretold."""
LEAST, MOST = 80, 1000
"""Numbers that a reader's own series needs, and may have."""
