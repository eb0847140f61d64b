"""Which units stay on over a period, where else the same ones are on, and what came next there.

H. Strobelt et al., "LSTMVis: a tool for visual analysis of hidden state dynamics in recurrent neural networks", 2018,
https://doi.org/10.1109/TVCG.2017.2744158. A unit is on when it is beyond what it shows on most of the rows the network
was fitted on: above (+1) or below (−1); so a unit that is always high is not on.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

MOST_SHIFTS = 1000
SEASON_SHARE = 48
"""A place in the season is kept to a part of this many: a week or so of a year, the very step of a day or a week."""


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


def shifted(ends: np.ndarray, rows: int, season: int = 1) -> np.ndarray:
    """The rows (M,) moved together along a circle of `rows` rows, (S, M): by any number of steps, or by whole seasons.

    That keeps how far they lie apart, and with it how much overlapping stretches have in common, and their place in
    the season. Not moved at all comes first; only one row of it is left where there are less than two seasons.
    """
    season = max(season, 1)
    count = rows // season
    near = np.arange(-(season // SEASON_SHARE), season // SEASON_SHARE + 1)
    shifts = np.unique((season * np.arange(count)[:, None] + near) % max(season * count, 1))  # (S,)
    if len(shifts) > MOST_SHIFTS:
        shifts = shifts[np.linspace(0, len(shifts) - 1, MOST_SHIFTS).astype(int)]
    moved = ends[None] + shifts[:, None]
    return np.asarray(np.where(moved >= rows, moved - season * count, moved))


def chance(moved: np.ndarray) -> float:
    """Share of the shifts (S, M, h), of which the first is none, whose mean change at the last step is as far from that
    of all shifts as the first one's.

    A small share says that what came next goes with the state, and not with the season or with how slowly the series
    moves: a circular-shift test, as in neurophysiology and ecology. Nothing is drawn; with few shifts it cannot be
    small.
    """
    means = moved[..., -1].mean(axis=1)  # (S,)
    away = np.abs(means - means.mean())
    return float((away >= away[0] * (1 - 1e-9)).mean())
