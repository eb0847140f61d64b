"""Sentences by rule: their labels follow from their words, no frame gives a label away, none is asked by the bench."""

from __future__ import annotations

import re
from collections import Counter

import numpy as np
import pytest

from bench.text_classify import EVERYDAY, NEGATIONS
from core.text.classify.fitting import Labelled
from core.text.classify.negation_frames import ENDS, KINDS, OF_ADJECTIVES, SAYINGS, STARTS, THINGS
from core.text.classify.negation_words import ADJECTIVES, Sides
from core.text.classify.negations import PARTS, of_part, past, sentences, third_person
from core.text.classify.shipped import HELD_NEGATIONS, with_negations
from core.text.classify.shipped import NEGATIONS as NEGATIONS_MADE

MADE = sentences(3_000, 0)
HELD = sentences(600, 0, "validation")
NEGATION = re.compile(r"\b(not|no|never|nothing|neither|hardly|far from|anything but|by no means|without|\w+n't)\b")
ALIKE = 0.65
"""Share of two sentences' words that both have, from which on one is a near copy of the other."""


def words_in(text: str) -> set[str]:
    return set(re.findall(r"[\w']+", text.lower()))


@pytest.mark.parametrize("made", [MADE, HELD], ids=PARTS)
def test_as_many_praise_as_blame_and_each_once(made: list[tuple[str, int]]) -> None:
    assert sum(label for _, label in made) == len({text for text, _ in made}) / 2 == len(made) / 2


@pytest.mark.parametrize("sides", [*(kind.words for kind in KINDS), SAYINGS])
def test_both_sides_have_as_many_words_each_once(sides: Sides) -> None:
    assert abs(len(sides.blame) - len(sides.praise)) <= 2
    assert len({*sides.blame, *sides.praise}) == len(sides.blame) + len(sides.praise)


def test_a_negation_turns_the_label() -> None:
    for frame in OF_ADJECTIVES.turning:
        assert NEGATION.search(frame) or re.search(r"scarcely|barely|rarely|nobody|cannot|can't|in no way", frame), (
            frame
        )
    for frame in OF_ADJECTIVES.plain:
        assert not NEGATION.search(frame), frame


@pytest.mark.parametrize(
    ("pattern", "turned"),
    [
        (r"(?:is|was|gets|feels) (WORD)", False),
        (r"is never less than (WORD)", False),
        (r"(?:is|was) (?:not|never|hardly|scarcely|anything but|far from) (WORD)", True),
    ],
)
def test_the_label_is_that_of_the_word_unless_the_frame_turns_it(pattern: str, turned: bool) -> None:
    side_of = {word: side for side, words in enumerate(ADJECTIVES) for word in words}
    thing = f"(?:{'|'.join(STARTS)})(?:{'|'.join(THINGS)})"
    shape = re.compile(f"{thing} {pattern.replace('WORD', '|'.join(side_of))}(?:{'|'.join(map(re.escape, ENDS))})")
    found = [(side_of[match[1]], label) for text, label in MADE if (match := shape.fullmatch(text))]
    assert len(found) > 2
    assert all(label == (1 - side if turned else side) for side, label in found)


def test_a_negation_is_as_common_in_praise_as_in_blame() -> None:
    with_negation = Counter(label for text, label in MADE if NEGATION.search(text))
    assert abs(with_negation[0] - with_negation[1]) < 0.1 * len(MADE)


def test_words_and_frames_held_out_are_not_trained_on() -> None:
    for items in (*(side for kind in KINDS for side in kind.words), *(kind.turning for kind in KINDS), *SAYINGS):
        learned, held = (set(of_part(items, part)) for part in PARTS)
        assert not learned & held
        assert learned | held == set(items)
        assert 0.1 < len(held) / len(items) <= 0.2
    assert not {text for text, _ in MADE} & {text for text, _ in HELD}


@pytest.mark.parametrize("probe", [text for text, _ in NEGATIONS + EVERYDAY])
def test_what_the_bench_asks_is_not_trained_on_nor_nearly(probe: str) -> None:
    asked = words_in(probe)
    for text, _ in MADE + HELD:
        made = words_in(text)
        assert len(asked & made) < ALIKE * len(asked | made), text


def test_forms_of_verbs() -> None:
    assert [third_person(verb) for verb in ("fall flat", "annoy", "touch the heart", "satisfy", "wear thin")] == [
        "falls flat", "annoys", "touches the heart", "satisfies", "wears thin",
    ]  # fmt: skip
    assert [past(verb) for verb in ("hate", "enjoy")] == ["hated", "enjoyed"]


def test_they_are_added_to_training_and_validation_and_kept_from_the_runs_of_words() -> None:
    data = Labelled(["good", "bad"], np.array([1, 0]), ("negative", "positive"), np.array([0]), np.array([1]))
    more = with_negations(data, 0)
    assert len(more.training) == 1 + NEGATIONS_MADE
    assert len(more.validation) == 1 + HELD_NEGATIONS
    assert set(more.network_only) == set(more.training.tolist()) - {0}
    assert not set(more.training.tolist()) & set(more.validation.tolist())
    assert len(more.texts) == len(more.labels) == 2 + NEGATIONS_MADE + HELD_NEGATIONS
