"""Which units stay on over a period, where else the same ones are on, and what came next there.

H. Strobelt et al., "LSTMVis: a tool for visual analysis of hidden state dynamics in recurrent neural networks", 2018,
https://doi.org/10.1109/TVCG.2017.2744158. A unit is on when it is beyond what it shows on most of the rows the network
was fitted on: above (+1) or below (−1); so a unit that is always high is not on.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

DRAWS = 1000


@dataclass(frozen=True)
class LookAlikes:
    """Periods in which the same units were on. ends: (M,) their last rows, best first. scores: (M,), 1 is the same."""

    ends: np.ndarray
    scores: np.ndarray


def signs(states: np.ndarray, seen: int, share: float) -> np.ndarray:
    """+1, −1 or 0 for each unit and row, (N, H): above or below its own middle `share` over the first `seen` rows."""
    low, high = np.quantile(states[:seen], [(1 - share) / 2, (1 + share) / 2], axis=0)
    return np.where(states > high, 1, np.where(states < low, -1, 0)).astype(np.int8)


def on_throughout(period: np.ndarray) -> np.ndarray:
    """The sign (H,) of every unit that keeps one over all rows of `period` (T, H); 0 for the others."""
    kept = (period == period[0]).all(axis=0)
    return np.where(kept, period[0], 0).astype(np.int8)


def look_alikes(
    found: np.ndarray, wanted: np.ndarray, length: int, avoid: tuple[int, int], least: float, most: int
) -> LookAlikes:
    """Periods of `length` rows over which the wanted units are on, on the same side, for at least a share `least`.

    found: signs (N, H). wanted: (H,), 0 where a unit does not matter. avoid: first and last row of the period that was
    asked about. Best first; of two that overlap the better one, and at most `most`.
    """
    used = wanted != 0
    if not used.any() or len(found) < length:
        return LookAlikes(np.empty(0, dtype=np.int64), np.empty(0))
    alike = (found[:, used] == wanted[used]).mean(axis=1)  # (N,)
    running = np.concatenate([[0.0], np.cumsum(alike)])
    scores = (running[length:] - running[:-length]) / length  # of the period that ends at row length − 1 + place
    ends = np.arange(length - 1, len(found))
    free = (ends < avoid[0]) | (ends - length + 1 > avoid[1])
    chosen: list[int] = []
    for place in np.argsort(-scores, kind="stable"):
        if len(chosen) == most or scores[place] < least - 1e-9:
            break
        if free[place] and all(abs(int(ends[place]) - int(ends[other])) >= length for other in chosen):
            chosen.append(int(place))
    return LookAlikes(ends[chosen], scores[chosen])


def changes(values: np.ndarray, ends: np.ndarray, horizon: int) -> np.ndarray:
    """How far the value moves from each row in the next `horizon` steps, (M, h); rows too near the end are left out."""
    kept = ends[ends + horizon < len(values)]
    return np.asarray(values[kept[:, None] + np.arange(1, horizon + 1)] - values[kept][:, None])


def chance(ours: np.ndarray, everywhere: np.ndarray, seed: int = 0) -> float:
    """Share of random choices of as many rows whose mean change at the last step is as far from that of all rows.

    ours: (M, h), everywhere: (N, h). A small share says that what came next is no accident.
    """
    last, every = ours[:, -1], everywhere[:, -1]
    rows = np.random.default_rng(seed).integers(len(every), size=(DRAWS, len(last)))
    drawn = np.abs(every[rows].mean(axis=1) - every.mean())
    return float((1 + (drawn >= abs(last.mean() - every.mean())).sum()) / (DRAWS + 1))
