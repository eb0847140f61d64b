"""Feature ablation: how the answer falls when one cell alone is replaced by the reference.

Captum's FeatureAblation; for single cells this is the "occlusion-1" of Ancona et al. 2018,
https://arxiv.org/abs/1711.06104.
"""

from __future__ import annotations

from collections.abc import Sequence

import torch
from torch import Tensor

from core.explain.answers import BATCH_SIZE, Target, answers_of
from core.explain.device import attribution_mode, fetched, placed
from core.explain.nonempty import with_empty, without_empty
from core.task import Evidence


def feature_ablation(
    evidence: Evidence,
    targets: Sequence[Target],
    reference: tuple[Tensor, ...],
    *,
    seed: int = 0,
    batch_size: int = BATCH_SIZE,
    block: int = 1,
) -> tuple[Tensor, ...]:
    """Attributions, one tensor (N, T, F) an input for N targets, in the answer's unit; seed is unused.

    block: neighbouring positions of one feature replaced together, their effect shared equally among them. Unlike
    occlusion's windows, blocks do not overlap: a long input needs fewer forward passes.
    """
    from captum.attr import FeatureAblation  # importing Captum takes seconds

    slim, baseline = without_empty(evidence, reference)
    with attribution_mode(slim.module):
        inputs = placed(slim.inputs, slim.module)
        masks = block_masks(inputs, block)
        attributions = FeatureAblation(answers_of(slim, targets)).attribute(
            inputs,
            baselines=placed(baseline, slim.module),
            feature_mask=masks,
            perturbations_per_eval=batch_size,
        )  # (N, T, F) each
    sizes = torch.bincount(torch.cat([mask.flatten() for mask in masks]))
    shared = tuple(whole / sizes[mask] for whole, mask in zip(attributions, masks, strict=True))
    return fetched(with_empty(shared, evidence))


def block_masks(inputs: tuple[Tensor, ...], block: int) -> tuple[Tensor, ...]:
    """Numbers of the blocks that each cell belongs to, (1, T, F) an input, counted through all inputs."""
    masks, first = [], 0
    for tensor in inputs:
        _, positions, features = tensor.shape
        steps = torch.arange(positions, device=tensor.device) // block  # (T,)
        mask = steps[:, None] * features + torch.arange(features, device=tensor.device)  # (T, F)
        masks.append(first + mask[None])
        first += int(mask.max()) + 1
    return tuple(masks)
