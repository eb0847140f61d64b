"""The wide part: every run of one to a few words has a weight a class, and a text's score is their sum over √count.

S. Wang and C. Manning, "Baselines and bigrams" (2012): logistic regression on word presence scaled by the log ratio
of its counts in the class and outside it. Exactly linear, so that what each word adds is its own explanation.
"""

from __future__ import annotations

import re
import zlib
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from scipy import sparse

WORD = re.compile(r"[^\W_]+(?:['’][^\W_]+)*|[!?]")
LONGEST_WORD = 40
"""Letters of a word that count; the rest of a longer one is left out of its key."""


@dataclass(frozen=True)
class NgramSettings:
    """longest: words in a run. least: texts a run must occur in. most: runs kept, by weight. smoothing: added counts.

    penalty: weight of the squared weights in the loss (L2), summed over texts.
    """

    longest: int = 3
    least: int = 2
    most: int = 300_000
    smoothing: float = 1.0
    penalty: float = 0.05
    iterations: int = 60


@dataclass(frozen=True)
class Word:
    """A word of a text and where it stands, in characters."""

    text: str
    start: int
    end: int


def words_of(text: str) -> list[Word]:
    """The words of a text as the wide part sees them: lower case, one apostrophe, ! and ? as words."""
    lowered = text.lower() if len(text.lower()) == len(text) else text  # a few letters change their length
    return [
        Word(found[0].replace("’", "'")[:LONGEST_WORD].lower(), found.start(), found.end())
        for found in WORD.finditer(lowered)
    ]


def keys_of(words: Sequence[str], longest: int) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    """Every run's key (checksum, uint32), first word and length in words, each (N,)."""
    keys, starts, lengths = [], [], []
    for size in range(1, longest + 1):
        for start in range(len(words) - size + 1):
            keys.append(zlib.crc32(" ".join(words[start : start + size]).encode("utf-8", "surrogatepass")))
            starts.append(start)
            lengths.append(size)
    return np.array(keys, np.uint32), np.array(starts, np.int64), np.array(lengths, np.int64)


@dataclass(frozen=True)
class NgramWeights:
    """keys: (N,) sorted uint32. weights: (N, C), the score a class gains from a run's presence. bias: (C,)."""

    keys: np.ndarray
    weights: np.ndarray
    bias: np.ndarray
    longest: int

    def places(self, keys: np.ndarray) -> np.ndarray:
        """Row of each key in the weights, −1 where it is unknown."""
        if not len(self.keys):
            return np.full(len(keys), -1)
        place = np.minimum(np.searchsorted(self.keys, keys), len(self.keys) - 1)
        return np.where(self.keys[place] == keys, place, -1)

    def by_word(self, words: Sequence[str]) -> np.ndarray:
        """What each word adds to each class, (W, C): a run's weight is shared evenly between its words."""
        added = np.zeros((len(words), self.weights.shape[1]))
        if not words:
            return added
        keys, starts, lengths = keys_of(words, self.longest)
        _, first = np.unique(keys, return_index=True)  # presence: a run counts once
        found = self.places(keys[first])
        scale = 1 / np.sqrt(max(len(first), 1))
        for row, start, size in zip(found, starts[first], lengths[first], strict=True):
            if row >= 0:
                added[start : start + size] += self.weights[row] * scale / size
        return added

    def score(self, words: Sequence[str]) -> np.ndarray:
        """Score of each class, (C,)."""
        total: np.ndarray = self.by_word(words).sum(0) + self.bias
        return total


def fit(texts: Sequence[Sequence[str]], labels: np.ndarray, classes: int, settings: NgramSettings) -> NgramWeights:
    """Weights fitted on texts given as lists of words; labels (N,) from 0."""
    keys, x = presence(texts, settings)
    ratio = log_ratio(x, labels, classes, settings.smoothing)  # (F, C)
    weights, bias = _regress(x, ratio, labels, classes, settings)
    strength = np.abs(weights).max(1)
    kept = np.sort(np.argsort(-strength, kind="stable")[: settings.most])
    return NgramWeights(keys[kept], weights[kept], bias, settings.longest)


def presence(texts: Sequence[Sequence[str]], settings: NgramSettings) -> tuple[np.ndarray, sparse.csr_matrix]:
    """Keys of the runs in at least `least` texts, sorted, and which text holds which: (N, F), rows of length 1."""
    per_text = [np.unique(keys_of(words, settings.longest)[0]) for words in texts]
    every = np.concatenate(per_text) if per_text else np.zeros(0, np.uint32)
    keys, counts = np.unique(every, return_counts=True)
    keys = keys[counts >= settings.least]
    rows = np.repeat(np.arange(len(texts)), [len(found) for found in per_text])
    place = np.minimum(np.searchsorted(keys, every), max(len(keys) - 1, 0))
    known = keys[place] == every if len(keys) else np.zeros(len(every), bool)
    scale = np.repeat([1 / np.sqrt(max(len(found), 1)) for found in per_text], [len(found) for found in per_text])
    values = scale[known].astype(np.float32)
    return keys, sparse.csr_matrix((values, (rows[known], place[known])), (len(texts), len(keys)))


def log_ratio(x: sparse.csr_matrix, labels: np.ndarray, classes: int, smoothing: float) -> np.ndarray:
    """log of a run's share of presence in a class over its share outside it, (F, C)."""
    seen = x.copy()
    seen.data = np.ones_like(seen.data)
    counts = np.stack([np.asarray(seen[labels == label].sum(0)).ravel() for label in range(classes)], 1)  # (F, C)
    inside, outside = counts + smoothing, counts.sum(1, keepdims=True) - counts + smoothing
    ratio: np.ndarray = np.log(inside / inside.sum(0)) - np.log(outside / outside.sum(0))
    return ratio.astype(np.float32)


def _regress(
    x: sparse.csr_matrix, ratio: np.ndarray, labels: np.ndarray, classes: int, settings: NgramSettings
) -> tuple[np.ndarray, np.ndarray]:
    """Logistic regression on presence times ratio, by L-BFGS; returns ratio times weight (F, C), and the bias (C,)."""
    from scipy.optimize import minimize

    features, one_hot = x.shape[1], np.eye(classes)[labels]
    transposed = x.T.tocsr()

    def loss(flat: np.ndarray) -> tuple[float, np.ndarray]:
        weights, bias = flat[:-classes].reshape(features, classes), flat[-classes:]
        scores = x @ (ratio * weights) + bias  # (N, C)
        scores -= scores.max(1, keepdims=True)
        log_p = scores - np.log(np.exp(scores).sum(1, keepdims=True))
        value = -(one_hot * log_p).sum() + 0.5 * settings.penalty * (weights**2).sum()
        error = np.exp(log_p) - one_hot
        slope = ratio * (transposed @ error) + settings.penalty * weights
        return float(value), np.concatenate([slope.ravel(), error.sum(0)])

    start = np.zeros(features * classes + classes)
    found = minimize(loss, start, jac=True, method="L-BFGS-B", options={"maxiter": settings.iterations})
    return ratio * found.x[:-classes].reshape(features, classes), found.x[-classes:]
