"""The checks of an explanation that take longer, together, for the command line; the page asks for them one by one."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from core.explain.stability import stability
from core.explain.trust import trust
from core.explain.types import Explanation, RandomisedCheck, Stability, Trust
from core.forecasting.feature_kinds import by_kind
from core.pipeline.results import number

if TYPE_CHECKING:
    from core.task import Evidence


@dataclass(frozen=True)
class Checks:
    """Against random weights, against itself, and the sentence of all checks."""

    randomised: RandomisedCheck
    stability: Stability
    trust: Trust


def thorough_checks(evidence: Evidence, explanation: Explanation, seed: int = 0) -> Checks:
    """Every check of one explanation; the same numbers as on the page."""
    from core.explain.randomised import randomised_check

    randomised = randomised_check(evidence, explanation, seed=seed)
    steady = stability(evidence, explanation, seed=seed)
    return Checks(randomised, steady, trust(explanation, randomised, steady))


def checks_json(explanation: Explanation, checks: Checks) -> dict[str, object]:
    """The checks in the words of the command line."""
    kinds = by_kind(explanation.table())
    return {
        "trust": checks.trust.kind,
        "sentence": str(checks.trust.message),
        "deletion_chance": number(explanation.deletion.chance_gain),
        "randomised": [number(value) for value in checks.randomised.correlations],
        "stability": {"kind": checks.stability.kind, "correlations": list(map(number, checks.stability.correlations))},
        "by_kind": {str(kind): number(value) for kind, value in zip(kinds["kind"], kinds["attribution"], strict=True)},
    }
