"""The attribution methods by name; free of torch, so that a page can list them.

A method is a function `(evidence, targets, reference, *, seed, batch_size, **its own options)` that returns one
tensor (N, T, F) an input for N targets: detached, on the CPU, in the answer's unit.
"""

from __future__ import annotations

import importlib
from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING

from core.errors import UserError
from core.messages import M, Message

if TYPE_CHECKING:
    from torch import Tensor


@dataclass(frozen=True)
class Method:
    """title, summary: for a reader. complete: whether its attributions add up to f(x) − f(reference) by theory.
    draws: whether it depends on chance, and so on a seed.
    """

    title: Message
    summary: Message
    function: str
    complete: bool = False
    draws: bool = False

    def load(self) -> Callable[..., tuple[Tensor, ...]]:
        """The function itself; imports torch."""
        loaded: Callable[..., tuple[Tensor, ...]] = getattr(
            importlib.import_module(f"core.explain.{self.function}"), self.function
        )
        return loaded


METHODS: dict[str, Method] = {
    "integrated gradients": Method(
        M("Integrated gradients"),
        M("The gradient averaged along the way from the reference to the input; adds up to the whole change."),
        "integrated_gradients",
        complete=True,
    ),
    "gradient x input": Method(
        M("Gradient × input"),
        M("The slope at the input times the distance from the reference; quick, and right for straight lines only."),
        "gradient_x_input",
    ),
    "occlusion": Method(
        M("Occlusion"),
        M("How the answer falls when a short window of one feature is replaced by the reference."),
        "occlusion",
    ),
    "feature ablation": Method(
        M("Feature ablation"),
        M("How the answer falls when one value alone is replaced by the reference."),
        "feature_ablation",
    ),
    "gradient SHAP": Method(
        M("GradientSHAP"),
        M("The gradient at random points between the reference and the input, averaged."),
        "gradient_shap",
        complete=True,
        draws=True,
    ),
}

DEFAULT_METHOD = "integrated gradients"


def get_method(name: str) -> Method:
    """The method of that name; raises UserError naming those that exist."""
    if name not in METHODS:
        raise UserError(
            M("There is no explanation method called “{name}”.", name=name),
            M("Choose one of: {names}.", names=tuple(METHODS)),
        )
    return METHODS[name]
