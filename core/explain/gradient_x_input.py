"""Gradient × input, measured from the reference: (xᵢ − x'ᵢ) ∂f(x) / ∂xᵢ.

Shrikumar et al. 2016, https://arxiv.org/abs/1605.01713. With a reference of zeros it is the method's first form.
"""

from __future__ import annotations

from collections.abc import Sequence

import torch
from torch import Tensor

from core.explain.answers import BATCH_SIZE, Target, answers_of, targets_along_batch
from core.explain.device import attribution_mode, fetched, placed, repeated
from core.task import Evidence


def gradient_x_input(
    evidence: Evidence,
    targets: Sequence[Target],
    reference: tuple[Tensor, ...],
    *,
    seed: int = 0,
    batch_size: int = BATCH_SIZE,
) -> tuple[Tensor, ...]:
    """Attributions, one tensor (N, T, F) an input for N targets, in the answer's unit; seed is unused."""
    parts = [_slopes(evidence, targets[start : start + batch_size]) for start in range(0, len(targets), batch_size)]
    distances = tuple(x - r for x, r in zip(fetched(evidence.inputs), fetched(reference), strict=True))
    slopes = (torch.cat(tensors) for tensors in zip(*parts, strict=True))
    return tuple(slope * distance for slope, distance in zip(slopes, distances, strict=True))  # (N, T, F)


def _slopes(evidence: Evidence, targets: Sequence[Target]) -> tuple[Tensor, ...]:
    """The gradient of each target at the input, (N, T, F)."""
    from captum.attr import Saliency  # importing Captum takes seconds

    with attribution_mode(evidence.module):
        inputs = repeated(placed(evidence.inputs, evidence.module), len(targets))  # (N, T, F)
        target = targets_along_batch(len(targets), inputs[0].device)
        return fetched(Saliency(answers_of(evidence, targets)).attribute(inputs, target=target, abs=False))
