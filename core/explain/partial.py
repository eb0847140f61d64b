"""How an answer follows one input: that input is swept through a range, in several windows, all else as it was.

Goldstein, Kapelner, Bleich, Pitkin 2015, "Peeking inside the black box", https://arxiv.org/abs/1309.6392 (centred
curves of single cases); their mean is the partial dependence of Friedman 2001.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np
import pandas as pd

from core.explain.probe import answers, cell_values

if TYPE_CHECKING:
    from core.explain.answers import Target
    from core.task import Evidence


@dataclass(frozen=True)
class Sweep:
    """shifts: (G,) what is added to the input, in its unit. curves: (W, G) the answers' change, in their unit.

    value: what the input holds in the last window (its mean where all positions are swept).
    """

    shifts: np.ndarray
    curves: np.ndarray
    value: float

    @property
    def mean(self) -> np.ndarray:
        """Mean of the single curves, (G,)."""
        return np.asarray(self.curves.mean(axis=0))

    def slope(self) -> float:
        """Change of the answer for one unit of the input, by the mean curve around 0."""
        inner = np.abs(self.shifts) <= np.abs(self.shifts).max() / 4
        return float(np.polyfit(self.shifts[inner], self.mean[inner], 1)[0])

    def table(self) -> pd.DataFrame:
        """Rows window, shift, change; the mean under the window "mean"."""
        frames = [
            pd.DataFrame({"window": name, "shift": self.shifts, "change": curve})
            for name, curve in (*((str(n), c) for n, c in enumerate(self.curves, 1)), ("mean", self.mean))
        ]
        return pd.concat(frames, ignore_index=True)


def sweep(
    windows: Sequence[Evidence],
    target: Target,
    shifts: np.ndarray,
    *,
    back: int | None,
    feature: int = 0,
    axis: int = 0,
) -> Sweep:
    """Curves of every window; the last window is the one the reader looks at.

    back: steps before the last position of the input, 0 for the last one; None shifts all of them together. The
    curves are centred: windows of a price may lie far apart, and a shift means the same in each.
    """
    curves = []
    for evidence in windows:
        length = evidence.inputs[axis].shape[1]
        rows = np.arange(length) if back is None else np.array([length - 1 - back])
        places = np.stack([rows, np.full(len(rows), feature)], axis=1)  # (N, 2)
        held = cell_values(evidence, places, axis)  # (N,)
        asked = held + np.concatenate([[0.0], shifts])[:, None]  # (1 + G, N)
        found = answers(evidence, [target], asked, places, axis)[:, 0]
        curves.append(found[1:] - found[0])
    return Sweep(np.asarray(shifts, dtype=np.float64), np.stack(curves), float(held.mean()))
