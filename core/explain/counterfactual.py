"""The smallest change of a few past values that lifts an answer above a bound, or lowers it below one.

Wachter, Mittelstadt, Russell 2017, https://arxiv.org/abs/1711.00399; here few values change, each inside bounds.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from core.explain.probe import answers

if TYPE_CHECKING:
    from core.explain.answers import Target
    from core.task import Evidence

GRID = 8
"""Values tried for a cell on either side of what it holds."""

HALVINGS = 24
SHARES = np.linspace(0.0, 1.0, 41)
"""Shares of a change that are tried when it is shrunk."""


@dataclass(frozen=True)
class Change:
    """One changed cell. position: its place in its input; label: of that position; old, new: in its own unit."""

    position: int
    label: object
    old: float
    new: float


@dataclass(frozen=True)
class Counterfactual:
    """reached: whether the bound was passed. changes: largest first; without a way, those that come nearest.

    output, changed_output: the answer before and after. cost: Σ |new − old|, in the unit of the cells.
    """

    reached: bool
    changes: tuple[Change, ...]
    output: float
    changed_output: float
    cost: float


@dataclass(frozen=True)
class _Search:
    """One question. sign: 1 to lift the answer, −1 to lower it; bound: in the answer's unit."""

    evidence: Evidence
    target: Target
    axis: int
    feature: int
    bound: float
    sign: int
    held: np.ndarray
    low: float
    high: float

    def gains(self, rows: np.ndarray) -> np.ndarray:
        """How far each row of new values (B, T) is beyond the bound, (B,); at least 0 has passed it."""
        places = np.stack([np.arange(len(self.held)), np.full(len(self.held), self.feature)], 1)
        found = answers(self.evidence, [self.target], rows, places, self.axis)[:, 0]
        return np.asarray(self.sign * (found - self.bound))


def counterfactual(
    evidence: Evidence,
    target: Target,
    bound: float,
    *,
    above: bool = True,
    most: int = 3,
    limits: tuple[float, float],
    axis: int = 0,
    feature: int = 0,
) -> Counterfactual:
    """The smallest change found of at most `most` values of one feature that moves the answer past `bound`.

    above: lift it to at least the bound; otherwise lower it to at most the bound. limits: least and largest value that
    a cell may take. Cells are added one by one, each the one that reaches the bound at the smallest change or, while
    none does, that comes nearest; then every change is shrunk as far as the bound allows. A smaller change may exist:
    the answer is no straight line.
    """
    held = evidence.inputs[axis][0, :, feature].detach().cpu().numpy().astype(np.float64)  # (T,)
    low, high = min(limits[0], *held), max(limits[1], *held)
    search = _Search(evidence, target, axis, feature, bound, 1 if above else -1, held, low, high)
    values, before = held.copy(), float(search.gains(held[None])[0])
    reached, chosen = before >= 0, 0
    while not reached and chosen < most:
        better, reached = _one_more(search, values)
        if better is None:
            break
        values, chosen = better, chosen + 1
    if reached:
        values = _shrunk(search, values)
    return _result(search, values, reached, before)


def _one_more(search: _Search, values: np.ndarray) -> tuple[np.ndarray | None, bool]:
    """The values with one more cell changed, and whether that passes the bound; None where nothing helps."""
    shares = np.linspace(0.0, 1.0, GRID + 1)[1:]
    free = np.flatnonzero(values == search.held)
    ends = np.array([search.low, search.high])
    tried = search.held[free, None, None] + shares * (ends[:, None] - search.held[free, None, None])  # (N, 2, G)
    rows = np.repeat(values[None], tried.size, 0)
    rows[np.arange(tried.size), np.repeat(free, tried[0].size)] = tried.ravel()
    gains = search.gains(rows)
    if (gains >= 0).any():
        return _cheapest(search, values, free, tried, gains.reshape(tried.shape) >= 0), True
    best = int(gains.argmax())
    if gains[best] <= float(search.gains(values[None])[0]) + 1e-12:
        return None, False
    return rows[best], False


def _cheapest(
    search: _Search, values: np.ndarray, free: np.ndarray, tried: np.ndarray, passed: np.ndarray
) -> np.ndarray:
    """Of the cells (N,) that pass the bound on a side, the one whose exact crossing costs least.

    tried: (N, 2, G) values on the grid, away from what is held; passed: which of them pass.
    """
    cells, sides = np.nonzero(passed.any(axis=2))
    first = passed[cells, sides].argmax(axis=1)  # (K,)
    inside = tried[cells, sides, first]
    outside = np.where(first > 0, tried[cells, sides, np.maximum(first - 1, 0)], search.held[free[cells]])
    rows, each = np.repeat(values[None], len(cells), 0), np.arange(len(cells))
    for _ in range(HALVINGS):
        middle = (inside + outside) / 2
        rows[each, free[cells]] = middle
        enough = search.gains(rows) >= 0
        inside, outside = np.where(enough, middle, inside), np.where(enough, outside, middle)
    rows[each, free[cells]] = inside
    return np.asarray(rows[int(np.abs(inside - search.held[free[cells]]).argmin())])


def _shrunk(search: _Search, values: np.ndarray) -> np.ndarray:
    """Every change taken back as far as the bound allows, the largest change first."""
    changed = np.flatnonzero(values != search.held)
    for place in changed[np.argsort(-np.abs(values - search.held)[changed])]:
        rows = np.repeat(values[None], len(SHARES), 0)
        rows[:, place] = search.held[place] + SHARES * (values[place] - search.held[place])
        enough = np.flatnonzero(search.gains(rows) >= 0)
        # The last share is the change as it stands. Found at the very bound, it can fall short by a rounding here.
        last = int(enough[0]) if len(enough) else len(SHARES) - 1
        values = rows[last]
        if last == 0:
            continue
        outside, inside = rows[last - 1, place], rows[last, place]
        for _ in range(HALVINGS):
            middle = values.copy()
            middle[place] = (outside + inside) / 2
            passed = float(search.gains(middle[None])[0]) >= 0
            outside, inside = (outside, middle[place]) if passed else (middle[place], inside)
        values = values.copy()
        values[place] = inside
    return values


def _result(search: _Search, values: np.ndarray, reached: bool, before: float) -> Counterfactual:
    places = np.flatnonzero(values != search.held)
    places = places[np.argsort(-np.abs(values - search.held)[places], kind="stable")]
    labels = search.evidence.axes[search.axis].positions
    after = float(search.gains(values[None])[0])
    return Counterfactual(
        reached=bool(reached),
        changes=tuple(
            Change(int(place), labels[place], float(search.held[place]), float(values[place])) for place in places
        ),
        output=float(search.bound + search.sign * before),
        changed_output=float(search.bound + search.sign * after),
        cost=float(np.abs(values - search.held).sum()),
    )
