"""How the two parts are weighed into one probability, and how far that probability can be believed.

Temperature scaling: C. Guo et al., "On calibration of modern neural networks" (2017), with one temperature a part that
may change with a text's length, fitted on the validation part. Expected calibration error as there, ten bins.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

TYPICAL_WORDS = 30.0
SHORTEST, LONGEST = 3.0, 600.0
"""Lengths in words beyond which the weights change no more."""

PRIOR = 0.5
"""What a weight is drawn towards where the validation part is too small to tell."""

BINS = 10


@dataclass(frozen=True)
class Mixture:
    """logits = (n₀ + n₁ ℓ) network + (w₀ + w₁ ℓ) wide + bias, with ℓ = log(words / TYPICAL_WORDS).

    network, wide: the pairs of weights, which are inverse temperatures. bias: (C,).
    """

    network: tuple[float, float]
    wide: tuple[float, float]
    bias: tuple[float, ...]

    def weights(self, words: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
        """The weight of the network and of the wide part for texts of so many words, each (N,)."""
        size = relative_length(words)
        return tuple(np.maximum(pair[0] + pair[1] * size, 0.0) for pair in (self.network, self.wide))  # type: ignore[return-value]

    def logits(self, network: np.ndarray, wide: np.ndarray, words: np.ndarray) -> np.ndarray:
        """(N, C) and (N, C) -> (N, C)."""
        first, second = self.weights(words)
        mixed: np.ndarray = first[:, None] * network + second[:, None] * wide + np.array(self.bias)
        return mixed


def relative_length(words: np.ndarray) -> np.ndarray:
    """ℓ, (N,)."""
    length: np.ndarray = np.log(np.clip(np.asarray(words, np.float64), SHORTEST, LONGEST) / TYPICAL_WORDS)
    return length


def fit_mixture(network: np.ndarray, wide: np.ndarray, words: np.ndarray, labels: np.ndarray) -> Mixture:
    """The weights of least cross-entropy on the validation part. network, wide: (N, C). words, labels: (N,)."""
    from scipy.optimize import minimize

    classes, size = network.shape[1], relative_length(words)
    parts = np.stack([network, network * size[:, None], wide, wide * size[:, None]])  # (4, N, C)
    prior = np.concatenate([[PRIOR, 0.0, PRIOR, 0.0], np.zeros(classes)])
    wanted = np.eye(classes)[labels]

    def loss(point: np.ndarray) -> tuple[float, np.ndarray]:
        log_p = log_softmax(np.tensordot(point[:4], parts, 1) + point[4:])  # (N, C)
        error = np.exp(log_p) - wanted
        away = point - prior
        slope = np.concatenate([(parts * error).sum((1, 2)), error.sum(0)]) + away
        return float(-(wanted * log_p).sum() + 0.5 * (away**2).sum()), slope

    found = minimize(loss, prior, jac=True, method="L-BFGS-B").x
    first, second, third, fourth = (float(value) for value in found[:4])
    return Mixture((first, second), (third, fourth), tuple(float(value) for value in found[4:]))


def log_softmax(logits: np.ndarray) -> np.ndarray:
    """Log of the probabilities, along the last axis."""
    shifted = logits - logits.max(-1, keepdims=True)
    result: np.ndarray = shifted - np.log(np.exp(shifted).sum(-1, keepdims=True))
    return result


def calibration_error(probabilities: np.ndarray, labels: np.ndarray, bins: int = BINS) -> float:
    """Mean distance between confidence and accuracy over equal bins of confidence, weighted by their texts.

    probabilities: (N, C). labels: (N,).
    """
    confidence, right = probabilities.max(1), probabilities.argmax(1) == labels
    bin_of = np.minimum((confidence * bins).astype(int), bins - 1)
    gaps = [
        abs(float(right[chosen].mean()) - float(confidence[chosen].mean())) * chosen.mean()
        for chosen in (bin_of == place for place in range(bins))
        if chosen.any()
    ]
    return float(sum(gaps))
