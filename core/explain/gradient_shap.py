"""GradientSHAP: the gradient at random points between the reference and the input, averaged.

Erion et al. 2021, "expected gradients", https://arxiv.org/abs/1906.10670; Lundberg, Lee 2017 for Captum's name.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import contextmanager

import numpy as np
import torch
from torch import Tensor

from core.explain.answers import BATCH_SIZE, Target, answers_of, targets_along_batch
from core.explain.device import attribution_mode, fetched, placed, repeated
from core.task import Evidence


def gradient_shap(
    evidence: Evidence,
    targets: Sequence[Target],
    reference: tuple[Tensor, ...],
    *,
    seed: int = 0,
    batch_size: int = BATCH_SIZE,
    samples: int = 200,
) -> tuple[Tensor, ...]:
    """Attributions, one tensor (N, T, F) an input for N targets, in the answer's unit.

    samples: random points a target. No noise is added: cells of one input have different units, and Captum takes
    one noise level for all of them.
    """
    from captum.attr import GradientShap  # importing Captum takes seconds

    at_once = max(1, min(samples, batch_size // len(targets)))
    with attribution_mode(evidence.module), seeded(seed):
        inputs = repeated(placed(evidence.inputs, evidence.module), len(targets))  # (N, T, F)
        explainer = GradientShap(answers_of(evidence, targets))
        sums = [torch.zeros(tensor.shape, dtype=tensor.dtype) for tensor in inputs]
        for count in [at_once] * (samples // at_once) + [samples % at_once] * (samples % at_once > 0):
            parts = explainer.attribute(
                inputs,
                baselines=placed(reference, evidence.module),
                target=targets_along_batch(len(targets), inputs[0].device),
                n_samples=count,
                stdevs=0.0,
            )
            for total, part in zip(sums, fetched(parts), strict=True):
                total += count * part
    return tuple(total / samples for total in sums)


@contextmanager
def seeded(seed: int) -> Iterator[None]:
    """Seeds the global generators that Captum draws from (torch's and NumPy's), and puts their states back."""
    state = np.random.get_state()
    try:
        with torch.random.fork_rng():
            torch.manual_seed(seed)
            np.random.seed(seed)
            yield
    finally:
        np.random.set_state(state)
