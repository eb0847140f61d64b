"""What would the forecast be if the past had been another: edited values, in the series' own terms.

The observed values are changed, so that every input made from them changes with them; the calibration of the bands
stays as it is.
"""

from __future__ import annotations

import dataclasses
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from core.explain.counterfactual import Counterfactual, counterfactual
from core.explain.partial import Sweep, sweep
from core.explain.probe import answers
from core.forecasting.types import Forecast
from core.messages import M, Message, Number
from core.pipeline.explaining import ExplainChoice
from core.pipeline.subject import Subject

if TYPE_CHECKING:
    from core.task import Evidence

SWEPT = 2.0
"""How far an input is swept to either side, in standard deviations of its values."""

POINTS = 21
CURVES = 12
"""Windows of a partial dependence; the last is the one on the screen."""


@dataclass(frozen=True)
class Edit:
    """New values of the target or a covariate. feature: its place among the observed columns, 0 for the target.

    back: steps before the origin (0 for the last known row), None for every observed row; values: what is put there.
    """

    feature: int
    back: int | None
    change: float


def observed(subject: Subject, origin: int) -> Evidence:
    """The forecast from a position as a function of the observed values."""
    from core.forecasting.observed import observed_evidences

    return observed_evidences(subject.fitted, subject.series, np.array([origin]))[0]


def edited_forecast(
    subject: Subject, evidence: Evidence, edits: list[Edit], before: Forecast, companion_follows: bool = True
) -> Forecast:
    """The forecast `before` as it would be with the edits. evidence: of `observed`, from the same origin.

    companion_follows: a baseline mixed into the forecast is asked again; else it says what it said of the history as
    it was, as the searches through many edits have it.
    """
    from core.forecasting.observed import with_companion_of

    values = evidence.inputs[0][0].detach().cpu().numpy().astype(np.float64).copy()  # (S, 1 + C)
    for edit in edits:
        rows = slice(None) if edit.back is None else len(values) - 1 - edit.back
        values[rows, edit.feature] += edit.change
    places = np.array(list(np.ndindex(*values.shape)))
    if companion_follows and any(edit.feature == 0 for edit in edits):  # it looks at the target alone
        known = subject.series.head(int(subject.series.times.searchsorted(before.origin)) + 1)
        evidence = with_companion_of(evidence, subject.fitted, known, values[:, 0])
    found = answers(evidence, None, values.reshape(1, -1), places)[0]  # (h, Q)
    lower = subject.fitted.plan.lower
    found = np.sort(found, axis=-1)
    if lower is not None:
        found = np.maximum(found, lower)
    season = before.seasonal_naive
    if season is not None and before.season is not None and before.season <= len(values):
        season = values[-before.season :, 0][np.arange(len(season)) % before.season]
    return dataclasses.replace(
        before, values=found, naive=np.full(len(before.naive), values[-1, 0]), seasonal_naive=season
    )


def difference(before: Forecast, after: Forecast, unit: str) -> Message:
    """How far two forecasts of the same steps are apart, in one sentence."""
    median = before.levels.index(0.5)
    moves = after.values[:, median] - before.values[:, median]
    widths = [forecast.values[:, -1] - forecast.values[:, 0] for forecast in (before, after)]
    step = int(np.abs(moves).argmax())
    if not np.abs(moves).max() > 0:
        return M("The forecast does not move.")
    wider = float(np.mean(widths[1]) / np.mean(widths[0]) - 1)
    band = M("the bands keep their width")
    if abs(wider) >= 0.005:
        words = M("the bands get {share} % wider", share=Number(100 * wider, 0))
        band = words if wider > 0 else M("the bands get {share} % narrower", share=Number(-100 * wider, 0))
    return M(
        "The median moves by {mean}{unit} on average, and most at step {step}: from {old} to {new}{unit}; {band}.",
        mean=signed(float(moves.mean())),
        step=step + 1,
        old=Number(float(before.values[step, median]), 2),
        new=Number(float(after.values[step, median]), 2),
        unit=f"\u00a0{unit}" if unit else "",
        band=band,
    )


def signed(value: float, decimals: int = 2) -> Message:
    """A number with its sign."""
    if value > 0:
        return M("+{value}", value=Number(value, decimals))
    return M("{value}", value=Number(value, decimals))


def smallest_change(
    subject: Subject, evidence: Evidence, choice: ExplainChoice, bound: float, above: bool, most: int
) -> tuple[Counterfactual, bool]:
    """The smallest change of at most `most` past values that moves the chosen number past `bound`, and whether all of
    it lies inside the range seen in training; values outside are tried only where none inside suffice."""
    target = (choice.step - 1, evidence.outputs[1].index(choice.quantile))
    low, high = subject.seen_range()
    found = counterfactual(evidence, target, bound, above=above, most=most, limits=(low, high))
    if not found.reached:
        room = (high - low) / 2
        wider = counterfactual(evidence, target, bound, above=above, most=most, limits=(low - room, high + room))
        found = wider if wider.reached else found
    return found, all(low <= change.new <= high for change in found.changes)


def dependence(subject: Subject, origin: int, choice: ExplainChoice, feature: int, back: int | None) -> Sweep:
    """How the chosen number follows one past value (or a whole column) in several windows up to `origin`."""
    from core.forecasting.observed import observed_evidences

    first = max(subject.first_origin, subject.fitted.plan.first_origin)
    origins = np.unique(np.linspace(min(first, origin), origin, CURVES).astype(int))
    windows = observed_evidences(subject.fitted, subject.series, origins)
    target = (choice.step - 1, windows[-1].outputs[1].index(choice.quantile))
    values = windows[-1].inputs[0][0, :, feature].detach().cpu().numpy()
    reach = SWEPT * (float(np.std(values)) or 1.0)
    return sweep(windows, target, np.linspace(-reach, reach, POINTS), back=back, feature=feature)
