"""Training texts that the network reads most alike: cosine of summaries, less what all texts have in common."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

LEVELS = 127
"""Steps of a stored number to either side of zero: one byte each."""


@dataclass(frozen=True)
class Neighbour:
    """A training text with its label and its likeness, −1 to 1."""

    text: str
    label: str
    similarity: float


@dataclass(frozen=True)
class Index:
    """texts, labels (numbers): of the training part. vectors: (N, 2H), int8. middle: (2H,), taken off first."""

    texts: tuple[str, ...]
    labels: tuple[int, ...]
    vectors: np.ndarray
    middle: np.ndarray

    def nearest(self, summary: np.ndarray, names: Sequence[str], count: int) -> list[Neighbour]:
        """The `count` texts most like the one of that summary (2H,), most alike first."""
        if not self.texts:
            return []
        likeness = unit(self.vectors.astype(np.float32)) @ unit((summary - self.middle)[None])[0]  # (N,)
        order = np.argsort(-likeness, kind="stable")[:count]
        return [Neighbour(self.texts[row], names[self.labels[row]], float(likeness[row])) for row in order]


def make_index(texts: Sequence[str], labels: Sequence[int], summaries: np.ndarray) -> Index:
    """An index of these texts. summaries: (N, 2H)."""
    middle = summaries.mean(0) if len(texts) else np.zeros(summaries.shape[1])
    vectors = np.round(LEVELS * _to_largest(summaries - middle)).astype(np.int8)
    return Index(tuple(texts), tuple(int(label) for label in labels), vectors, middle.astype(np.float32))


def unit(vectors: np.ndarray) -> np.ndarray:
    """Rows of length 1."""
    long: np.ndarray = vectors / np.maximum(np.linalg.norm(vectors, axis=1, keepdims=True), 1e-9)
    return long


def _to_largest(vectors: np.ndarray) -> np.ndarray:
    """Rows whose largest number is 1."""
    scaled: np.ndarray = vectors / np.maximum(np.abs(vectors).max(1, keepdims=True), 1e-9)
    return scaled
