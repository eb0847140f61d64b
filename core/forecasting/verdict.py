"""What an evaluation comes to, in one sentence: better, no better or worse than the best baseline."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from core.messages import M, Message, Percent


@dataclass(frozen=True)
class Comparison:
    """A skill against the best baseline. baseline: in words. interval: of the skill, 95 %.

    enough: whether there are independent test origins enough to tell.
    """

    baseline: Message
    skill: float
    interval: tuple[float, float]
    origins: int
    enough: bool

    @property
    def kind(self) -> str:
        """ "better" or "worse" where the interval excludes 0 and there are origins enough, else "no better"."""
        low, high = self.interval
        if not self.enough or low <= 0.0 <= high:
            return "no better"
        return "better" if low > 0.0 else "worse"


def verdict(comparison: Comparison, coverage: Mapping[float, float]) -> Message:
    """The sentence; coverage: share of what came inside each band, by band."""
    gain, (low, high) = comparison.skill, comparison.interval
    if gain < 0.0:  # told as a loss, which is a positive amount
        low, high = -high, -low
    values: dict[str, object] = {
        "baseline": comparison.baseline,
        "amount": Percent(abs(gain)),
        "low": Percent(low),
        "high": Percent(high),
        "origins": comparison.origins,
    }
    first = M(_template(comparison).template, **values)
    if 0.8 not in coverage:
        return M("{comparison}.", comparison=first)
    held = Percent(coverage[0.8])
    return M("{comparison}; the 80 % band held {held} of what came.", comparison=first, held=held)


def _template(comparison: Comparison) -> Message:
    """The first half of the sentence, its values still open."""
    gain = comparison.skill >= 0.0
    if not comparison.enough:
        return (
            M("Too few test origins to tell: {origins} give a gain of {amount} ({low} to {high}) over {baseline}")
            if gain
            else M("Too few test origins to tell: {origins} give a loss of {amount} ({low} to {high}) to {baseline}")
        )
    if comparison.kind == "better":
        return M("Better than {baseline} by {amount} ({low} to {high}) over {origins} test origins")
    if comparison.kind == "worse":
        return M("Worse than {baseline} by {amount} ({low} to {high}) over {origins} test origins")
    return (
        M("No better than {baseline}: a gain of {amount} ({low} to {high}) over {origins} test origins can be chance")
        if gain
        else M("No better than {baseline}: a loss of {amount} ({low} to {high}) over {origins} test origins")
    )
