"""Reading sets in the format of SQuAD: passages, questions, and where in the passage the answer stands.

P. Rajpurkar et al., "SQuAD: 100,000+ questions for machine comprehension of text", EMNLP 2016.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from core.errors import UserError
from core.messages import M

LEAST = 20
"""Fewest questions that can be learnt from and scored on."""
MOST_MB = 60
SHAPE = M('A reading set in SQuAD\'s format has "data", in it "paragraphs" with "context" and "qas".')


@dataclass(frozen=True)
class Reading:
    """A question on a passage; answer: its text, at character `start` of the passage."""

    passage: str
    question: str
    answer: str
    start: int


@dataclass(frozen=True)
class ReadingSet:
    """Usable questions, and how many were left out: without an answer, or whose answer is not where it should be."""

    readings: tuple[Reading, ...]
    unanswered: int
    misplaced: int


def read_squad(content: bytes) -> ReadingSet:
    """The questions of a file; UserError naming what is wrong with it."""
    if len(content) > MOST_MB * 1_000_000:
        raise UserError(M("The file is larger than {most} MB.", most=MOST_MB), M("Give a part of it."))
    try:
        data = json.loads(content.decode("utf-8-sig"))
    except (ValueError, RecursionError):
        raise UserError(M("The file is not readable as JSON."), SHAPE) from None
    readings: list[Reading] = []
    unanswered = misplaced = 0
    for passage, question, answers in _questions(data):
        if not answers:
            unanswered += 1
            continue
        found = _placed(passage, question, answers[0])
        misplaced += found is None
        readings += [found] if found else []
    if len(readings) < LEAST:
        raise UserError(
            M("The file has {count} usable questions; {least} are needed.", count=len(readings), least=LEAST),
            M("A usable question has an answer whose text stands in its passage."),
        )
    return ReadingSet(tuple(readings), unanswered, misplaced)


def _questions(data: Any) -> Iterator[tuple[str, str, list[Any]]]:
    """Passage, question and answers of every entry."""
    articles = data.get("data") if isinstance(data, dict) else None
    if not isinstance(articles, list):
        raise UserError(M("The file holds no reading set."), SHAPE)
    for number, article in enumerate(articles, start=1):
        for paragraph in _list(article, "paragraphs", number):
            passage = paragraph.get("context") if isinstance(paragraph, dict) else None
            if not isinstance(passage, str):
                raise _wrong("context", number)
            for entry in _list(paragraph, "qas", number):
                question, answers = entry.get("question"), entry.get("answers", [])
                if not isinstance(question, str) or not isinstance(answers, list):
                    raise _wrong("question", number)
                yield passage, question, answers


def _list(entry: Any, name: str, number: int) -> list[Any]:
    found = entry.get(name) if isinstance(entry, dict) else None
    if not isinstance(found, list) or not all(isinstance(item, dict) for item in found):
        raise _wrong(name, number)
    return found


def _wrong(name: str, number: int) -> UserError:
    return UserError(
        M("In article {number}, “{name}” is missing or not what belongs there.", number=number, name=name), SHAPE
    )


def _placed(passage: str, question: str, answer: Any) -> Reading | None:
    """The question with its answer where the passage has it; None where the passage does not hold it."""
    text = answer.get("text") if isinstance(answer, dict) else None
    if not isinstance(text, str) or not text.strip():
        return None
    start = answer.get("answer_start")
    if isinstance(start, int) and start >= 0 and passage.startswith(text, start):
        return Reading(passage, question, text, start)
    found = passage.find(text)
    return Reading(passage, question, text, found) if found >= 0 and passage.count(text) == 1 else None
