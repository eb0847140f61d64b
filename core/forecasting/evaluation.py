"""A model beside its baselines on the same origins and steps, and what that comes to in a sentence."""

from __future__ import annotations

from collections.abc import Mapping

import numpy as np
import pandas as pd

from core.data.series import Series
from core.forecasting import metrics
from core.forecasting.baselines import BASELINES
from core.forecasting.baselines.titles import in_words
from core.forecasting.bootstrap import FEW_ORIGINS, independent, skill_interval
from core.forecasting.types import Evaluation, OriginPredictions
from core.forecasting.verdict import Comparison, verdict
from core.messages import M
from core.task import Progress, Report, silent

OURS = "ours"
"""What the model is called in the tidy frame of scores by step."""

FLAWLESS = 1e-6
"""A baseline's error below this, in MASE scales, counts as this much: a series that repeats itself exactly has none."""


def evaluate(
    series: Series, cut: int, season: int, ours: OriginPredictions, *, seed: int = 0, report: Report = silent
) -> Evaluation:
    """Scores `ours` and every baseline, fitted on the rows before `cut`, at the origins and steps of `ours`.

    season: its length in steps, 1 for none; then there is no seasonal naive. seed: of the bootstrap. Raises
    ValueError where a forecast is NaN or an origin lies before the cut, UserError where the training part is constant.
    """
    if ours.origins.min() < cut - 1:
        raise ValueError(f"Origin {ours.origins.min()} lies before the last row of the training part, {cut - 1}.")
    scale = metrics.mase_scale(series.values[:cut], season)
    score = metrics.score(ours.actual, ours.values, ours.levels, scale)  # first, because it checks them
    others = _baseline_predictions(series.values, cut, season, ours, report)
    scores = {name: metrics.score(each.actual, each.values, each.levels, scale) for name, each in others.items()}
    best = min(scores, key=lambda name: scores[name].crps)
    skill, interval = skill_against(ours, others[best], scale, seed)
    enough = independent(len(ours.origins), overlap(ours)) >= FEW_ORIGINS
    comparison = Comparison(
        in_words(best, series.frequency, season), skill, interval, origins=len(ours.origins), enough=enough
    )
    return Evaluation(
        origins=len(ours.origins),
        step=rows_apart(ours.origins, horizon=ours.values.shape[1]),
        score=score,
        baselines=scores,
        best_baseline=best,
        skill=skill,
        skill_interval=interval,
        verdict_kind=comparison.kind,
        verdict=verdict(comparison, score.coverage),
        scale=scale,
        by_step=scores_by_step({OURS: ours, **others}, best, scale),
        dates=(series.times[int(ours.origins.min())], series.times[int(ours.origins.max())]),
        predictions=ours,
        baseline_predictions=others,
    )


def scores_by_step(predictions: Mapping[str, OriginPredictions], best: str, scale: float) -> pd.DataFrame:
    """Tidy frame model, step, mase, crps, skill (against `best` at the same step), coverage80; NaN where unknown."""
    rows = []
    for name, each in predictions.items():
        for step in range(each.values.shape[1]):
            if np.isfinite(each.actual[:, step]).any():
                score = metrics.score(each.actual[:, step], each.values[:, step], each.levels, scale)
                rows.append((name, step + 1, score.mase, score.crps, score.coverage.get(0.8, np.nan)))
    table = pd.DataFrame(rows, columns=["model", "step", "mase", "crps", "coverage80"])
    reference = table["step"].map(table[table["model"] == best].set_index("step")["crps"])
    table.insert(4, "skill", 1.0 - table["crps"] / reference.clip(lower=FLAWLESS))
    return table


def _baseline_predictions(
    values: np.ndarray, cut: int, season: int, ours: OriginPredictions, report: Report
) -> dict[str, OriginPredictions]:
    """Every baseline's quantiles at the origins, steps and levels of `ours`."""
    names = [name for name in BASELINES if season > 1 or name != "seasonal_naive"]
    predictions = {}
    for position, name in enumerate(names):
        report(Progress(position / len(names), M("Comparing with the baselines")))
        baseline = BASELINES[name](season).fit(values[:cut])
        quantiles = baseline.predict(values, ours.origins, ours.values.shape[1], ours.levels)
        predictions[name] = OriginPredictions(ours.origins, ours.levels, quantiles, ours.actual)
        for note in baseline.notes:
            report(Progress((position + 1) / len(names), note))
    report(Progress(1.0, M("Comparing with the baselines")))
    return predictions


def skill_against(
    ours: OriginPredictions, theirs: OriginPredictions, scale: float, seed: int
) -> tuple[float, tuple[float, float]]:
    """1 - our CRPS / theirs, over all known steps, and its 95 % interval."""
    losses, known = origin_losses(ours) / scale, np.isfinite(ours.actual).sum(axis=1)
    reference = np.maximum(origin_losses(theirs) / scale, FLAWLESS * known)
    return 1.0 - float(losses.sum() / reference.sum()), skill_interval(losses, reference, overlap(ours), seed=seed)


def origin_losses(predictions: OriginPredictions) -> np.ndarray:
    """CRPS summed over the known steps of each origin, (N,)."""
    return np.asarray(np.nansum(metrics.crps(predictions.actual, predictions.values, predictions.levels), axis=1))


def rows_apart(origins: np.ndarray, horizon: int) -> int:
    """Rows between two origins; the horizon where there is only one."""
    return int(np.median(np.diff(origins))) if len(origins) > 1 else horizon


def overlap(predictions: OriginPredictions) -> int:
    """How many consecutive origins forecast a common row."""
    horizon: int = predictions.values.shape[1]
    return -(-horizon // rows_apart(predictions.origins, horizon))
