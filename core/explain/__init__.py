"""Explanations of any task's answer, with their checks; importing this package does not import torch."""

from core.explain.explain import explain, explain_steps, explain_targets
from core.explain.registry import DEFAULT_METHOD, METHODS
from core.explain.types import DeletionCurve, Explanation, RandomisedCheck, Stability, Trust

__all__ = [
    "DEFAULT_METHOD",
    "METHODS",
    "DeletionCurve",
    "Explanation",
    "RandomisedCheck",
    "Stability",
    "Trust",
    "explain",
    "explain_steps",
    "explain_targets",
]
