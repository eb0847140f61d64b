"""Where two explanations tell different stories: how far back, and in which input."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import pandas as pd

from core.explain.types import Explanation


@dataclass(frozen=True)
class Disagreement:
    """Two explanations side by side, as signed shares of each one's own Σ |attribution|, so that units do not matter.

    by_step: step (0 for the last known, −1 before it, 1 for the first step ahead), first, second. by_feature: feature,
    first, second. correlation: of the ranks by step. A place that one of them lacks counts as 0 there.
    """

    by_step: pd.DataFrame
    by_feature: pd.DataFrame
    correlation: float

    @property
    def step(self) -> pd.Series:
        """The step they differ on most."""
        return _widest(self.by_step)

    @property
    def feature(self) -> pd.Series:
        """The input they differ on most."""
        return _widest(self.by_feature)


def disagreement(first: Explanation, second: Explanation) -> Disagreement:
    """Compares two explanations of forecasts; their first input is the past, the others are ahead of it."""
    from core.explain.randomised import rank_correlation

    tables = [_shares(one) for one in (first, second)]
    by_step, by_feature = (_side_by_side(tables, column) for column in ("step", "feature"))
    by_step = by_step.sort_values("step", ignore_index=True)
    correlation = rank_correlation(by_step["first"].to_numpy(), by_step["second"].to_numpy())
    return Disagreement(by_step, by_feature, correlation)


def _shares(explanation: Explanation) -> pd.DataFrame:
    """Rows step, feature, share."""
    frames = []
    total = sum(float(np.abs(values).sum()) for values in explanation.attributions) or 1.0
    for place, (axis, values) in enumerate(zip(explanation.axes, explanation.attributions, strict=True)):
        positions, features = values.shape
        steps = np.arange(positions) - (positions - 1) if place == 0 else np.arange(1, positions + 1)
        frames.append(
            pd.DataFrame(
                {
                    "step": np.repeat(steps, features),
                    "feature": list(axis.features) * positions,
                    "share": values.ravel() / total,
                }
            )
        )
    return pd.concat([frame for frame in frames if len(frame)], ignore_index=True)


def _side_by_side(tables: list[pd.DataFrame], column: str) -> pd.DataFrame:
    sums = [table.groupby(column, sort=False)["share"].sum() for table in tables]
    return pd.concat(sums, axis=1, keys=["first", "second"]).fillna(0.0).rename_axis(column).reset_index()


def _widest(table: pd.DataFrame) -> pd.Series:
    return table.iloc[int((table["first"] - table["second"]).abs().to_numpy().argmax())]
