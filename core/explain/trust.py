"""A plain sentence on whether an explanation may be trusted, from the checks that stand beside it."""

from __future__ import annotations

from core.explain.registry import METHODS
from core.explain.types import Explanation, RandomisedCheck, Stability, Trust
from core.messages import M, Message, Number, Percent

COMPLETE = 0.01
"""Largest completeness error of a method that is complete by theory."""

NEARLY_COMPLETE = 0.25
"""Beyond this error the attributions of any method tell another story than the answer's change."""

ALIKE = 0.5
"""Mean correlation with randomised copies above which an explanation does not depend on what was learned."""

STEADY = 0.8
"""Mean rank correlation with itself, under other seeds or a little noise, below which an explanation is unsteady."""


def trust(
    explanation: Explanation, randomised: RandomisedCheck | None = None, stability: Stability | None = None
) -> Trust:
    """Says "no" where a check shows that the explanation misleads, "caution" where one is weak, else "yes"."""
    faults, doubts = _faults(explanation, randomised), _doubts(explanation, stability)
    if faults:
        return Trust("no", M("Do not trust this explanation: {reasons}.", reasons=faults))
    if doubts:
        return Trust("caution", M("Read this explanation with caution: {reasons}.", reasons=doubts))
    return Trust(
        "yes",
        M(
            "This explanation passes its checks: it accounts for the answer's distance from the reference within "
            "{error}, and the inputs it names move the answer more than random ones do (gain {gain}).",
            error=Percent(explanation.completeness_error, 1),
            gain=Number(explanation.deletion_gain, 2),
        ),
    )


def _faults(explanation: Explanation, randomised: RandomisedCheck | None) -> tuple[Message, ...]:
    """Checks that failed."""
    reasons = []
    if explanation.completeness_error > NEARLY_COMPLETE:
        error = Percent(explanation.completeness_error)
        reasons.append(M("its parts miss {error} of the change they should add up to", error=error))
    if explanation.deletion_gain <= 0.0:
        gain = Number(explanation.deletion_gain, 2)
        reasons.append(M("the inputs it names move the answer no more than random ones (gain {gain})", gain=gain))
    if randomised is not None and randomised.mean > ALIKE:
        mean = Number(randomised.mean, 2)
        reasons.append(M("a network with random weights gives much the same picture (correlation {mean})", mean=mean))
    return tuple(reasons)


def _doubts(explanation: Explanation, stability: Stability | None) -> tuple[Message, ...]:
    """Checks that were passed, though not clearly."""
    reasons = []
    tolerance = COMPLETE if METHODS[explanation.method].complete else NEARLY_COMPLETE
    if explanation.completeness_error > tolerance:
        error = Percent(explanation.completeness_error, 1)
        reasons.append(M("its parts miss {error} of the change they should add up to", error=error))
    if explanation.deletion_gain <= explanation.deletion.chance_gain:
        reasons.append(M("its lead over random inputs is within what chance gives"))
    if explanation.insertion_gain <= 0.0:
        gain = Number(explanation.insertion_gain, 2)
        reasons.append(
            M("putting back the inputs it names restores no more than random ones do (gain {gain})", gain=gain)
        )
    if stability is not None and stability.mean < STEADY:
        mean = Number(stability.mean, 2)
        reasons.append(
            M("it changes when asked again under all but the same conditions (correlation {mean})", mean=mean)
        )
    return tuple(reasons)
