"""How often the right sentence comes first, for the encoder, for tf-idf overlap and by chance."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import torch
import torch.nn.functional as F
from torch import Tensor

from core.models.passage_reader import PassageReader
from core.text.passage.overlap import overlap
from core.text.passage.training import Passages, passage_logits

TEMPERATURES = (0.5, 0.7, 0.85, 1.0, 1.2, 1.5, 2.0, 3.0)
BATCH = 16


@dataclass(frozen=True)
class Hits:
    """Shares of answerable questions whose sentence came first; none: of the others, told that nothing answers."""

    encoder: float
    overlap: float
    chance: float
    questions: int
    none: float
    calibration_error: float


@torch.no_grad()
def logits_of(reader: PassageReader, held: Passages) -> tuple[Tensor, Tensor]:
    """Logits (N, S + 1) of every question, and the right choice (N,)."""
    reader.eval()
    parts = [
        passage_logits(reader, tuple(part[rows] for part in held.rows()))
        for rows in torch.split(torch.arange(len(held.answer)), BATCH)
    ]
    return torch.cat([part[0] for part in parts]), torch.cat([part[1] for part in parts])


def best_temperature(logits: Tensor, answer: Tensor) -> float:
    """The temperature with the least cross-entropy on held-out passages."""
    return min(TEMPERATURES, key=lambda temperature: float(F.cross_entropy(logits / temperature, answer)))


def hits(
    logits: Tensor,
    answer: Tensor,
    temperature: float,
    passages: Sequence[Sequence[str]],
    questions: Sequence[Sequence[tuple[str, int]]],
) -> Hits:
    """All three on the same questions."""
    size = logits.shape[1] - 1
    real = answer < size
    right = logits[:, :size].argmax(1) == answer
    return Hits(
        float(right[real].float().mean()),
        overlap_hits(passages, questions),
        1 / size,
        int(real.sum()),
        float((logits[~real].argmax(1) == size).float().mean()) if bool((~real).any()) else 0.0,
        calibration_error(logits / temperature, answer),
    )


def overlap_hits(passages: Sequence[Sequence[str]], questions: Sequence[Sequence[tuple[str, int]]]) -> float:
    """The share that tf-idf overlap puts first."""
    right, count = 0, 0
    for passage, rows in zip(passages, questions, strict=True):
        for text, answer in rows:
            if answer < len(passage):
                scores = overlap(text, passage)
                right += scores.index(max(scores)) == answer
                count += 1
    return right / max(1, count)


def calibration_error(logits: Tensor, answer: Tensor, bins: int = 10) -> float:
    """Mean gap between the largest probability and the share of hits over ten bins, weighted by their size."""
    share, chosen = logits.softmax(1).max(1)
    right, place = (chosen == answer).float(), (share * bins).long().clamp(max=bins - 1)
    gaps = 0.0
    for number in range(bins):
        inside = place == number
        if bool(inside.any()):
            gaps += float((share[inside].mean() - right[inside].mean()).abs() * inside.float().mean())
    return gaps
