"""Cutting into tokens loses nothing; what a vocabulary does not know is replaced and named."""

from __future__ import annotations

import unicodedata

import pytest

from core.errors import UserError
from core.text.generate.tokens import CUTS, Vocabulary, halves

TEXT = "Trăm năm trong cõi người ta,\nChữ tài chữ mệnh khéo là ghét nhau.\n  “Gì?” - 12 giếng… anh, quốc\t!"


@pytest.mark.parametrize("cut", list(CUTS))
def test_tokens_joined_are_the_text(cut: str) -> None:
    assert "".join(CUTS[cut](TEXT)) == TEXT
    vocabulary = Vocabulary.fit(TEXT, cut)
    assert vocabulary.decode(vocabulary.encode(TEXT)) == TEXT


def test_halves_are_onset_with_its_space_and_rime() -> None:
    assert halves("Trăm năm, anh\ngiếng") == ["Tr", "ăm", " n", "ăm", ",", " ", "anh", "\n", "g", "iếng"]


def test_new_words_are_spelled_with_known_signs() -> None:
    vocabulary = Vocabulary.fit("ba ma la\n", "halves")
    assert [vocabulary.tokens[number] for number in vocabulary.encode("lam")] == ["l", "a", "m"]


def test_unknown_signs_are_replaced_and_named() -> None:
    vocabulary = Vocabulary.fit("The quick brown fox's - jumps.\n", "characters")
    prompt = vocabulary.read("é‘K✓—z\x07")
    assert dict(prompt.replaced) == {"é": "e", "‘": "'", "K": "k", "✓": " ", "—": "-", "z": " "}
    assert prompt.text == "e'k -  "


def test_decomposed_text_reads_as_composed() -> None:
    vocabulary = Vocabulary.fit(TEXT, "halves")
    assert vocabulary.read(unicodedata.normalize("NFD", TEXT)).tokens == vocabulary.read(TEXT).tokens


def test_a_text_too_long_is_refused_with_the_way_out() -> None:
    with pytest.raises(UserError, match="200,000") as caught:
        Vocabulary.fit("ab", "characters").read("a" * 200_000)
    assert "end" in str(caught.value.hint)


def test_it_survives_json_and_a_bad_list_is_refused() -> None:
    vocabulary = Vocabulary.fit(TEXT, "halves")
    assert Vocabulary.from_json(vocabulary.to_json()) == vocabulary
    with pytest.raises(ValueError, match="list of tokens"):
        Vocabulary.from_json({"cut": "characters", "tokens": ["a", "a"]})
