"""A vocabulary of subwords shared by both languages: byte-pair encoding over words in small letters.

R. Sennrich, B. Haddow and A. Birch (2016), by the tokenizers library. A capital is a token of its own before its word
("↑open"), so that "Open" and "open" share what the network knows of them.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from core.text.translate.pairs.placeholders import MARKS
from core.text.translate.special import END, UNKNOWN

CAPITAL, CAPITALS = "↑", "⇑"
SPACE = "▁"
SPECIAL = ("<pad>", "<begin>", "<end>", "<unknown>", CAPITAL, CAPITALS, *MARKS)
WORD = re.compile(r"( ?)([^\W\d_]+)")


def lowered(text: str) -> str:
    """Small letters and a space in front; a mark before a word that had a capital, another where all were."""

    def small(found: re.Match[str]) -> str:
        space, word = found.groups()
        if word.isupper() and len(word) > 1:
            return CAPITALS + space + word.lower()
        if word[0].isupper() and (len(word) == 1 or word[1:].islower()):
            return CAPITAL + space + word.lower()
        return space + word

    return WORD.sub(small, " " + text)


def raised(text: str) -> str:
    """What `lowered` did, undone."""
    text = re.sub(CAPITALS + r"( ?)([^\W\d_]+)", lambda found: found[1] + found[2].upper(), text)
    text = re.sub(CAPITAL + r"( ?)(\w)", lambda found: found[1] + found[2].upper(), text)
    return text.replace(CAPITAL, "").replace(CAPITALS, "").strip()


@dataclass(frozen=True)
class Subwords:
    """model: the JSON of the tokenizers library."""

    model: str

    @cached_property
    def _tokenizer(self) -> Any:
        from tokenizers import Tokenizer

        return Tokenizer.from_str(self.model)

    def __len__(self) -> int:
        return int(self._tokenizer.get_vocab_size())

    def pieces(self, text: str) -> list[str]:
        """The text as the tokens in which it is read; one that is not known shows itself."""
        prepared = lowered(text)
        encoding = self._tokenizer.encode(prepared)
        marks = zip(encoding.ids, encoding.tokens, encoding.offsets, strict=True)
        return [prepared[start:end] if token == UNKNOWN else piece for token, piece, (start, end) in marks]

    def encode(self, text: str) -> list[int]:
        """One id a piece."""
        return list(self._tokenizer.encode(lowered(text)).ids)

    def target(self, text: str) -> list[int]:
        """Ids of a text to write, END last."""
        return [*self.encode(text), END]

    def piece(self, token: int) -> str:
        """What one id stands for."""
        return str(self._tokenizer.id_to_token(token) or "") if token > UNKNOWN else ""

    def decode(self, pieces: Sequence[str]) -> str:
        """The text of the pieces written."""
        return raised("".join(pieces).replace(SPACE, " "))

    def to_json(self) -> dict[str, object]:
        """Plain JSON that `from_json` reads."""
        return {"kind": "subwords", "model": self.model}

    @classmethod
    def fit(cls, texts: Sequence[str], size: int) -> Subwords:
        """Learns at most `size` tokens from a training part."""
        from tokenizers import Tokenizer, models, normalizers, pre_tokenizers, trainers

        tokenizer = Tokenizer(models.BPE(unk_token=SPECIAL[UNKNOWN]))
        tokenizer.normalizer = normalizers.Replace(" ", SPACE)
        tokenizer.pre_tokenizer = pre_tokenizers.Sequence(
            [pre_tokenizers.Split(SPACE, "merged_with_next"), pre_tokenizers.Punctuation(), pre_tokenizers.Digits(True)]
        )
        trainer = trainers.BpeTrainer(
            vocab_size=size, special_tokens=list(SPECIAL), min_frequency=2, show_progress=False
        )
        tokenizer.train_from_iterator((lowered(text) for text in texts), trainer)
        return cls(tokenizer.to_str())
