"""The numbers to be explained, as one column each: (B, *outputs) of any module becomes (B, N) for N targets."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence

import numpy as np
import torch
from torch import Tensor

from core.explain.device import placed
from core.task import Evidence

Target = tuple[int, ...]

BATCH_SIZE = 256
"""Rows in one forward pass, so that memory does not grow with the number of steps or perturbations."""


def answers_of(evidence: Evidence, targets: Sequence[Target]) -> Callable[..., Tensor]:
    """A forward function that returns the targets only: inputs (B, T, F) -> (B, N)."""
    shape = tuple(len(labels) for labels in evidence.outputs)
    columns = [int(np.ravel_multi_index(target, shape)) for target in targets]

    def forward(*inputs: Tensor) -> Tensor:
        outputs = evidence.module(*inputs)  # (B, *outputs)
        if tuple(outputs.shape[1:]) != shape:
            raise ValueError(f"The module returns {tuple(outputs.shape[1:])} where its labels say {shape}.")
        answers: Tensor = outputs.flatten(1)[:, columns]  # (B, N)
        return answers

    return forward


def targets_along_batch(count: int, device: torch.device) -> int | Tensor:
    """Captum's `target` when the i-th of `count` copies of the input explains the i-th answer."""
    return 0 if count == 1 else torch.arange(count, device=device)


def values_of(evidence: Evidence, targets: Sequence[Target], rows: Sequence[tuple[Tensor, ...]]) -> np.ndarray:
    """Answers to single inputs of shapes (1, T, F): float64 (rows, N)."""
    inputs = tuple(torch.cat(parts) for parts in zip(*(placed(row, evidence.module) for row in rows), strict=True))
    return batched(answers_of(evidence, targets), [inputs])


@torch.no_grad()
def batched(forward: Callable[..., Tensor], batches: Iterable[tuple[Tensor, ...]]) -> np.ndarray:
    """Answers of all batches under each other, without gradients: float64 (B, N)."""
    return np.concatenate([forward(*batch).cpu().numpy().astype(np.float64) for batch in batches])
