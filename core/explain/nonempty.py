"""Inputs without cells (a forecast that knows nothing ahead), which Captum's perturbation methods refuse, set aside."""

from __future__ import annotations

import dataclasses

import torch
from torch import Tensor, nn

from core.task import Evidence


class _Filled(nn.Module):
    """A module that is given only the inputs that have cells; the empty ones are put back in their places."""

    def __init__(self, module: nn.Module, shapes: tuple[torch.Size, ...]) -> None:
        super().__init__()
        self.module = module
        self.shapes = shapes

    def forward(self, *inputs: Tensor) -> Tensor:
        given = iter(inputs)
        filled = [
            next(given) if shape.numel() else inputs[0].new_empty(len(inputs[0]), *shape) for shape in self.shapes
        ]
        answer: Tensor = self.module(*filled)
        return answer


def without_empty(evidence: Evidence, reference: tuple[Tensor, ...]) -> tuple[Evidence, tuple[Tensor, ...]]:
    """The same prediction and reference, without the inputs that have no cells."""
    full = [place for place, tensor in enumerate(evidence.inputs) if tensor.numel()]
    shapes = tuple(tensor.shape[1:] for tensor in evidence.inputs)
    slim = dataclasses.replace(
        evidence,
        module=_Filled(evidence.module, shapes),
        inputs=tuple(evidence.inputs[place] for place in full),
        axes=tuple(evidence.axes[place] for place in full),
    )
    return slim, tuple(reference[place] for place in full)


def with_empty(attributions: tuple[Tensor, ...], evidence: Evidence) -> tuple[Tensor, ...]:
    """Attributions (N, T, F) with the empty ones of the inputs set aside put back."""
    given = iter(attributions)
    rows = len(attributions[0])
    return tuple(
        next(given) if tensor.numel() else tensor.new_empty(rows, *tensor.shape[1:]) for tensor in evidence.inputs
    )
