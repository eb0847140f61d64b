"""A text's pieces: its words, and what the tokens hold besides (commas, signs of other scripts)."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from core.text.classify.ngrams import Word, words_of
from core.text.classify.vocabulary import Tokens


@dataclass(frozen=True)
class Pieces:
    """spans: start and end of each piece in characters, in order. words: number of the word that a piece is, −1 for
    none. of_token: the piece that each token belongs to, (T,)."""

    spans: tuple[tuple[int, int], ...]
    words: np.ndarray
    of_token: np.ndarray

    def __len__(self) -> int:
        return len(self.spans)

    def texts(self, text: str) -> list[str]:
        """What stands in each piece."""
        return [text[start:end] for start, end in self.spans]

    def summed(self, by_token: np.ndarray) -> np.ndarray:
        """Numbers of tokens (T,) summed by piece."""
        return np.bincount(self.of_token, weights=by_token, minlength=len(self))


def pieces_of(text: str, tokens: Tokens) -> Pieces:
    """Words, and tokens that touch no word, each a piece."""
    words = words_of(text)
    owner = [_word_at(words, span) for span in tokens.spans]
    alone = sorted({span for span, word in zip(tokens.spans, owner, strict=True) if word < 0})
    kept = [(word.start, word.end, place) for place, word in enumerate(words)] + [(*span, -1) for span in alone]
    kept.sort()
    place_of_word = {word: place for place, (_, _, word) in enumerate(kept) if word >= 0}
    place_of_span = {(start, end): place for place, (start, end, word) in enumerate(kept) if word < 0}
    of_token = [
        place_of_span[span] if word < 0 else place_of_word[word] for span, word in zip(tokens.spans, owner, strict=True)
    ]
    spans = tuple((start, end) for start, end, _ in kept)
    return Pieces(spans, np.array([word for *_, word in kept]), np.array(of_token))


def _word_at(words: Sequence[Word], span: tuple[int, int]) -> int:
    """Number of the word that a token's span begins in, −1 where it begins in none."""
    low, high = 0, len(words)
    while low < high:  # the first word that ends after the token begins
        middle = (low + high) // 2
        low, high = (middle + 1, high) if words[middle].end <= span[0] else (low, middle)
    return low if low < len(words) and words[low].start < span[1] and words[low].end > span[0] else -1
