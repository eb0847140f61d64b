"""Runs of words: words with their places, weights that add up, a penalty of zero finds what tells labels apart."""

from __future__ import annotations

import numpy as np
import pytest

from core.text.classify.ngrams import NgramSettings, fit, keys_of, log_ratio, presence, words_of

TEXTS = [words.split() for words in ("not good", "very good", "not bad", "very bad")]
LABELS = np.array([0, 1, 1, 0])
"""No single word tells these apart; only pairs do."""


def test_words_keep_their_places_and_one_apostrophe() -> None:
    text = "I DON’T like it… at all!"
    words = words_of(text)
    assert [word.text for word in words] == ["i", "don't", "like", "it", "at", "all", "!"]
    assert text[words[1].start : words[1].end] == "DON’T"


def test_a_letter_that_grows_in_lower_case_moves_no_place() -> None:
    text = "İstanbul is fine"
    assert [text[word.start : word.end] for word in words_of(text)] == ["İstanbul", "is", "fine"]


def test_every_run_of_up_to_three_words_is_counted() -> None:
    keys, starts, lengths = keys_of(["a", "b", "c", "d"], 3)
    assert len(set(keys.tolist())) == 4 + 3 + 2
    assert lengths.tolist() == [1] * 4 + [2] * 3 + [3] * 2
    assert starts.tolist() == [0, 1, 2, 3, 0, 1, 2, 0, 1]


def test_the_log_ratio_by_hand() -> None:
    """A word in both texts of class 1 and none of class 0, beside one that is in all four: with one added to each
    count, log (3/6 : 1/4) against log (3/6 : 3/4)."""
    _, x = presence([["x"], ["x"], ["x", "y"], ["x", "y"]], NgramSettings(longest=1, least=1))
    ratio = log_ratio(x, np.array([0, 0, 1, 1]), 2, 1.0)[:, 1]
    assert sorted(ratio) == pytest.approx(sorted([np.log((3 / 6) / (1 / 4)), np.log((3 / 6) / (3 / 4))]), abs=1e-6)


def test_pairs_tell_apart_what_single_words_cannot() -> None:
    singles = fit(TEXTS, LABELS, 2, NgramSettings(longest=1, least=1))
    assert np.ptp([singles.score(words)[1] for words in TEXTS]) == pytest.approx(0.0, abs=1e-6)
    pairs = fit(TEXTS, LABELS, 2, NgramSettings(longest=2, least=1))
    assert [int(pairs.score(words).argmax()) for words in TEXTS] == LABELS.tolist()


def test_what_words_add_sums_to_the_score() -> None:
    weights = fit(TEXTS, LABELS, 2, NgramSettings(longest=2, least=1))
    by_word = weights.by_word(["not", "good"])
    assert by_word.shape == (2, 2)
    assert by_word.sum(0) + weights.bias == pytest.approx(weights.score(["not", "good"]))


def test_unknown_words_and_no_words_leave_the_bias() -> None:
    weights = fit(TEXTS, LABELS, 2, NgramSettings(longest=2, least=1))
    assert weights.score(["zebra"]) == pytest.approx(weights.bias)
    assert weights.score([]) == pytest.approx(weights.bias)
