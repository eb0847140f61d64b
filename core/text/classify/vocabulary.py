"""Subword tokens, with their places in the text; the vocabulary is learned from the training part only.

WordPiece of the library tokenizers on lower-case NFC text: Wu et al. (2016), "Google's neural machine translation
system", section 4.1. Its JSON goes into the run.
"""

from __future__ import annotations

import os
from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import numpy as np

if TYPE_CHECKING:
    import torch

UNKNOWN = "[UNK]"
SPECIAL = ("[PAD]", "[MASK]", UNKNOWN)
"""In the order of core.models.text_classifier's PADDING and MASK; the last stands for what cannot be spelled."""

INSIDE = "##"
"""What a token begins with that continues a word."""
LONGEST_WORD = 60
"""Letters from which on a word is not cut into tokens but counts as unknown."""

os.environ.setdefault("TOKENIZERS_PARALLELISM", "false")


@dataclass(frozen=True)
class Tokens:
    """A text's tokens: ids, and start and end of each in characters. kept: places of the whole text that were kept."""

    ids: tuple[int, ...]
    spans: tuple[tuple[int, int], ...]
    whole: int


class Vocabulary:
    """Text -> tokens. most: tokens that a network reads; of a longer text its beginning and its end are kept."""

    def __init__(self, content: str, most: int) -> None:
        from tokenizers import Tokenizer

        self.content, self.most = content, most
        self._tokenizer = Tokenizer.from_str(content)

    def __len__(self) -> int:
        return int(self._tokenizer.get_vocab_size())

    def holds(self, word: str) -> bool:
        """Whether a word in lower case is one token."""
        return self._tokenizer.token_to_id(word) is not None

    def tokens(self, text: str) -> Tokens:
        """The tokens of one text, at least one."""
        found: Any = self._tokenizer.encode(text)
        ids, spans = (found.ids, found.offsets) if found.ids else ([SPECIAL.index(UNKNOWN)], [(0, len(text))])
        rows = middle_out(len(ids), self.most)
        return Tokens(tuple(ids[row] for row in rows), tuple(tuple(spans[row]) for row in rows), len(ids))


def middle_out(count: int, most: int) -> list[int]:
    """Row numbers of `count` tokens less those in the middle: a third of `most` from the start, the rest from the end,
    where reviews sum up."""
    if count <= most:
        return list(range(count))
    head = most // 3
    return [*range(head), *range(count - most + head, count)]


def learn(texts: Sequence[str], size: int, most: int, least: int = 2) -> Vocabulary:
    """A vocabulary of at most `size` tokens that occur `least` times in the texts."""
    from tokenizers import models, trainers

    tokenizer = _tokenizer(models.WordPiece(unk_token=UNKNOWN))
    # The trainer numbers letters inside words as its hash table happens to hold them, and breaks ties between pairs
    # by those numbers; named beforehand, they stand in order, and the same texts give the same vocabulary.
    letters: set[str] = set().union(*(tokenizer.normalizer.normalize_str(text) for text in texts))
    inner = sorted(INSIDE + letter for letter in letters if not letter.isspace())
    trainer = trainers.WordPieceTrainer(
        vocab_size=size, min_frequency=least, special_tokens=[*SPECIAL, *inner], show_progress=False
    )
    tokenizer.train_from_iterator(texts, trainer)
    names = [*SPECIAL, *sorted(set(tokenizer.get_vocab()) - set(SPECIAL))]
    ids = {name: place for place, name in enumerate(names)}
    model = models.WordPiece(vocab=ids, unk_token=UNKNOWN, max_input_chars_per_word=LONGEST_WORD)
    return Vocabulary(_tokenizer(model).to_str(), most)


def _tokenizer(model: Any) -> Any:
    from tokenizers import Tokenizer, normalizers, pre_tokenizers

    tokenizer: Any = Tokenizer(model)
    tokenizer.normalizer = normalizers.Sequence([normalizers.NFC(), normalizers.Lowercase()])
    tokenizer.pre_tokenizer = pre_tokenizers.BertPreTokenizer()
    return tokenizer


def padded(rows: Sequence[Sequence[int]]) -> torch.Tensor:
    """Token ids of several texts as (N, T), padded after their ends."""
    import torch

    table = np.zeros((len(rows), max(map(len, rows))), np.int32)
    for place, ids in enumerate(rows):
        table[place, : len(ids)] = ids
    return torch.from_numpy(table)
