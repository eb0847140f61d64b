"""What this lab compares, and on what: names that the page reads without torch."""

from __future__ import annotations

MODELS = ("mlp", "cnn", "elman", "gru")
TASKS = ("recall", "adding", "counting", "text", "series")

SIZES = {"recall": (2, 1), "adding": (2, 1), "counting": (1, 1), "text": (27, 4), "series": (1, 1)}
"""Inputs a step and outputs of each task: F and A."""
STEPS = 20
"""Length of the sequences that everything is trained on."""
LENGTHS = (20, 40, 80)
"""Lengths it is tried on; only the first was trained on."""
LAGS = (1, 2, 4, 8, 16, 32, 64)
"""How far back the marked value lies, in steps before the last; the last two are beyond every sequence trained on."""
PARAMETERS = 2200
"""About as many has every model; the width is chosen to come closest."""
SEEDS = (0, 1, 2)
COUNTRIES = ("JP", "IT", "VN", "PL")
"""Countries whose cities the text task tells apart by their names."""
