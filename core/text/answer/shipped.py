"""Makes the shipped story reader: eleven tasks of bAbI at once, a tenth of the training stories held back."""

from __future__ import annotations

import random
from collections.abc import Sequence
from pathlib import Path

from core.text.answer.examples import Codec
from core.text.answer.stories import Story, find_file, read_stories
from core.text.answer.varied import PLACES, UNSAID
from core.text.answer.words import Vocabulary

TASKS = (1, 2, 4, 6, 7, 8, 9, 10, 11, 12, 13)
HELD = 0.1


def stories_of(folder: Path, part: str) -> dict[int, list[Story]]:
    """The stories of every task, `part` train or test."""
    return {task: read_stories(find_file(folder, task, part), task) for task in TASKS}


def split(stories: dict[int, list[Story]], seed: int) -> tuple[list[Story], list[Story]]:
    """Training and held-out stories, a tenth of each task held out by chance."""
    draw = random.Random(seed)
    training, held = [], []
    for task in sorted(stories):
        told = draw.sample(stories[task], len(stories[task]))
        cut = round(HELD * len(told))
        held += told[:cut]
        training += told[cut:]
    return training, held


def codec_of(stories: Sequence[Story]) -> Codec:
    """The vocabularies of the training stories."""
    words = Vocabulary.of(
        [text for story in stories for text in (*story.sentences, *(question.text for question in story.questions))]
    )
    answers = [question.answer for story in stories for question in story.questions]
    names = sorted({word for answer in answers for word in answer} | {UNSAID} | set(PLACES))
    return Codec(words, tuple(names), 1 + max(len(answer) for answer in answers))
