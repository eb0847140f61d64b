"""Subwords of questions and sentences, with the way in which each is written."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Any

import torch
from torch import Tensor

from core.models.numbers import PADDING

MOST = 128
"""Tokens read of one sentence."""
SMALL, CAPITAL, DIGITS, SIGN = range(4)


@dataclass(frozen=True)
class Piece:
    """One subword. word: number of the word that it belongs to. start, end: characters in the text."""

    number: int
    shape: int
    word: int
    start: int
    end: int


@dataclass(frozen=True)
class Subwords:
    """A byte-pair vocabulary over small letters, kept as the JSON that the library tokenizers writes."""

    content: str

    @classmethod
    def trained(cls, texts: Iterable[str], size: int) -> Subwords:
        """A vocabulary of `size` learnt from the texts; number 0 is padding."""
        from tokenizers import Tokenizer, models, normalizers, pre_tokenizers, trainers

        tokenizer = Tokenizer(models.BPE(unk_token="[unknown]"))
        tokenizer.normalizer = normalizers.Sequence([normalizers.NFC(), normalizers.Lowercase()])
        tokenizer.pre_tokenizer = pre_tokenizers.Whitespace()
        special = ["[padding]", "[unknown]"]
        trainer = trainers.BpeTrainer(vocab_size=size, special_tokens=special, show_progress=False, min_frequency=3)
        tokenizer.train_from_iterator(texts, trainer)
        return cls(tokenizer.to_str())

    @cached_property
    def _tokenizer(self) -> Any:
        from tokenizers import Tokenizer

        return Tokenizer.from_str(self.content)

    def __len__(self) -> int:
        return int(self._tokenizer.get_vocab_size())

    def pieces(self, text: str) -> list[Piece]:
        """The subwords of a text, the first MOST."""
        found = self._tokenizer.encode(text)
        rows = zip(found.ids, found.word_ids, found.offsets, strict=True)
        return [Piece(number, shape(text[a:b]), word or 0, a, b) for number, word, (a, b) in rows][:MOST]


def shape(written: str) -> int:
    """How a subword is written."""
    if not written or not written[0].isalnum():
        return SIGN
    if written[0].isdigit():
        return DIGITS
    return CAPITAL if written[0].isupper() else SMALL


def tensors(rows: Sequence[Sequence[Piece]]) -> tuple[Tensor, Tensor]:
    """Token numbers and shapes (N, W), padded at the end; at least one place wide."""
    wide = max([1, *(len(row) for row in rows)])
    numbers = [[piece.number for piece in row] + [PADDING] * (wide - len(row)) for row in rows]
    shapes = [[piece.shape for piece in row] + [SIGN] * (wide - len(row)) for row in rows]
    return torch.tensor(numbers), torch.tensor(shapes)
