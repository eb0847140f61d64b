"""Training stories told in other ways, so that the reader learns the pattern and not the few names of each task.

Three kinds: people, places and things exchanged for others throughout a story; one of them made an unknown word;
and a question about somebody or something that the story does not name, whose answer is UNSAID.
"""

from __future__ import annotations

import random
import re
from collections.abc import Callable, Sequence
from dataclasses import replace

from core.text.answer.stories import Question, Story
from core.text.answer.words import split_words

UNSAID = "unsaid"
"""The answer to a question about what the story does not tell."""
STRANGER = "zzz"
"""Stands for a word that is not known; in no vocabulary."""

PEOPLE = (("mary", "sandra", "julie"), ("john", "daniel", "fred", "bill"))
PLACES = ("hallway", "bedroom", "office", "garden", "kitchen", "bathroom", "cinema", "park", "school")
THINGS = ("football", "apple", "milk")
GROUPS = (*PEOPLE, PLACES, THINGS)
NAMES = frozenset(name for group in GROUPS for name in group)
WORD = re.compile(r"\w+")


def exchanged(story: Story, swaps: dict[str, str]) -> Story:
    """The story with words exchanged throughout, an answer that is a stranger's name turned to UNSAID."""

    def retold(text: str) -> str:
        return WORD.sub(lambda found: swaps.get(found[0].casefold(), found[0]), text)

    return replace(
        story,
        sentences=tuple(retold(sentence) for sentence in story.sentences),
        questions=tuple(
            replace(question, text=retold(question.text), answer=_answer(question, swaps))
            for question in story.questions
        ),
    )


def _answer(question: Question, swaps: dict[str, str]) -> tuple[str, ...]:
    words = tuple(swaps.get(word, word) for word in question.answer)
    return (UNSAID,) if STRANGER in words else words


def renamed(story: Story, draw: random.Random) -> Story:
    """People of either sex, places and things exchanged among themselves."""
    swaps: dict[str, str] = {}
    for group in GROUPS:
        swaps |= dict(zip(group, draw.sample(group, len(group)), strict=True))
    return exchanged(story, swaps)


def with_stranger(story: Story, draw: random.Random) -> Story:
    """One of the names that the story holds made a word that is not known."""
    held = sorted(names_in(story.sentences))
    return exchanged(story, {draw.choice(held): STRANGER}) if held else story


def about_nobody(story: Story, draw: random.Random) -> Story:
    """Each question asked of a name of the same kind that the story has not told of so far, where there is one.

    Only one name of a question is exchanged, so that the rest may well be in the story.
    """
    questions = [_elsewhere(question, story.sentences[: question.before], draw) for question in story.questions]
    return replace(story, questions=tuple(question for question in questions if question is not None))


def _elsewhere(question: Question, told: Sequence[str], draw: random.Random) -> Question | None:
    asked = sorted(names_in([question.text]) - set(PLACES)) or sorted(names_in([question.text]))
    if not asked:
        return None
    name = draw.choice(asked)
    absent = sorted(set(kind_of(name)) - names_in(told) - names_in([question.text]))
    if not absent:
        return None
    other = draw.choice(absent)
    text = re.sub(rf"\b{name}\b", other, question.text, flags=re.IGNORECASE)
    return Question(text, question.before, (UNSAID,), ())


def kind_of(name: str) -> tuple[str, ...]:
    """All names of the kind that `name` is of, people of both sexes together."""
    people = tuple(person for group in PEOPLE for person in group)
    return next(kind for kind in (people, PLACES, THINGS) if name in kind)


def names_in(sentences: Sequence[str]) -> set[str]:
    """The people, places and things that the sentences name."""
    return {word for sentence in sentences for word in split_words(sentence)} & NAMES


RETELL: tuple[tuple[float, Callable[[Story, random.Random], Story]], ...] = (
    (0.3, renamed),
    (0.05, with_stranger),
)
"""Share of the training stories told in another way, in place of their own."""
ASKED_ASIDE = 0.12
"""Share of the training stories that are asked about nobody as well."""


def vary(stories: Sequence[Story], draw: random.Random) -> list[Story]:
    """The training stories, some told in other ways, and those asked about nobody."""
    told = [_retold(story, draw) for story in stories]
    return told + [about_nobody(story, draw) for story in told if draw.random() < ASKED_ASIDE]


def _retold(story: Story, draw: random.Random) -> Story:
    for share, tell in RETELL:
        if draw.random() < share:
            story = tell(story, draw)
    return story
