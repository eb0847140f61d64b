"""From logits to the token that is written, as columns a reader can follow.

    z_i / T  →  p_i = exp(z_i/T) / Σ exp(z_j/T)  →  the k largest, the fewest that reach p  →  scaled to sum 1  →  drawn
Top-k: A. Fan, M. Lewis and Y. Dauphin, "Hierarchical neural story generation" (2018). Top-p: A. Holtzman et al., "The
curious case of neural text degeneration" (2020).
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from core.errors import UserError
from core.messages import M, Number

Floats = NDArray[np.float64]

MAX_TEMPERATURE = 5.0


@dataclass(frozen=True)
class Sampling:
    """temperature: 0 takes the most likely token. top_k: 0 keeps all. top_p: 1 keeps all."""

    temperature: float = 0.8
    top_k: int = 0
    top_p: float = 1.0
    seed: int = 0

    def checked(self) -> Sampling:
        """Itself; UserError where a number is out of its range."""
        if not 0 <= self.temperature <= MAX_TEMPERATURE:
            raise UserError(
                M("The temperature must lie between 0 and {most}.", most=Number(MAX_TEMPERATURE, 0)),
                M("Below 1 the likely becomes likelier; 1 leaves the model as it is."),
            )
        if self.top_k < 0:
            raise UserError(M("Top-k must be 0 or more."), M("0 keeps every token."))
        if not 0 < self.top_p <= 1:
            raise UserError(M("Top-p must lie above 0 and be at most 1."), M("1 keeps every token."))
        if not 0 <= self.seed < 2**63:
            raise UserError(M("The seed must be a whole number from 0 on."), M("Any will do; the same gives the same."))
        return self


@dataclass(frozen=True)
class Columns:
    """One choice, a row a token of the vocabulary, each (V,).

    probability: softmax of the logits, the model's own. scaled: logits / T. softened: softmax of those. kept: not cut
    by top-k or top-p. drawn_from: softened over those kept, summing to 1.
    """

    logits: Floats
    probability: Floats
    scaled: Floats
    softened: Floats
    kept: NDArray[np.bool_]
    drawn_from: Floats


def columns(logits: Floats, sampling: Sampling) -> Columns:
    """The arithmetic of one choice."""
    logits = logits.astype(np.float64)
    scaled = logits / sampling.temperature if sampling.temperature > 0 else logits
    softened = softmax(scaled) if sampling.temperature > 0 else _only(int(np.argmax(logits)), len(logits))
    kept = kept_tokens(softened, sampling.top_k, sampling.top_p)
    cut = np.where(kept, softened, 0.0)
    return Columns(logits, softmax(logits), scaled, softened, kept, cut / cut.sum())


def kept_tokens(probabilities: Floats, top_k: int, top_p: float) -> NDArray[np.bool_]:
    """The `top_k` most likely tokens, and of those the fewest whose probabilities among them reach `top_p`."""
    order = np.argsort(-probabilities, kind="stable")
    count = min(top_k, len(order)) if top_k else len(order)
    likely = probabilities[order[:count]]
    reached = np.cumsum(likely) / likely.sum()
    if top_p < 1:
        count = int(np.searchsorted(reached, top_p - 1e-12)) + 1
    kept = np.zeros(len(order), dtype=bool)
    kept[order[:count]] = True
    return kept


def choose(drawn_from: Floats, draw: float) -> int:
    """The token at `draw` (0 to 1) when the probabilities are laid end to end, the likeliest first."""
    order = np.argsort(-drawn_from, kind="stable")
    place = int(np.searchsorted(np.cumsum(drawn_from[order]), draw, side="right"))
    return int(order[min(place, int(np.count_nonzero(drawn_from)) - 1)])


def softmax(logits: Floats) -> Floats:
    """exp(z_i) / Σ exp(z_j), safe for large logits."""
    powers = np.exp(logits - logits.max())
    probabilities: Floats = powers / powers.sum()
    return probabilities


def _only(place: int, length: int) -> Floats:
    alone = np.zeros(length)
    alone[place] = 1.0
    return alone
