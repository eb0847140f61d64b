"""Integrated gradients: the gradient averaged along the straight line from the reference to the input.

Sundararajan, Taly, Yan 2017, https://arxiv.org/abs/1703.01365: (xᵢ − x'ᵢ) ∫₀¹ ∂f(x' + α (x − x')) / ∂xᵢ dα.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import torch
from torch import Tensor

from core.explain.answers import BATCH_SIZE, Target, answers_of, values_of
from core.explain.completeness import completeness_error
from core.explain.device import attribution_mode, fetched, placed
from core.task import Evidence

NODES = 24
"""Gauss–Legendre nodes on each piece of the line: exact for polynomials of degree 47."""


@dataclass(frozen=True)
class _Piece:
    """The line from α = start to α = end. attributions: (N, T, F) an input. change: f(end) − f(start), (N,)."""

    start: float
    end: float
    attributions: tuple[Tensor, ...]
    change: np.ndarray

    @property
    def gap(self) -> np.ndarray:
        """What the attributions of this piece miss of its change, (N,)."""
        total = sum(part.sum((1, 2), dtype=torch.float64) for part in self.attributions)
        assert isinstance(total, Tensor)
        return np.asarray(np.abs(self.change - total.numpy()))

    def only(self, rows: list[int]) -> _Piece:
        """The same piece for some of its targets."""
        return _Piece(self.start, self.end, tuple(part[rows] for part in self.attributions), self.change[rows])


def integrated_gradients(
    evidence: Evidence,
    targets: Sequence[Target],
    reference: tuple[Tensor, ...],
    *,
    seed: int = 0,
    batch_size: int = BATCH_SIZE,
    tolerance: float = 0.005,
    max_splits: int = 24,
) -> tuple[Tensor, ...]:
    """Attributions, one tensor (N, T, F) an input for N targets, in the answer's unit.

    tolerance: as long as a target's completeness error is above it, the piece of the line with the largest gap is
    halved, max_splits times at most. A kink on the line (the floor of a window's scale) is so closed in within a
    few rounds, where more nodes on the whole line would hardly help. seed: unused, nothing here is drawn.
    """
    with attribution_mode(evidence.module):
        rows = list(range(len(targets)))
        pieces = [_piece(evidence, targets, reference, 0.0, 1.0, batch_size)]
        found = [torch.zeros_like(part) for part in pieces[0].attributions]
        outputs = values_of(evidence, targets, (evidence.inputs, reference))  # (2, N)
        for split in range(max_splits + 1):
            for whole, parts in zip(found, zip(*(piece.attributions for piece in pieces), strict=True), strict=True):
                whole[rows] = torch.stack(parts).sum(0)
            errors = [completeness_error(tuple(w[n].numpy() for w in found), *map(float, outputs[:, n])) for n in rows]
            still = [place for place, error in enumerate(errors) if error > tolerance]
            if not still or split == max_splits:
                break
            rows, pieces = [rows[place] for place in still], [piece.only(still) for piece in pieces]
            worst = pieces.pop(int(np.argmax([piece.gap.max() for piece in pieces])))
            middle, wanted = (worst.start + worst.end) / 2, [targets[n] for n in rows]
            pieces.append(_piece(evidence, wanted, reference, worst.start, middle, batch_size))
            pieces.append(_piece(evidence, wanted, reference, middle, worst.end, batch_size))
    return tuple(found)


def _piece(
    evidence: Evidence,
    targets: Sequence[Target],
    reference: tuple[Tensor, ...],
    start: float,
    end: float,
    batch_size: int,
) -> _Piece:
    """Integrated gradients between two points of the line, on a copy of the input for each target."""
    ways = list(zip(placed(reference, evidence.module), placed(evidence.inputs, evidence.module), strict=True))
    first, last = (tuple(torch.lerp(r, x, share) for r, x in ways) for share in (start, end))  # (1, T, F) each
    nodes, weights = np.polynomial.legendre.leggauss(NODES)
    slopes = [torch.zeros_like(part).repeat(len(targets), 1, 1) for part in last]  # (N, T, F)
    at_once = max(1, batch_size // len(targets))
    for some in np.split(np.arange(NODES), range(at_once, NODES, at_once)):
        found = _slopes(evidence, targets, first, last, nodes[some], weights[some])
        slopes = [slope + more for slope, more in zip(slopes, found, strict=True)]
    attributions = tuple(slope * (x - r) for slope, r, x in zip(slopes, first, last, strict=True))
    values = values_of(evidence, targets, (last, first))  # (2, N)
    return _Piece(start, end, fetched(attributions), values[0] - values[1])


def _slopes(
    evidence: Evidence,
    targets: Sequence[Target],
    first: tuple[Tensor, ...],
    last: tuple[Tensor, ...],
    nodes: np.ndarray,
    weights: np.ndarray,
) -> list[Tensor]:
    """Gradients of each target at some nodes of [-1, 1] on the line, weighted and summed: (N, T, F) an input."""
    points = [
        torch.cat([torch.lerp(r, x, (1.0 + node) / 2.0) for node in nodes.tolist()])
        for r, x in zip(first, last, strict=True)
    ]  # (K, T, F)
    rows = tuple(point.repeat_interleave(len(targets), 0).requires_grad_() for point in points)  # (K · N, T, F)
    answers = answers_of(evidence, targets)(*rows)  # (K · N, N)
    answers = answers.reshape(len(nodes), len(targets), -1)  # (K, N, N)
    wanted = answers.diagonal(dim1=1, dim2=2) * answers.new_tensor(weights / 2.0)[:, None]  # (K, N)
    gradients = torch.autograd.grad(wanted.sum(), rows, allow_unused=True)
    return [
        (torch.zeros_like(row) if gradient is None else gradient)
        .reshape(len(nodes), len(targets), *row.shape[1:])
        .sum(0)
        for row, gradient in zip(rows, gradients, strict=True)
    ]
