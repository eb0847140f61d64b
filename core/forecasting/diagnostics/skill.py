"""Several models on the same origins: their scores, and their skill against one of them, with intervals."""

from __future__ import annotations

from collections.abc import Mapping

import numpy as np
import pandas as pd

from core.forecasting import metrics
from core.forecasting.bootstrap import skill_interval
from core.forecasting.evaluation import FLAWLESS, rows_apart, skill_against
from core.forecasting.types import OriginPredictions


def scores(models: Mapping[str, OriginPredictions], reference: str, scale: float, seed: int = 0) -> pd.DataFrame:
    """Rows model, crps, mase, held50, held80, held90, skill, low, high, smallest error first.

    skill: 1 - CRPS / that of `reference`, with its 95 % interval low … high. scale: of MASE, in the series' unit.
    """
    rows = []
    for name, each in models.items():
        found = metrics.score(each.actual, each.values, each.levels, scale)
        held = {held_column(band): share for band, share in found.coverage.items()}
        skill, (low, high) = skill_against(each, models[reference], scale, seed)
        rows.append({"model": name, "crps": found.crps, "mase": found.mase, **held, "skill": skill})
        rows[-1] |= {"low": low, "high": high}
    return pd.DataFrame(rows).sort_values("crps", kind="stable").reset_index(drop=True)


def held_column(band: float) -> str:
    """The column of what a band held."""
    return f"held{round(100 * band)}"


def skill_by_step(models: Mapping[str, OriginPredictions], reference: str, scale: float, seed: int = 0) -> pd.DataFrame:
    """Skill against `reference` at every step ahead with its 95 % interval: model, step, skill, low, high."""
    theirs = _losses(models[reference]) / scale  # (N, h)
    rows = []
    for name, each in models.items():
        ours = _losses(each) / scale
        horizon = ours.shape[1]
        apart = rows_apart(each.origins, horizon)
        for step in range(1, horizon + 1):
            known = np.isfinite(ours[:, step - 1])
            if not known.any():
                continue
            mine, other = ours[known, step - 1], np.maximum(theirs[known, step - 1], FLAWLESS)
            # errors of one step share innovations with the origins less than a step apart
            low, high = skill_interval(mine, other, -(-step // apart), seed=seed)
            rows.append((name, step, 1.0 - float(mine.sum() / other.sum()), low, high))
    return pd.DataFrame(rows, columns=["model", "step", "skill", "low", "high"])


def _losses(predictions: OriginPredictions) -> np.ndarray:
    """CRPS of every origin and step (N, h)."""
    return metrics.crps(predictions.actual, predictions.values, predictions.levels)
