"""Sentences by rule: their labels follow from their words, no frame gives a label away, none is asked by the bench."""

from __future__ import annotations

import re
from collections import Counter

from bench.text_classify import NEGATIONS
from core.text.classify.negations import BLAME, PRAISE, sentences

MADE = sentences(3_000, 0)
NEGATION = re.compile(r"\b(not|never|nothing|neither|hardly|far from|anything but|by no means|\w+n't)\b")


def test_as_many_praise_as_blame_and_each_once() -> None:
    assert sum(label for _, label in MADE) == len({text for text, _ in MADE}) / 2 == 1_500


def test_a_negation_turns_the_label() -> None:
    for text, label in MADE:
        sides = [
            label_of for label_of, words in ((0, BLAME), (1, PRAISE)) if set(words) & set(re.findall(r"\w+", text))
        ]
        if len(sides) == 1:
            assert label == (1 - sides[0] if NEGATION.search(text) else sides[0]), text


def test_a_word_stands_as_often_in_praise_as_with_a_negation() -> None:
    with_negation = Counter(label for text, label in MADE if NEGATION.search(text))
    assert abs(with_negation[0] - with_negation[1]) < 0.1 * len(MADE)


def test_what_the_bench_asks_is_not_trained_on() -> None:
    made = {re.sub(r"\W+", " ", text).strip() for text, _ in MADE}
    assert not made & {re.sub(r"\W+", " ", text.lower()).strip() for text, _ in NEGATIONS}
