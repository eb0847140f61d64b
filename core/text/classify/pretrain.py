"""Word vectors learned from the unlabelled text before any label is seen: which tokens keep which company.

Levy and Goldberg, "Neural word embedding as implicit matrix factorization" (2014): a truncated singular value
decomposition of the positive pointwise mutual information, singular values to the power of a half.
"""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from scipy import sparse

WINDOW = 5
"""Tokens to either side that count as company."""
SMOOTHING = 0.75
"""Power of the context counts, which keeps rare tokens from being everyone's best company."""

SPARE, ROUNDS = 16, 4
"""Vectors beyond those wanted, and iterations, which make the leading singular vectors exact enough."""


def company_vectors(
    rows: Sequence[Sequence[int]], vocabulary: int, size: int, seed: int, window: int = WINDOW
) -> np.ndarray:
    """A vector a token, (V, size), float32, of mean square 1 a unit; zero for tokens without company."""
    counts = company(rows, vocabulary, window)
    return _factors(positive_information(counts), size, seed)


def company(rows: Sequence[Sequence[int]], vocabulary: int, window: int = WINDOW) -> sparse.csr_matrix:
    """How often two tokens stand within `window` of each other in one text, weighted by 1/distance, (V, V)."""
    gap = np.full(window, -1, np.int32)
    line = np.concatenate([part for ids in rows for part in (np.asarray(ids, np.int32), gap)])
    total = sparse.csr_matrix((vocabulary, vocabulary), dtype=np.float32)
    for distance in range(1, window + 1):
        left, right = line[:-distance], line[distance:]
        both = (left >= 0) & (right >= 0)
        ones = np.full(int(both.sum()), 1 / distance, np.float32)
        total = total + sparse.csr_matrix((ones, (left[both], right[both])), (vocabulary, vocabulary))
    return (total + total.T).tocsr()


def positive_information(counts: sparse.csr_matrix) -> sparse.csr_matrix:
    """max(0, log P(a, b) / (P(a) P(b)^0.75)) of the pairs that occur."""
    pairs = counts.tocoo()
    seen = np.asarray(counts.sum(1)).ravel()
    context = seen**SMOOTHING / max((seen**SMOOTHING).sum(), 1e-12)
    value = np.log(pairs.data / np.maximum(seen[pairs.row] * context[pairs.col], 1e-12))
    positive = value > 0
    return sparse.csr_matrix(
        (value[positive].astype(np.float32), (pairs.row[positive], pairs.col[positive])), counts.shape
    )


def _factors(matrix: sparse.csr_matrix, size: int, seed: int) -> np.ndarray:
    """Left singular vectors times the roots of the singular values, by subspace iteration from a seeded start."""
    size = min(size, matrix.shape[0])
    basis = np.random.default_rng(seed).standard_normal((matrix.shape[0], size + SPARE)).astype(np.float32)
    for _ in range(ROUNDS):
        basis, _ = np.linalg.qr(matrix @ (matrix.T @ basis))  # (V, S), spans the left singular vectors
    right, values, _ = np.linalg.svd(matrix.T @ basis, full_matrices=False)  # (V, S), (S,)
    values = values[:size]
    left = (matrix @ right[:, :size]) / np.maximum(values, 1e-12)  # (V, size)
    vectors = left * np.sqrt(values)
    scaled: np.ndarray = vectors / max(float(np.sqrt((vectors**2).mean())), 1e-12)
    return scaled.astype(np.float32)
