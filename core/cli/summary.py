"""A result as lines for the terminal: the verdict first, then the tables."""

from __future__ import annotations

from collections.abc import Iterable

import pandas as pd

from core.cli.output import decimals, table
from core.data.series import Series
from core.explain.types import Explanation
from core.forecasting.baselines import BASELINE_TITLES
from core.forecasting.types import Evaluation, Forecast, Score
from core.messages import Percent, format_value
from core.models.registry import model_entry
from core.pipeline import Backtest, ModelFacts, Outcome
from core.pipeline.checks import Checks

SHOWN_STEPS = 60
SHOWN_CAUSES = 5


def forecast_summary(outcome: Outcome) -> list[str]:
    """Verdict, what was done, scores, forecast and what it rests on; of each column where there are several."""
    others = [line for other in outcome.also for line in ("", "", *column_summary(other))]
    return column_summary(outcome) + others


def column_summary(outcome: Outcome) -> list[str]:
    """The same of one column."""
    return [
        str(outcome.evaluation.verdict),
        "",
        *about(outcome.series, outcome.model),
        *cut_short(outcome),
        "",
        *scores(outcome.evaluation, outcome.model),
        "",
        *steps(outcome.forecast),
        "",
        *causes(outcome.explanation, outcome.series.unit),
    ]


def backtest_summary(result: Backtest) -> list[str]:
    """Verdict, what was done and scores."""
    evaluation = result.evaluation
    trained = "trained again at each origin" if result.refit == "always" else "trained once, before the first origin"
    first, last = (clock(date, evaluation.dates) for date in evaluation.dates)
    return [
        str(evaluation.verdict),
        "",
        *about(result.series, result.model),
        f"{evaluation.origins} origins from {first} to {last}, {trained}.",
        "",
        *scores(evaluation, result.model),
    ]


def about(series: Series, model: ModelFacts) -> list[str]:
    """Two lines: the series and the model."""
    unit = f" ({series.unit})" if series.unit else ""
    ends = series.times[[0, -1]]
    start, end = (clock(time, ends) for time in ends)
    kept = f", saved as {model.run}" if model.run else ""
    return [
        f"{series.name}: {series.target}{unit}, {format_value(len(series))} rows, {start} to {end}.",
        f"{model_entry(model.name).title} with {format_value(model.parameters)} parameters, "
        f"trained in {decimals(model.train_seconds, 1)} s, seed {model.seed}{kept}.",
    ]


def cut_short(outcome: Outcome) -> list[str]:
    """A line where the budget, and not the plan, ended the training: then another run may give other numbers."""
    stopped = outcome.fitted.card.get("stopped_by")
    if not stopped:
        return []
    why = "The machine was too busy" if stopped == "clock" else "The time to train was too short"
    return [f"{why} to finish the training; with a larger --budget the numbers are the same every time."]


def scores(evaluation: Evaluation, model: ModelFacts) -> list[str]:
    """A row a model: errors in units of the MASE scale, and how often each band held."""
    bands = tuple(evaluation.score.coverage)
    header = ["model", "MASE", "CRPS", *(f"in {band:.0%} band" for band in bands)]
    rows = [_score_row(str(model_entry(model.name).title), evaluation.score, bands)]
    ranked = sorted(evaluation.baselines.items(), key=lambda item: item[1].crps)
    rows += [_score_row(str(BASELINE_TITLES[name]), score, bands) for name, score in ranked]
    return table(header, rows)


def _score_row(name: str, score: Score, bands: tuple[float, ...]) -> list[str]:
    shares = [format_value(Percent(score.coverage[band])) for band in bands]
    return [name, decimals(score.mase, 3), decimals(score.crps, 3), *shares]


def steps(forecast: Forecast) -> list[str]:
    """A row a step: median and the bounds of the 80 and 90 % bands."""
    levels = [forecast.levels.index(level) for level in (0.05, 0.1, 0.5, 0.9, 0.95)]
    header = ["time", "step", *(f"{forecast.levels[level]:g}" for level in levels)]
    rows = [
        [clock(time, forecast.times), str(step + 1), *(decimals(forecast.values[step, level]) for level in levels)]
        for step, time in enumerate(forecast.times[:SHOWN_STEPS])
    ]
    left = len(forecast.times) - len(rows)
    return table(header, rows) + ([f"  … and {left} more steps; --json has them all."] if left else [])


def clock(time: object, times: Iterable[object]) -> str:
    """A time as 2015-12-31, with hours and minutes where any of `times` has them, so that columns line up."""
    if not isinstance(time, pd.Timestamp):
        return str(time)
    whole_days = all(other == other.normalize() for other in times if isinstance(other, pd.Timestamp))
    return f"{time:%Y-%m-%d}" if whole_days else f"{time:%Y-%m-%d %H:%M}"


def checks_summary(explanation: Explanation, checks: Checks) -> list[str]:
    """Every check of the explanation, and the sentence of all of them."""
    low, high = checks.stability.interval
    asked = "20 other seeds" if checks.stability.kind == "seeds" else "inputs that tremble by 2 %"
    return [
        str(checks.trust.message),
        f"Insertion gain {decimals(explanation.insertion_gain)}; rank correlation with random networks "
        f"{decimals(checks.randomised.mean)}; with {asked} {decimals(checks.stability.mean)} "
        f"({decimals(low)} to {decimals(high)}).",
    ]


def causes(explanation: Explanation, unit: str) -> list[str]:
    """The inputs that moved the explained step most, and how far the explanation can be trusted."""
    top = explanation.top(SHOWN_CAUSES)
    cells = zip(top["position"], top["feature"], top["attribution"], strict=True)
    rows = [[clock(position, top["position"]), str(feature), decimals(value)] for position, feature, value in cells]
    error = format_value(Percent(explanation.completeness_error, 1))
    gain = decimals(explanation.deletion_gain)
    level = explanation.target_labels[1]
    of = "" if level == 0.5 else f", quantile {level:g},"
    return [
        f"Step {explanation.target[0] + 1}{of} by {explanation.method}, "
        f"against the reference “{explanation.reference}”:",
        *table(["time", "input", unit or "effect"], rows),
        f"Completeness error {error}; deletion gain {gain} (above 0 is better than chance); one forecast only.",
    ]
