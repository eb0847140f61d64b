"""Calendar inputs: where in the day, week and year a step lies, as sine and cosine.

A cycle is offered only when the training part has seen it at least twice: a yearly input learned from one year
tells the network the date, not the season.
"""

from __future__ import annotations

import math

import numpy as np
import pandas as pd

from core.data.series import Frequency

CYCLES = {"day": pd.Timedelta(days=1), "week": pd.Timedelta(days=7), "year": pd.Timedelta(days=365.25)}
CYCLES_NEEDED = 2.0
SAMPLES_NEEDED = 4
"""Steps that must fall into one cycle before its sine says anything."""


def cycles_supported(
    training_times: pd.DatetimeIndex, frequency: Frequency, present: tuple[int, ...]
) -> tuple[str, ...]:
    """Names of the cycles that the training part has seen at least twice and samples often enough.

    present: season lengths found in the training part; a cycle that was looked for and not found is left out. A
    yearly input on prices would only tell the network the date.
    """
    span = training_times[-1] - training_times[0]
    absent = set(frequency.seasons) - set(present)
    return tuple(
        name
        for name, length in CYCLES.items()
        if span / length >= CYCLES_NEEDED
        and length / frequency.step >= SAMPLES_NEEDED
        and _steps(name, frequency) not in absent
    )


def _steps(cycle: str, frequency: Frequency) -> int:
    """Length of a cycle in observed steps; trading days skip weekends."""
    if frequency.code == "B":
        return {"day": 1, "week": 5, "year": 252}[cycle]
    return math.floor(CYCLES[cycle] / frequency.step)


def calendar_names(cycles: tuple[str, ...]) -> tuple[str, ...]:
    """Names of the inputs that `calendar_inputs` makes, in order."""
    return tuple(f"{cycle} {wave}" for cycle in cycles for wave in ("sine", "cosine"))


def calendar_inputs(times: pd.DatetimeIndex, cycles: tuple[str, ...]) -> np.ndarray:
    """Sine and cosine of the place in each cycle, float64 (T, 2 × cycles)."""
    columns = []
    for cycle in cycles:
        angle = 2 * np.pi * _phase(times, cycle)
        columns += [np.sin(angle), np.cos(angle)]
    return np.stack(columns, axis=1) if columns else np.zeros((len(times), 0))


def _phase(times: pd.DatetimeIndex, cycle: str) -> np.ndarray:
    """Share of the cycle gone by at each time, 0 to 1."""
    day = (times - times.normalize()) / pd.Timedelta(days=1)
    if cycle == "day":
        return np.asarray(day)
    if cycle == "week":
        return np.asarray((times.day_of_week + day) / 7)
    return np.asarray((times.day_of_year - 1 + day) / 365.25)
