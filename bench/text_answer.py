"""Scores and times of the shipped readers, one thread: python -m bench.text_answer DATA

DATA is the folder that holds text/babi. Story reader: accuracy of every task on its test file, precision and recall
of the sentences looked at, questions about nothing in the story, stories that mix kinds, a majority baseline, and
how many test questions (story and all) stand in a training file too. Passage reader: hit rates on the questions
written by hand, against tf-idf overlap and chance. Times: median of 200 warm answers.
"""

from __future__ import annotations

import statistics
import sys
import time
from collections import Counter
from collections.abc import Callable
from pathlib import Path
from typing import cast

import torch

from bench.machine import head, table
from core.text.answer.kinds import KINDS
from core.text.answer.predictor import StoryAnswerer
from core.text.answer.shipped import stories_of, test_scores
from core.text.answer.stories import Story
from core.text.passage.predictor import PassageAnswerer
from core.text.passage.shipped import written_scores
from core.text.passage.written import WRITTEN
from core.text.tasks import shipped_predictor

ROUNDS = 200


def majority(training: list[Story], test: list[Story]) -> float:
    """Share of test questions that the most frequent training answer gets right."""
    best = Counter(question.answer for story in training for question in story.questions).most_common(1)[0][0]
    answers = [question.answer for story in test for question in story.questions]
    return sum(answer == best for answer in answers) / len(answers)


def seen(training: list[Story], test: list[Story]) -> float:
    """Share of test questions whose story so far and question stand in the training file word for word."""

    def keys(stories: list[Story]) -> list[tuple[tuple[str, ...], str]]:
        return [(story.sentences[: one.before], one.text) for story in stories for one in story.questions]

    known = set(keys(training))
    return sum(key in known for key in keys(test)) / len(keys(test))


def milliseconds(answer: Callable[[], object]) -> str:
    """Median time of a warm answer."""
    times = []
    for _ in range(ROUNDS):
        started = time.perf_counter()
        answer()
        times.append(time.perf_counter() - started)
    return f"{1000 * statistics.median(times):.1f} ms"


def main() -> None:
    """All tables."""
    torch.set_num_threads(1)
    print(head("Answers: stories and passages, one thread"))
    folder = Path(sys.argv[1]) / "text" / "babi"
    training, test = stories_of(folder, "train"), stories_of(folder, "test")
    stories = cast(StoryAnswerer, shipped_predictor("babi"))
    found = test_scores(stories.reader, stories.codec, test, stories.temperature, stories.threshold, 0)
    rows = [["task", "kind", "accuracy", "majority", "support precision", "recall", "test seen in training"]]
    for task, kind in KINDS.items():
        support = found["support_by_task"][str(task)]
        rows.append(
            [
                str(task),
                str(kind.title),
                f"{found['accuracy'][str(task)]:.1%}",
                f"{majority(training[task], test[task]):.1%}",
                f"{support['precision']:.1%}",
                f"{support['recall']:.1%}",
                f"{seen(training[task], test[task]):.1%}",
            ]
        )
    print(table(rows))
    print(f"\nmean accuracy {found['mean_accuracy']:.2%}, calibration error {found['calibration_error']:.4f}")
    print(f"not in the story: {found['unsaid']}\nkinds mixed: {found['crossed']}\ndeletion: {found['deletion']}")
    passages = cast(PassageAnswerer, shipped_predictor("passage"))
    print(f"\npassages, questions by hand: {written_scores(passages)}\npassages, made: {passages.card['made']}")
    kind, passage = KINDS[2], WRITTEN[0]
    told, (asked, _) = " ".join(kind.story), passage.questions[0]
    print(f"\nstory: {milliseconds(lambda: stories.answer(told, kind.question, explain=True))}")
    print(f"passage: {milliseconds(lambda: passages.answer(passage.text, asked, explain=True))}")


if __name__ == "__main__":
    main()
