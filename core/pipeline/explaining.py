"""Explaining a forecast: which number of it and how, the same for the browser, the command line and a job."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from core.errors import UserError
from core.explain.explain import explain, explain_steps
from core.explain.matrix import Matrix, horizon_matrix, steps_shown
from core.explain.registry import DEFAULT_METHOD, get_method
from core.explain.types import Explanation
from core.messages import M

if TYPE_CHECKING:
    from core.task import Evidence


REFERENCES = ("training mean", "window mean", "persistence", "permuted history", "earlier window", "no calendar")
"""What a forecast can be compared with; the last two only where there is an earlier one, or a calendar."""


@dataclass(frozen=True)
class ExplainChoice:
    """step: from 1. quantile: a level of the forecast. reference: its name, None for the one that suits the series."""

    step: int = 1
    quantile: float = 0.5
    method: str = DEFAULT_METHOD
    reference: str | None = None


def check_choice(choice: ExplainChoice, horizon: int, levels: tuple[float, ...]) -> ExplainChoice:
    """The choice itself; UserError where the forecast has no such step or quantile, or there is no such method."""
    if not 1 <= choice.step <= horizon:
        raise UserError(
            M("The forecast has no step {step}: it has {horizon}.", step=choice.step, horizon=horizon),
            M("Choose a step from 1 to {horizon}.", horizon=horizon),
        )
    if choice.quantile not in levels:
        raise UserError(
            M("The forecast has no quantile {quantile}.", quantile=choice.quantile),
            M("Choose one of: {names}.", names=levels),
        )
    get_method(choice.method)
    if choice.reference is not None and choice.reference not in REFERENCES:
        raise UserError(
            M("There is no reference called “{name}”.", name=choice.reference),
            M("Choose one of: {names}.", names=REFERENCES),
        )
    return choice


def explain_choice(evidence: Evidence, choice: ExplainChoice, seed: int = 0) -> Explanation:
    """What the chosen number of a forecast rests on."""
    steps, levels = evidence.outputs
    check_choice(choice, len(steps), levels)
    target = (choice.step - 1, levels.index(choice.quantile))
    return explain(evidence, target, choice.method, choice.reference, seed)


def explain_horizon(evidence: Evidence, choice: ExplainChoice, seed: int = 0) -> Matrix:
    """The chosen quantile of every step: observed time × forecast step.

    evidence: of core.forecasting.observed, so that a value counts where it was observed, also as a lag of a later step.
    A reference that only the network's own inputs have gives way to the one that suits the series.
    """
    steps, levels = evidence.outputs
    check_choice(choice, len(steps), levels)
    shown = steps_shown(len(steps))
    reference = choice.reference if choice.reference in evidence.references else None
    found = explain_steps(evidence, shown, levels.index(choice.quantile), choice.method, reference, seed)
    return horizon_matrix(found)
