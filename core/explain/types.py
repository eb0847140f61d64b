"""What an explanation is: attributions in the answer's unit, with the checks that stand beside them.

Imports pandas only for a table, so that the command line, which names the methods, starts without it.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import numpy as np

from core.messages import Message
from core.task import InputAxis

if TYPE_CHECKING:
    import pandas as pd

COLUMNS = ("group", "index", "position", "feature", "attribution")


@dataclass(frozen=True)
class DeletionCurve:
    """How far the answer moves, in its unit, as inputs are replaced by the reference.

    share_removed: (K,) share of the blocks (neighbouring positions, all features) replaced, of those that differ from
        the reference; in an insertion curve the share put back into it. ours: (K,) |change| in the order of
        attribution.
    random_mean, random_low, random_high: (K,) over random orders: mean, 5 % and 95 %.
    chance_gain: the gain that 95 % of single random orders stay below; a gain above it is no accident.
    """

    share_removed: np.ndarray
    ours: np.ndarray
    random_mean: np.ndarray
    random_low: np.ndarray
    random_high: np.ndarray
    chance_gain: float = 0.0

    def table(self) -> pd.DataFrame:
        """Tidy twin: share_removed, ours, random_mean, random_low, random_high."""
        import pandas as pd

        names = ("share_removed", "ours", "random_mean", "random_low", "random_high")
        return pd.DataFrame({name: getattr(self, name) for name in names})


@dataclass(frozen=True)
class Explanation:
    """What one number of an answer rests on, and how well the explanation held up.

    target, target_labels: index along each output axis and its label (step, quantile level).
    output, reference_output: f(x) and f(reference), in the answer's unit.
    attributions: one array (T, F) an input, in the answer's unit. axes: what their positions and features are.
    completeness_error: |Σ attributions − (f(x) − f(reference))| / |f(x) − f(reference)|; where that difference is
        below float32's resolution, relative to Σ |attributions| instead.
    deletion_gain: area between `deletion.ours` and `deletion.random_mean`, relative to |f(x) − f(reference)|;
        above 0 is better than chance. insertion_gain: the same for `insertion`.
    """

    target: tuple[int, ...]
    target_labels: tuple[Any, ...]
    method: str
    reference: str
    output: float
    reference_output: float
    attributions: tuple[np.ndarray, ...]
    axes: tuple[InputAxis, ...]
    completeness_error: float
    deletion_gain: float
    deletion: DeletionCurve
    insertion_gain: float
    insertion: DeletionCurve

    @property
    def change(self) -> float:
        """f(x) − f(reference), in the answer's unit."""
        return self.output - self.reference_output

    def table(self) -> pd.DataFrame:
        """Tidy frame group, index, position, feature, attribution: a row a cell, sorted by time.

        index: the position's place in its input. Inputs whose positions cannot be compared (tokens and dates) stay
        in their own order.
        """
        import pandas as pd

        parts = [part for part in zip(self.axes, self.attributions, strict=True) if part[1].size]
        frames = [_cells(axis, values) for axis, values in parts]  # an empty frame would blur the others' types
        table = pd.concat(frames, ignore_index=True)
        comparable = pd.api.types.is_numeric_dtype(table["position"]) or pd.api.types.is_datetime64_any_dtype(
            table["position"]
        )
        return table.sort_values("position", kind="stable", ignore_index=True) if comparable else table

    def top(self, n: int) -> pd.DataFrame:
        """The n cells of largest |attribution|, largest first."""
        table = self.table()
        order = table["attribution"].abs().sort_values(ascending=False, kind="stable").index[:n]
        return table.loc[order].reset_index(drop=True)

    def total(self, column: str) -> pd.DataFrame:
        """Attribution and |attribution| summed over "group", "position" or "feature", in the table's order."""
        table = self.table().assign(magnitude=lambda cells: cells["attribution"].abs())
        return table.groupby(column, sort=False)[["attribution", "magnitude"]].sum().reset_index()


@dataclass(frozen=True)
class RandomisedCheck:
    """Rank correlation of the attributions with those of copies whose weights were drawn anew, one a copy.

    Near 0 where the explanation depends on what was learned, near 1 where it would look alike for any weights.
    """

    correlations: tuple[float, ...]

    @property
    def mean(self) -> float:
        """Mean correlation over the copies."""
        return float(np.mean(self.correlations))


@dataclass(frozen=True)
class Stability:
    """Rank correlation of the attributions with those of `draws` askings that should come out alike, one a draw.

    kind: "seeds" where the method was asked with other seeds, "noise" where the inputs trembled a little.
    """

    kind: str
    correlations: tuple[float, ...]

    @property
    def mean(self) -> float:
        """Mean correlation."""
        return float(np.mean(self.correlations))

    @property
    def interval(self) -> tuple[float, float]:
        """The range of 95 % of the draws."""
        low, high = np.quantile(self.correlations, [0.025, 0.975])
        return float(low), float(high)


@dataclass(frozen=True)
class Trust:
    """Whether an explanation may be trusted. kind: "yes", "caution" or "no"."""

    kind: str
    message: Message


def _cells(axis: InputAxis, values: np.ndarray) -> pd.DataFrame:
    """One input's attributions (T, F) as rows, position by position."""
    import pandas as pd

    positions, features = values.shape
    index = np.repeat(np.arange(positions), features)
    columns = (
        [axis.group] * values.size,
        index,
        [axis.positions[position] for position in index],
        list(axis.features) * positions,
        values.ravel().astype(np.float64),
    )
    return pd.DataFrame(dict(zip(COLUMNS, columns, strict=True)))
