"""Occlusion: how the answer falls when a window sliding over time is replaced by the reference, one feature at a time.

Zeiler, Fergus 2014, https://arxiv.org/abs/1311.2901.
"""

from __future__ import annotations

from collections.abc import Sequence

from torch import Tensor

from core.explain.answers import BATCH_SIZE, Target, answers_of
from core.explain.device import attribution_mode, fetched, placed
from core.explain.nonempty import with_empty, without_empty
from core.task import Evidence


def occlusion(
    evidence: Evidence,
    targets: Sequence[Target],
    reference: tuple[Tensor, ...],
    *,
    seed: int = 0,
    batch_size: int = BATCH_SIZE,
    width: int = 1,
    stride: int = 1,
) -> tuple[Tensor, ...]:
    """Attributions, one tensor (N, T, F) an input for N targets, in the answer's unit; seed is unused.

    width, stride: of the window, in positions. A window's effect is shared equally among its cells, and a cell has
    the mean over the windows that cover it; width 1 keeps a cause on its own step, wider windows smear it and show
    what matters only together.
    """
    from captum.attr import Occlusion  # importing Captum takes seconds

    slim, baseline = without_empty(evidence, reference)
    with attribution_mode(slim.module):
        inputs = placed(slim.inputs, slim.module)
        widths = [min(width, tensor.shape[1]) for tensor in inputs]
        attributions = Occlusion(answers_of(slim, targets)).attribute(
            inputs,
            sliding_window_shapes=tuple((steps, 1) for steps in widths),
            strides=tuple((min(stride, steps), 1) for steps in widths),
            baselines=placed(baseline, slim.module),
            perturbations_per_eval=batch_size,
        )  # (N, T, F) each
    shared = tuple(whole / steps for whole, steps in zip(attributions, widths, strict=True))
    return fetched(with_empty(shared, evidence))
