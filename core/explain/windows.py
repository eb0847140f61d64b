"""The same explanation on many windows: one that holds on a single forecast may be an accident of that forecast."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np
import pandas as pd

from core.explain.explain import Target, explain
from core.explain.trust import trust
from core.messages import M
from core.task import Progress, Report, silent

if TYPE_CHECKING:
    from core.task import Evidence

WINDOWS = 50
RESAMPLES = 2000


@dataclass(frozen=True)
class WindowChecks:
    """Checks of one question asked of many windows, a row a window.

    table: window (its label), deletion_gain, insertion_gain, completeness_error, trust ("yes", "caution", "no").
    interval: 95 % interval of the median deletion gain, by bootstrap over windows; insertion: the same for insertion.
    """

    table: pd.DataFrame
    interval: tuple[float, float]
    insertion: tuple[float, float]

    @property
    def gain(self) -> float:
        """The median deletion gain. The median, because a gain is relative to a change that may be close to 0."""
        return float(self.table["deletion_gain"].median())

    @property
    def better(self) -> float:
        """Share of the windows whose gain is above 0."""
        return float((self.table["deletion_gain"] > 0).mean())


def check_windows(
    windows: Sequence[object],
    evidence: Sequence[Evidence],
    target: Target,
    method: str,
    reference: str | None,
    *,
    seed: int = 0,
    report: Report = silent,
) -> WindowChecks:
    """Explains the same target in every window. windows: their labels; evidence: of each."""
    rows = []
    for place, (label, one) in enumerate(zip(windows, evidence, strict=True)):
        report(Progress(place / len(windows), M("Window {number} of {count}", number=place + 1, count=len(windows))))
        found = explain(one, target, method, reference, seed)
        rows.append((label, found.deletion_gain, found.insertion_gain, found.completeness_error, trust(found).kind))
    columns = ["window", "deletion_gain", "insertion_gain", "completeness_error", "trust"]
    return checks_of(pd.DataFrame(rows, columns=columns), seed)


def checks_of(table: pd.DataFrame, seed: int = 0) -> WindowChecks:
    """The checks of a table with a row a window."""
    intervals = [median_interval(table[column].to_numpy(float), seed) for column in ("deletion_gain", "insertion_gain")]
    return WindowChecks(table, *intervals)


def median_interval(values: np.ndarray, seed: int = 0) -> tuple[float, float]:
    """95 % interval of the median of values (N,), by bootstrap."""
    drawn = np.random.default_rng(seed).integers(len(values), size=(RESAMPLES, len(values)))
    low, high = np.quantile(np.median(values[drawn], axis=1), [0.025, 0.975])
    return float(low), float(high)
