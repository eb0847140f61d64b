"""Vectors of company: counts by hand, factors that give the matrix back, words of like company close together."""

from __future__ import annotations

import numpy as np
import pytest
from scipy import sparse

from core.text.classify.pretrain import _factors, company, company_vectors, positive_information


def test_company_is_counted_within_one_text_and_by_nearness() -> None:
    counts = company([[0, 1, 2], [3, 0]], 4, window=2).toarray()
    assert counts[0, 1] == counts[1, 0] == counts[1, 2] == counts[0, 3] == 1.0
    assert counts[0, 2] == 0.5  # two apart
    assert counts[2, 3] == 0.0  # neighbours in the row of numbers, but of two texts


def test_information_is_positive_and_zero_for_pairs_that_never_met() -> None:
    found = positive_information(company([[0, 1], [0, 1], [2, 3], [2, 3]], 4, window=1)).toarray()
    assert found[0, 1] > 0
    assert found[0, 2] == found[0, 3] == 0
    assert (found >= 0).all()


def test_factors_span_what_they_should() -> None:
    """Of a symmetric matrix of rank 3, the vectors' own products are the matrix again, up to one scale."""
    draw = np.random.default_rng(0).standard_normal((40, 3))
    matrix = (draw @ draw.T).astype(np.float32)
    vectors = _factors(sparse.csr_matrix(matrix), 3, seed=1)
    again = vectors @ vectors.T
    assert np.corrcoef(again.ravel(), matrix.ravel())[0, 1] == pytest.approx(1.0, abs=1e-4)
    assert (vectors**2).mean() == pytest.approx(1.0, abs=1e-4)


def test_words_of_like_company_are_close() -> None:
    """Tokens 0 and 1 stand between the same neighbours, 2 between others."""
    draw = np.random.default_rng(0)
    rows = [[3 + draw.integers(4), int(draw.integers(2)), 7 + draw.integers(4)] for _ in range(300)]
    rows += [[11 + draw.integers(4), 2, 15 + draw.integers(4)] for _ in range(150)]
    vectors = company_vectors(rows, 19, 6, seed=0)
    unit = vectors / np.linalg.norm(vectors, axis=1, keepdims=True)
    assert unit[0] @ unit[1] > 0.9
    assert unit[0] @ unit[2] < 0.3
