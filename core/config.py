"""Limits, paths and defaults, in one place."""

from __future__ import annotations

import os
from pathlib import Path

import platformdirs

QUANTILES = (0.05, 0.1, 0.25, 0.5, 0.75, 0.9, 0.95)
"""The quantile levels every forecast carries."""

BANDS = {0.5: (0.25, 0.75), 0.8: (0.1, 0.9), 0.9: (0.05, 0.95)}
"""Central bands and the two quantile levels that bound each."""

MAX_ROWS = 500_000
"""Longest series accepted, in rows."""

MIN_ROWS = 60
"""Shortest series that can be cut into training, validation, calibration and test parts."""

MAX_HORIZON = 500
MAX_UPLOAD_MB = 100
MAX_RUN_MB = 32
"""Largest packed run accepted as an upload, in megabytes unpacked."""
MAX_RUN_NAME = 60
"""Longest name of a run, in characters; four bytes each still make a file name."""
KEPT_JOBS = 50
"""Finished jobs kept on disk; older ones go when a new one comes."""

DEFAULT_HORIZON = 14
DEFAULT_MODEL = "lstm"
DEFAULT_BUDGET_SECONDS = 12.0
MAX_BUDGET_SECONDS = 120
TUNING_SECONDS = 120.0
TUNING_TRIALS = 40
MAX_TUNING_SECONDS = 3600
MAX_TUNING_TRIALS = 500
TEST_FRACTION = 0.2

STOCK_CACHE_SECONDS = 15 * 60
WEATHER_CACHE_SECONDS = 6 * 3600


def home() -> Path:
    """Folder of everything the app writes: runs, jobs, caches. UNROLLED_HOME moves it."""
    chosen = os.environ.get("UNROLLED_HOME")
    return Path(chosen) if chosen else Path(platformdirs.user_data_dir("unrolled", appauthor=False))


def runs_folder() -> Path:
    """Saved runs, one folder each."""
    return home() / "runs"


def jobs_folder() -> Path:
    """Background jobs, one folder each."""
    return home() / "jobs"


def cache_folder() -> Path:
    """Answers of outside services, with their age."""
    return home() / "cache"


def examples_folder() -> Path:
    """Finished runs shipped with the project, which the pages open on."""
    return Path(__file__).parent / "store" / "examples"
