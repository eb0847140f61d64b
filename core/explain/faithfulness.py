"""Deletion and insertion curves: do the inputs named by an explanation move the answer more than random ones?

Petsiuk, Das, Saenko 2018, https://arxiv.org/abs/1806.07421 (deletion, insertion); random orders as the yardstick.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import numpy as np
import torch
from torch import Tensor

from core.explain.answers import BATCH_SIZE, Target, answers_of, batched, values_of
from core.explain.completeness import change_scale
from core.explain.device import attribution_mode, placed
from core.explain.types import DeletionCurve
from core.task import Evidence

POINTS = 20
"""Steps of a curve: with more blocks than this, neighbours in the order are replaced together."""

BLOCKS = 20
"""Blocks of neighbouring positions an input is cut into."""

RANDOM_ORDERS = 24


@dataclass(frozen=True)
class Faithfulness:
    """Both curves of one explanation and the area each gains over random orders, relative to the full change."""

    deletion: DeletionCurve
    deletion_gain: float
    insertion: DeletionCurve
    insertion_gain: float


def faithfulness(
    evidence: Evidence,
    targets: Sequence[Target],
    reference: tuple[Tensor, ...],
    attributions: Sequence[np.ndarray],
    *,
    seed: int = 0,
    orders: int = RANDOM_ORDERS,
    blocks: int = BLOCKS,
    batch_size: int = BATCH_SIZE,
) -> list[Faithfulness]:
    """Curves for each target. attributions: one array (N, T, F) an input. orders: random ones, shared by all targets.

    Replaced are blocks of neighbouring positions with all their features. A single value set to the reference makes
    a spike that no window has (or a value that contradicts its own season-earlier twin), and a network's answer to
    spikes says nothing about what its forecast rests on.
    """
    places, count = block_places(evidence.inputs, reference, blocks)  # (cells,)
    flat = np.concatenate([values.reshape(len(targets), -1) for values in attributions], axis=1)  # (N, cells)
    ends = values_of(evidence, targets, (evidence.inputs, reference))  # (2, N)
    own = [
        ordered(np.bincount(places, weights=scores, minlength=count + 1)[:count], change)
        for scores, change in zip(flat, ends[0] - ends[1], strict=True)
    ]
    generator = np.random.default_rng(seed)
    drawn = [generator.permutation(count) for _ in range(orders)]
    counts = curve_counts(count)  # (K,)
    removed = [first_blocks(order, counts) for order in own + drawn]
    kept = [~first_blocks(order, counts) for order in own]
    blocks_replaced = np.concatenate(removed + kept)  # (orders * K, blocks)
    never = np.zeros((len(blocks_replaced), 1), dtype=bool)
    masks = np.concatenate([blocks_replaced, never], axis=1)[:, places]  # (orders * K, cells)
    answers = _answers(evidence, targets, reference, masks, batch_size)
    answers = answers.reshape(-1, len(counts), len(targets))  # (orders, K, N)
    random, inserted = answers[len(targets) : -len(targets)], answers[-len(targets) :]
    shares = counts / max(count, 1)
    return [compare(answers[i, :, i], inserted[i, :, i], random[:, :, i], shares) for i in range(len(targets))]


def block_places(inputs: Sequence[Tensor], reference: Sequence[Tensor], blocks: int = BLOCKS) -> tuple[np.ndarray, int]:
    """The block of every cell, (cells,), and how many blocks there are; cells that take no part have that number.

    An input of one position is cut by its features. Cells equal to the reference take no part: replacing them
    changes nothing, and would make random orders look worse than they are.
    """
    raw, first = [], 0
    for tensor in inputs:
        _, positions, features = tensor.shape
        index = np.indices((positions, features))[0 if positions > 1 else 1]  # (T, F)
        raw.append(first + (index // -(-max(positions, 1) // blocks)).ravel())
        first += tensor.numel()
    places = np.concatenate(raw)
    differs = (_flat(inputs) != _flat(reference)).numpy()  # (cells,)
    used, places[differs] = np.unique(places[differs], return_inverse=True)
    places[~differs] = len(used)
    return places, len(used)


def compare(deleted: np.ndarray, inserted: np.ndarray, random: np.ndarray, shares: np.ndarray) -> Faithfulness:
    """Curves from answers: deleted and inserted (K,) in the order of attribution, random (orders, K) deleted.

    Putting the first blocks of a random order back is the same as deleting all the others, so the random answers,
    read backwards, serve the insertion curve too.
    """
    whole, nothing = float(deleted[0]), float(deleted[-1])
    scale = change_scale(whole, nothing)
    deletion, deletion_gain = _curve(np.abs(deleted - whole), np.abs(random - whole), shares, scale)
    insertion, insertion_gain = _curve(np.abs(inserted - nothing), np.abs(random[:, ::-1] - nothing), shares, scale)
    return Faithfulness(deletion, deletion_gain, insertion, insertion_gain)


def ordered(scores: np.ndarray, change: float) -> np.ndarray:
    """Blocks in the order of attribution: first those said to push the answer furthest from the reference.

    Signs count. By size alone, large attributions of opposite sign cancel each other on the way, and an exact
    explanation of an additive answer can lose against chance; in this order it never does.
    """
    return np.argsort(-scores if change >= 0 else scores, kind="stable")


def curve_counts(blocks: int) -> np.ndarray:
    """How many blocks are replaced at each point of a curve: from 0 to all, the same read from either end."""
    half = np.linspace(0, blocks / 2, POINTS // 2 + 1).astype(int)
    return np.unique(np.concatenate([half, blocks - half]))


def first_blocks(order: np.ndarray, counts: np.ndarray) -> np.ndarray:
    """Row k marks the first counts[k] blocks of an order: (K, blocks), boolean."""
    rank = np.argsort(order)
    marked: np.ndarray = rank[None, :] < counts[:, None]
    return marked


def _curve(ours: np.ndarray, random: np.ndarray, shares: np.ndarray, scale: float) -> tuple[DeletionCurve, float]:
    """A curve and its gain; without a full change to relate to, the area relates to the largest change met."""
    scale = scale or float(max(ours.max(), random.max()))
    mean = random.mean(axis=0)
    gain, single = (
        np.trapezoid(curve - mean, shares, axis=-1) / scale if scale > 0.0 else np.zeros(curve.shape[:-1])
        for curve in (ours, random)
    )
    low, high = np.quantile(random, [0.05, 0.95], axis=0)
    return DeletionCurve(shares, ours, mean, low, high, float(np.quantile(single, 0.95))), float(gain)


def _flat(tensors: Sequence[Tensor]) -> Tensor:
    """All cells of all inputs in one row, on the CPU: (cells,)."""
    return torch.cat([tensor.detach().cpu().flatten() for tensor in tensors])


def _answers(
    evidence: Evidence, targets: Sequence[Target], reference: tuple[Tensor, ...], masks: np.ndarray, batch_size: int
) -> np.ndarray:
    """Answers (rows, N) with the cells marked in masks (rows, cells) replaced by the reference."""
    inputs, substitutes = placed(evidence.inputs, evidence.module), placed(reference, evidence.module)

    def batches() -> Iterator[tuple[Tensor, ...]]:
        for start in range(0, len(masks), batch_size):
            rows = torch.from_numpy(masks[start : start + batch_size]).to(inputs[0].device)  # (B, cells)
            parts = torch.split(rows, [tensor[0].numel() for tensor in inputs], dim=1)
            yield tuple(
                torch.where(part.view(len(rows), *x.shape[1:]), substitute, x)
                for part, substitute, x in zip(parts, substitutes, inputs, strict=True)
            )  # (B, T, F) each

    with attribution_mode(evidence.module):
        return batched(answers_of(evidence, targets), batches())
