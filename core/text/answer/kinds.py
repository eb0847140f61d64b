"""The eleven kinds of questions the shipped reader was trained on, each with an example of its own wording."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from core.messages import M, Message


@dataclass(frozen=True)
class Kind:
    """A task of bAbI by its number. story, question: an example; support: numbers of the sentences that answer it."""

    task: int
    title: Message
    story: tuple[str, ...]
    question: str
    answer: tuple[str, ...]
    support: tuple[int, ...]


def _kind(task: int, title: Message, story: str, question: str, answer: str, *support: int) -> Kind:
    return Kind(task, title, tuple(story.split(" / ")), question, tuple(answer.split(", ")), support)


KINDS: Mapping[int, Kind] = {
    kind.task: kind
    for kind in (
        _kind(
            1,
            M("One supporting fact"),
            "Sandra went to the garden. / Daniel travelled to the office. / Mary moved to the hallway. / "
            "Daniel went back to the kitchen.",
            "Where is Daniel?",
            "kitchen",
            3,
        ),
        _kind(
            2,
            M("Two supporting facts"),
            "Mary went to the kitchen. / John moved to the garden. / Mary picked up the milk there. / "
            "Daniel journeyed to the office. / Mary travelled to the bedroom. / John went to the hallway. / "
            "Mary put down the milk. / Mary went back to the bathroom.",
            "Where is the milk?",
            "bedroom",
            6,
            4,
        ),
        _kind(
            4,
            M("Two arguments of a relation"),
            "The office is east of the garden. / The bathroom is west of the garden.",
            "What is the garden west of?",
            "office",
            0,
        ),
        _kind(
            6,
            M("Yes or no"),
            "John travelled to the bedroom. / Sandra went to the kitchen. / Sandra took the apple there. / "
            "John moved to the hallway.",
            "Is John in the bedroom?",
            "no",
            3,
        ),
        _kind(
            7,
            M("Counting"),
            "Daniel went to the office. / Daniel grabbed the football there. / Mary moved to the garden. / "
            "Daniel took the apple there. / Daniel went to the garden. / Daniel gave the apple to Mary.",
            "How many objects is Daniel carrying?",
            "one",
            1,
            3,
            5,
        ),
        _kind(
            8,
            M("Lists and sets"),
            "Sandra moved to the hallway. / Sandra got the apple there. / John went to the bathroom. / "
            "Sandra picked up the milk there. / Sandra journeyed to the garden.",
            "What is Sandra carrying?",
            "apple, milk",
            1,
            3,
        ),
        _kind(
            9,
            M("Negation"),
            "Mary is in the office. / John is no longer in the garden. / Daniel moved to the kitchen. / "
            "Mary went to the hallway.",
            "Is John in the garden?",
            "no",
            1,
        ),
        _kind(
            10,
            M("Indefinite knowledge"),
            "Fred is in the school. / Julie is either in the cinema or the park. / Bill went back to the office. / "
            "Fred moved to the kitchen.",
            "Is Julie in the park?",
            "maybe",
            1,
        ),
        _kind(
            11,
            M("Who “she” is"),
            "Sandra moved to the office. / Following that she journeyed to the garden. / John went to the kitchen. / "
            "Then he travelled to the hallway.",
            "Where is Sandra?",
            "garden",
            0,
            1,
        ),
        _kind(
            12,
            M("Two people at once"),
            "John and Sandra went back to the bathroom. / Mary and Daniel moved to the office. / "
            "Sandra and Mary travelled to the kitchen.",
            "Where is John?",
            "bathroom",
            0,
        ),
        _kind(
            13,
            M("Who “they” are"),
            "Mary and John went to the garden. / Afterwards they moved to the bedroom. / "
            "Daniel and Sandra journeyed to the hallway. / Then they went back to the office.",
            "Where is John?",
            "bedroom",
            0,
            1,
        ),
    )
}
