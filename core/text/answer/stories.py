"""The bAbI files: numbered lines, a story starting over at 1, questions with their answer and its support.

A tab parts question, answer and support, in some copies a stroke.

J. Weston et al., "Towards AI-complete question answering: a set of prerequisite toy tasks", 2015. The data set is
under CC BY 3.0.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from core.errors import UserError
from core.messages import M

ANSWER_SEPARATOR = ","
SEPARATOR = re.compile(r"[\t|]")


@dataclass(frozen=True)
class Question:
    """A question after the first `before` sentences; answer: its words; support: sentences that give it, in order."""

    text: str
    before: int
    answer: tuple[str, ...]
    support: tuple[int, ...]


@dataclass(frozen=True)
class Story:
    """One story of a task: its sentences and the questions asked along it."""

    task: int
    sentences: tuple[str, ...]
    questions: tuple[Question, ...]


def read_stories(file: Path, task: int) -> list[Story]:
    """The stories of one file; UserError naming the line that is not as it should be."""
    try:
        lines = file.read_text(encoding="utf-8").splitlines()
    except (OSError, UnicodeDecodeError):
        raise UserError(M("The file {path} cannot be read.", path=str(file))) from None
    return list(_stories(lines, task, file.name))


def _stories(lines: list[str], task: int, name: str) -> Iterator[Story]:
    sentences: list[str] = []
    questions: list[Question] = []
    places: dict[int, int] = {}
    for row, line in enumerate(lines, start=1):
        number, _, rest = line.partition(" ")
        if not number.isdecimal() or not rest.strip():
            raise UserError(M("Line {row} of {file} is not a numbered sentence or question.", row=row, file=name))
        if int(number) == 1 and (sentences or questions):
            yield Story(task, tuple(sentences), tuple(questions))
            sentences, questions, places = [], [], {}
        if SEPARATOR.search(rest):
            questions.append(_question(rest, places, len(sentences), row, name))
        else:
            places[int(number)] = len(sentences)
            sentences.append(rest.strip())
    if sentences or questions:
        yield Story(task, tuple(sentences), tuple(questions))


def _question(rest: str, places: dict[int, int], before: int, row: int, name: str) -> Question:
    parts = SEPARATOR.split(rest)
    try:
        text, answer, support = parts
        marked = tuple(places[int(number)] for number in support.split())
    except (ValueError, KeyError):
        raise UserError(
            M("The question on line {row} of {file} lacks its answer or support.", row=row, file=name)
        ) from None
    return Question(text.strip(), before, tuple(answer.strip().split(ANSWER_SEPARATOR)), marked)


def find_file(folder: Path, task: int, part: str) -> Path:
    """The file of a task, `part` train or test; UserError where the folder lacks it."""
    found = sorted(folder.glob(f"qa{task}_*_{part}.txt"))
    if not found:
        raise UserError(
            M("The folder {folder} lacks task {task} of bAbI.", folder=str(folder), task=task),
            M("It should hold files like qa1_single-supporting-fact_train.txt."),
        )
    return found[0]
