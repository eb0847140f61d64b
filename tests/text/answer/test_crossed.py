"""People and things followed through a story by hand-checked steps."""

from __future__ import annotations

import random

from core.text.answer.crossed import World, crossed
from core.text.answer.stories import Story

TOLD = (
    "Mary and John went back to the kitchen.",
    "Mary picked up the milk there.",
    "Mary took the apple.",
    "Mary travelled to the garden.",
    "Mary gave the milk to John.",
    "Mary put down the apple.",
    "Mary moved to the office.",
)


def answers(count: int) -> dict[str, tuple[tuple[str, ...], tuple[int, ...]]]:
    """Every question after `count` sentences, with its answer and support."""
    world = World()
    for number, sentence in enumerate(TOLD[:count]):
        world.tell(number, sentence)
    return {one.text: (one.answer, one.support) for one in world.questions(count, random.Random(0))}


def test_places_and_things_after_every_sentence() -> None:
    known = answers(7)
    assert known["Where is Mary?"] == (("office",), (6,))
    assert known["Where is John?"] == (("kitchen",), (0,))
    assert known["Where is the milk?"] == (("kitchen",), (4, 0))
    assert known["Where is the apple?"] == (("garden",), (5, 3))
    assert known["What is Mary carrying?"] == (("nothing",), (1, 2, 4, 5))
    assert known["How many objects is John carrying?"] == (("one",), (4,))


def test_things_are_told_in_the_order_in_which_they_came() -> None:
    assert answers(3)["What is Mary carrying?"] == (("milk", "apple"), (1, 2))
    assert answers(4)["Where is the milk?"] == (("garden",), (1, 3))


def test_crossed_questions_stand_in_the_story() -> None:
    told = crossed(Story(2, TOLD, ()), random.Random(1))
    assert len(told.sentences) == len(TOLD)
    assert told.questions
    for question in told.questions:
        assert max(question.support) < question.before <= len(TOLD)
