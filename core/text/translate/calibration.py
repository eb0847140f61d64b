"""From how sure a network is to how often that is right: a rising step curve fitted on texts that were held out.

Pool adjacent violators: R. Barlow et al., "Statistical inference under order restrictions" (1972).
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

LEAST_IN_A_STEP = 20
"""Held-out texts that a step of the curve stands on at least."""


@dataclass(frozen=True)
class Calibration:
    """Values at rising scores, straight lines between them, level outside."""

    scores: tuple[float, ...] = (-20.0, 0.0)
    values: tuple[float, ...] = (0.0, 1.0)

    def __call__(self, score: float) -> float:
        """What a score is worth, between 0 and 1."""
        return float(np.interp(score, self.scores, self.values))

    def to_json(self) -> dict[str, list[float]]:
        """Plain JSON; `Calibration(**…)` with tuples reads it."""
        return {"scores": list(self.scores), "values": list(self.values)}

    @classmethod
    def from_json(cls, data: dict[str, list[float]]) -> Calibration:
        """What `to_json` wrote."""
        return cls(tuple(map(float, data["scores"])), tuple(map(float, data["values"])))

    @classmethod
    def fit(cls, scores: Sequence[float], outcomes: Sequence[float]) -> Calibration:
        """outcomes: how good each held-out answer was, 0 to 1; drawn a little towards a half, as so few are known."""
        order = np.argsort(scores, kind="stable")
        blocks = [_Block(part) for part in np.array_split(np.stack([scores, outcomes], 1)[order], _steps(len(scores)))]
        merged: list[_Block] = []
        for block in blocks:
            merged.append(block)
            while len(merged) > 1 and merged[-2].value >= merged[-1].value:
                block = merged.pop()
                merged[-1] = _Block(np.concatenate([merged[-1].rows, block.rows]))
        return cls(tuple(block.score for block in merged), tuple(block.value for block in merged))


@dataclass(frozen=True)
class _Block:
    """rows (N, 2): scores and outcomes that share one step."""

    rows: np.ndarray

    @property
    def score(self) -> float:
        return float(self.rows[:, 0].mean())

    @property
    def value(self) -> float:
        return float((self.rows[:, 1].sum() + 0.5) / (len(self.rows) + 1))


def _steps(count: int) -> int:
    return max(1, count // LEAST_IN_A_STEP)


def expected_error(confidences: Sequence[float], outcomes: Sequence[float], bins: int = 10) -> float:
    """Expected calibration error: mean distance of confidence and outcome over bins of equal width (C. Guo, 2017)."""
    confidence, outcome = np.asarray(confidences, float), np.asarray(outcomes, float)
    places = np.minimum((confidence * bins).astype(int), bins - 1)
    gaps = [
        abs(confidence[places == b].mean() - outcome[places == b].mean()) * (places == b).mean()
        for b in set(places.tolist())
    ]
    return float(sum(gaps))
