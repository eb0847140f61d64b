"""How alike short texts are: the cosine of their weighted character n-grams (G. Salton's tf-idf, 3 to 5 signs)."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence

import numpy as np
from scipy import sparse
from scipy.sparse import csgraph

SIZES = (3, 4, 5)
BLOCK = 500
"""Rows compared at once."""


def grams(text: str) -> Iterator[str]:
    """The n-grams of a text in small letters, with a space at each end."""
    padded = f" {text.casefold()} "
    for size in SIZES:
        yield from (padded[start : start + size] for start in range(len(padded) - size + 1))


class Grams:
    """Weights learnt on some texts; a text becomes a row of length 1."""

    def __init__(self, texts: Sequence[str]) -> None:
        counted = [Counter(grams(text)) for text in texts]
        seen = Counter(gram for row in counted for gram in row)
        self._columns = {gram: column for column, gram in enumerate(seen)}
        share = np.array([seen[gram] for gram in self._columns], dtype=np.float64)
        self._weights = np.log((1 + len(texts)) / (1 + share)) + 1
        self.rows = self._matrix(counted)

    def transform(self, texts: Sequence[str]) -> sparse.csr_array:
        """(texts, n-grams); n-grams never seen count for nothing."""
        return self._matrix([Counter(grams(text)) for text in texts])

    def _matrix(self, counted: Sequence[Counter[str]]) -> sparse.csr_array:
        indices, data, ends = list[int](), list[float](), [0]
        for row in counted:
            for gram, count in row.items():
                column = self._columns.get(gram)
                if column is not None:
                    indices.append(column)
                    data.append((1 + np.log(count)) * self._weights[column])
            ends.append(len(indices))
        matrix = sparse.csr_array(
            (np.array(data, np.float32), np.array(indices, np.int64), np.array(ends)),
            (len(counted), len(self._columns)),
        )
        lengths = np.sqrt(np.asarray(matrix.power(2).sum(axis=1)).ravel())
        return sparse.csr_array(sparse.diags_array(1 / np.maximum(lengths, 1e-9)) @ matrix)


def nearest(memory: Grams, texts: Sequence[str]) -> tuple[np.ndarray, np.ndarray]:
    """For each text the row of `memory` most like it, and how alike they are; the first of equals."""
    rows, alike = [], []
    for start in range(0, len(texts), BLOCK):
        scores = (memory.transform(texts[start : start + BLOCK]) @ memory.rows.T).toarray()
        rows.append(scores.argmax(1))
        alike.append(scores.max(1))
    return np.concatenate(rows), np.concatenate(alike)


def clusters(texts: Sequence[str], least: float) -> np.ndarray:
    """A number for each text, the same for texts joined by a chain of pairs at least so alike."""
    found = Grams(texts).rows
    other = found.T.tocsc()
    pairs = []
    for start in range(0, len(texts), BLOCK):
        scores = (found[start : start + BLOCK] @ other).tocoo()
        close = scores.data >= least
        pairs.append(np.stack([scores.coords[0][close] + start, scores.coords[1][close]]))
    rows, columns = np.concatenate(pairs, 1)
    graph = sparse.coo_array((np.ones(len(rows)), (rows, columns)), (len(texts), len(texts)))
    return np.asarray(csgraph.connected_components(graph, directed=False)[1])
