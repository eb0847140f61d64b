"""What is odd about the values of a complete series: constant stretches, outliers, an end long ago."""

from __future__ import annotations

import numpy as np
import pandas as pd

from core.data.findings import Finding, name_rows
from core.data.reading import Observations
from core.data.series import Frequency
from core.messages import M

CONSTANT_RUN = 20
"""Equal values in a row from which a stretch is named, where that is also CONSTANT_SHARE of all rows."""

CONSTANT_SHARE = 0.01
STUCK_END = 5
"""Equal values at the very end from which a measurement may be stuck, where no earlier stretch was as long."""

OUTLIER_DISTANCE = 10.0
"""Distance from the running median, in robust standard deviations, from which a value counts as an outlier."""

OUTLIER_SHARE = 0.01
"""Share of rows above which far values are the nature of the quantity, such as rain, and no outliers."""

OUTLIER_WINDOW = 15
SCALE_WINDOW = 101
STALE_STEPS = 30
"""Steps since the last row from which the end of a series counts as long ago."""

TO_DEVIATION = 1.4826
"""The standard deviation of a normal distribution over its median absolute deviation."""


def is_constant(values: np.ndarray) -> bool:
    """True where all values, (T,), are equal."""
    return bool(len(values)) and bool((values == values[0]).all())


def find_oddities(observed: Observations, target: str, frequency: Frequency, now: pd.Timestamp) -> list[Finding]:
    """Warnings and notes about a series that can be trained on. rows: 0 for steps that are not in the file."""
    values = observed.frame[target].to_numpy()
    return [
        *_constant_stretches(observed, values, target),
        *_outliers(observed, values, target),
        *_stale_end(pd.DatetimeIndex(observed.frame.index), frequency, now),
    ]


def _runs(values: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    """Starts and lengths of runs of equal values."""
    starts = np.concatenate([[0], np.flatnonzero(np.diff(values) != 0) + 1])
    return starts, np.diff(np.append(starts, len(values)))


def _constant_stretches(observed: Observations, values: np.ndarray, target: str) -> list[Finding]:
    starts, lengths = _runs(values)
    findings = []
    long = np.flatnonzero(lengths >= max(CONSTANT_RUN, CONSTANT_SHARE * len(values)))
    if len(long):
        longest = long[lengths[long].argmax()]
        inside = np.concatenate([np.arange(starts[run], starts[run] + lengths[run]) for run in long])
        rows, times = observed.located(inside)
        message = M(
            "Long stretches in which “{column}” stays the same: {count}; the longest has {steps} steps, from {start}.",
            column=target,
            count=len(long),
            steps=int(lengths[longest]),
            start=observed.frame.index[starts[longest]],
        )
        findings.append(Finding("warning", message, tuple(row for row in rows if row), times))
    elif lengths[-1] >= STUCK_END and (len(lengths) == 1 or lengths[-1] > lengths[:-1].max()):
        rows, times = observed.located(np.arange(starts[-1], len(values)))
        message = M("The last {count} values of “{column}” are equal: it may be stuck.", count=len(rows), column=target)
        findings.append(Finding("warning", message, tuple(row for row in rows if row), times))
    return findings


def _outliers(observed: Observations, values: np.ndarray, target: str) -> list[Finding]:
    """Values far from the median of their neighbours, measured by how far values usually are around that time."""
    series = pd.Series(values)
    middle = series.rolling(OUTLIER_WINDOW, center=True, min_periods=1).median()
    distance = (series - middle).abs()
    around = distance.rolling(SCALE_WINDOW, center=True, min_periods=1).median()
    usual = TO_DEVIATION * np.maximum(around, float(distance.median()) / 10)
    far = np.flatnonzero((distance > OUTLIER_DISTANCE * usual) & (usual > 0))
    if not 0 < len(far) <= OUTLIER_SHARE * len(values):
        return []
    rows, times = observed.located(far)
    message = M("“{column}” has values far from their neighbours in {rows}.", column=target, rows=name_rows(rows))
    return [Finding("warning", message, rows, times)]


def _stale_end(index: pd.DatetimeIndex, frequency: Frequency, now: pd.Timestamp) -> list[Finding]:
    if now - index[-1] < STALE_STEPS * frequency.step:
        return []
    return [Finding("note", M("The data end on {end}: the forecast starts there.", end=index[-1]), times=(index[-1],))]
