"""Does the explanation stay the same where it should: under other seeds, or when the inputs tremble a little?

Alvarez-Melis, Jaakkola 2018, "On the robustness of interpretability methods", https://arxiv.org/abs/1806.08049.
"""

from __future__ import annotations

import dataclasses
from typing import TYPE_CHECKING

import numpy as np

from core.explain.registry import get_method
from core.explain.types import Explanation, Stability

if TYPE_CHECKING:
    from torch import Tensor

    from core.task import Evidence

DRAWS = 20
NOISE = 0.02
"""Spread of the noise, as a share of each feature's own spread over the window."""


def stability(evidence: Evidence, explanation: Explanation, *, draws: int = DRAWS, seed: int = 0) -> Stability:
    """Rank correlation of an explanation with `draws` others that should be like it.

    A method that draws is asked again with other seeds; the others with noise on every input cell that differs from
    the reference (what is equal to it, such as the calendar, is not in question).
    """
    from core.explain.randomised import rank_correlation

    method = get_method(explanation.method)
    reference = evidence.references[explanation.reference]
    found = np.concatenate([values.ravel() for values in explanation.attributions])
    correlations = []
    for draw in range(1, draws + 1):
        asked = evidence if method.draws else _trembling(evidence, reference, seed + draw)
        parts = method.load()(asked, [explanation.target], reference, seed=seed + draw)
        other = np.concatenate([part.double().numpy().ravel() for part in parts])
        correlations.append(rank_correlation(found, other))
    return Stability("seeds" if method.draws else "noise", tuple(correlations))


def _trembling(evidence: Evidence, reference: tuple[Tensor, ...], seed: int) -> Evidence:
    """The same prediction with noise on its inputs."""
    import torch

    generator = torch.Generator().manual_seed(seed)
    moved = []
    for tensor, other in zip(evidence.inputs, reference, strict=True):
        distance = (tensor - other).detach()
        spread = tensor.std(dim=1, keepdim=True) if tensor.shape[1] > 1 else distance.abs()  # (1, 1 or T, F)
        noise = torch.randn(tensor.shape, generator=generator).to(tensor)
        moved.append(tensor + NOISE * spread * noise * (distance != 0))
    return dataclasses.replace(evidence, inputs=tuple(moved))
