"""The yardstick: TF-IDF of words and pairs of words with logistic regression, on the same split.

Term counts as 1 + log count, times log (texts / texts with the term) + 1, rows of length 1; L2 penalty.
"""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from scipy import sparse

from core.text.classify.ngrams import keys_of, words_of
from core.text.classify.reviews import SOURCES, Reviews

LONGEST, LEAST = 2, 2
PENALTIES = (0.2, 0.05, 0.01)
"""Tried in turn; each set of texts gets the one that is best on its own validation part."""
ITERATIONS = 40


def tfidf_accuracy(reviews: Reviews) -> dict[str, float]:
    """Share of each source's test texts labelled rightly, trained on both sources together."""
    keys = [keys_of([word.text for word in words_of(text)], LONGEST)[0] for text in reviews.texts]
    training = reviews.rows("train")
    known, texts_with = np.unique(np.concatenate([np.unique(keys[row]) for row in training]), return_counts=True)
    known, texts_with = known[texts_with >= LEAST], texts_with[texts_with >= LEAST]
    idf = np.log(len(training) / texts_with) + 1
    learned, right = weighted([keys[row] for row in training], known, idf), reviews.labels
    best = dict.fromkeys(SOURCES, (0.0, 0.0))
    weights = np.zeros(len(known) + 1)
    for penalty in PENALTIES:
        weights = regress(learned, right[training], penalty, weights)
        for source in SOURCES:
            parts = [reviews.rows(part, source) for part in ("validation", "test")]
            shares = tuple(
                _share(weighted([keys[row] for row in rows], known, idf), right[rows], weights) for rows in parts
            )
            best[source] = max(best[source], shares, key=lambda pair: pair[0])  # type: ignore[assignment]
    return {source: test for source, (_, test) in best.items()}


def weighted(texts: Sequence[np.ndarray], known: np.ndarray, idf: np.ndarray) -> sparse.csr_matrix:
    """Rows of TF-IDF of length 1, (N, F). texts: the keys of each. known: (F,) sorted."""
    every, rows = np.concatenate(texts), np.repeat(np.arange(len(texts)), [len(keys) for keys in texts])
    place = np.minimum(np.searchsorted(known, every), len(known) - 1)
    found = known[place] == every
    counts = sparse.csr_matrix((np.ones(int(found.sum())), (rows[found], place[found])), (len(texts), len(known)))
    counts.data = (1 + np.log(counts.data)) * idf[counts.indices]
    length = np.sqrt(np.asarray(counts.multiply(counts).sum(1)).ravel())
    return sparse.csr_matrix(sparse.diags(1 / np.maximum(length, 1e-12)) @ counts)


def regress(x: sparse.csr_matrix, labels: np.ndarray, penalty: float, start: np.ndarray) -> np.ndarray:
    """Weights and, last, the intercept of least penalised log loss, (F + 1,). labels: 0 or 1."""
    from scipy.optimize import minimize

    turned, sign = x.T.tocsr(), 2.0 * labels - 1

    def loss(point: np.ndarray) -> tuple[float, np.ndarray]:
        margin = -sign * (x @ point[:-1] + point[-1])
        slope = -sign / (1 + np.exp(-margin))
        value = np.logaddexp(0, margin).sum() + 0.5 * penalty * (point[:-1] ** 2).sum()
        return float(value), np.append(turned @ slope + penalty * point[:-1], slope.sum())

    found: np.ndarray = minimize(loss, start, jac=True, method="L-BFGS-B", options={"maxiter": ITERATIONS}).x
    return found


def _share(x: sparse.csr_matrix, labels: np.ndarray, weights: np.ndarray) -> float:
    return float((((x @ weights[:-1] + weights[-1]) > 0) == labels).mean())
