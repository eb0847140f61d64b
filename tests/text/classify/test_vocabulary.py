"""Subword tokens: places, the same numbers every time, what is cut from long texts; and the pieces they form."""

from __future__ import annotations

import numpy as np
import pytest

from core.text.classify.pieces import pieces_of
from core.text.classify.vocabulary import SPECIAL, Vocabulary, learn, middle_out

TEXTS = ["the cat sat on the mat", "the dog sat on the log", "cats and dogs, logs and mats"] * 3


@pytest.fixture(scope="module")
def vocabulary() -> Vocabulary:
    return learn(TEXTS, 80, most=30)


def test_the_same_texts_give_the_same_numbers(vocabulary: Vocabulary) -> None:
    assert learn(TEXTS, 80, most=30).content == vocabulary.content
    assert Vocabulary(vocabulary.content, 30).tokens("the cats") == vocabulary.tokens("the cats")


def test_tokens_know_their_places_and_ignore_case(vocabulary: Vocabulary) -> None:
    text = "The CAT, zebra"
    tokens = vocabulary.tokens(text)
    assert tokens.ids[:2] == vocabulary.tokens("the cat").ids
    assert "".join(text[start:end] for start, end in tokens.spans) == "TheCAT,zebra"


def test_a_text_without_a_token_is_unknown(vocabulary: Vocabulary) -> None:
    assert vocabulary.tokens("\u3164").ids  # a filler that is neither letter nor space
    assert vocabulary.tokens("x" * 10_000).ids == (SPECIAL.index("[UNK]"),)


def test_long_texts_keep_their_beginning_and_more_of_their_end() -> None:
    assert middle_out(9, 9) == list(range(9))
    assert middle_out(100, 9) == [0, 1, 2, 94, 95, 96, 97, 98, 99]


def test_every_token_belongs_to_one_piece(vocabulary: Vocabulary) -> None:
    text = "Mats, dogs’ logs 🙂 and the cat!"
    tokens = vocabulary.tokens(text)
    pieces = pieces_of(text, tokens)
    assert pieces.texts(text) == ["Mats", ",", "dogs", "’", "logs", "🙂", "and", "the", "cat", "!"]
    assert len(pieces.of_token) == len(tokens.ids)
    assert pieces.summed(np.ones(len(tokens.ids))).sum() == len(tokens.ids)
    assert sorted(pieces.words[pieces.words >= 0]) == list(range(7))  # "!" is a word of the wide part, too
    places = [text[start:end] for start, end in tokens.spans]
    assert all(place in pieces.texts(text)[piece] for place, piece in zip(places, pieces.of_token, strict=True))
