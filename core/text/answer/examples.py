"""Stories and questions as tensors: rows of one table of distinct sentences."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import torch
from torch import Tensor

from core.models.story_reader import END
from core.text.answer.stories import Question, Story
from core.text.answer.words import Vocabulary, padded, split_words

NO_SUPPORT = -1


@dataclass(frozen=True)
class Examples:
    """N questions. table (S, W): distinct sentences in word numbers. story (N, T), question (N,): rows of it.

    length (N,): sentences of the story so far. answer (N, A): numbers of the answer's words, END after the last.
    support (N, P): supporting sentences in order, NO_SUPPORT where there are fewer. task (N,).
    """

    table: Tensor
    story: Tensor
    question: Tensor
    length: Tensor
    answer: Tensor
    support: Tensor
    task: Tensor

    def __len__(self) -> int:
        return len(self.length)

    def rows(self) -> tuple[Tensor, ...]:
        """What differs from question to question, for the training loop."""
        return self.story, self.question, self.length, self.answer, self.support


@dataclass(frozen=True)
class Codec:
    """Both vocabularies: of stories, and of answers, whose number END is no word. most: longest answer, end counted."""

    words: Vocabulary
    answers: tuple[str, ...]
    most: int

    def answer_numbers(self, answer: Sequence[str]) -> list[int]:
        """An answer's numbers with its end."""
        return [1 + self.answers.index(word) for word in answer] + [END] * (self.most - len(answer))

    def answer_words(self, numbers: Sequence[int]) -> tuple[str, ...]:
        """The words before the end."""
        found = []
        for number in numbers:
            if number == END:
                break
            found.append(self.answers[number - 1])
        return tuple(found)


def examples(stories: Sequence[Story], codec: Codec) -> Examples:
    """Every question of the stories."""
    asked = [(story, question) for story in stories for question in story.questions]
    rows: dict[tuple[str, ...], int] = {(): 0}

    def row(text: str) -> int:
        return rows.setdefault(tuple(split_words(text)), len(rows))

    told = [[row(sentence) for sentence in story.sentences[: question.before]] for story, question in asked]
    questions = [row(question.text) for _, question in asked]
    table = [codec.words.numbers(" ".join(words)) for words in rows]
    return Examples(
        torch.tensor(padded(table)),
        torch.tensor(padded(told)),
        torch.tensor(questions),
        torch.tensor([len(story) for story in told]),
        torch.tensor([codec.answer_numbers(question.answer) for _, question in asked]),
        _supports([question for _, question in asked]),
        torch.tensor([story.task for story, _ in asked]),
    )


def _supports(questions: Sequence[Question]) -> Tensor:
    most = max(1, *(len(question.support) for question in questions))
    rows = [[*question.support, *[NO_SUPPORT] * (most - len(question.support))] for question in questions]
    return torch.tensor(rows)
