"""Makes the shipped story reader: eleven tasks of bAbI at once, a tenth of the training stories held back.

What is chosen (epoch, temperature, threshold) is chosen on the stories held back; the test stories only score.
"""

from __future__ import annotations

import random
import time
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any

import torch

from core.messages import M
from core.models.story_reader import StoryReader
from core.task import Progress, Report, Run
from core.text.answer import scores
from core.text.answer.crossed import NUMBERS, cross
from core.text.answer.examples import Codec, Examples, examples
from core.text.answer.kinds import KINDS
from core.text.answer.predictor import StoryAnswerer
from core.text.answer.stories import Story, find_file, read_stories
from core.text.answer.training import SECOND, SETTINGS, fit, new_reader
from core.text.answer.varied import PLACES, THINGS, UNSAID, about_nobody, vary
from core.text.answer.words import Vocabulary
from core.text.corpora import text_folder
from core.training.loop import Epoch, TrainingResult, TrainingSettings

HELD = 0.1
AGAIN = 0.3
"""Share of the stories read again in the second pass."""
FIRST, SECOND_END = 0.85, 0.95
"""Shares of the whole work done after each pass."""
LICENCE = "bAbI tasks 1.2 (Weston et al. 2015), CC BY 3.0"


def train(data: Path | None, report: Report, seed: int) -> Run:
    """The whole of it: reads the stories, fits, scores on the test stories; UserError where the data is not there."""
    folder = text_folder(data) / "babi"
    reader, codec, held, result = fitted(stories_of(folder, "train"), report, seed)
    report(Progress(0.97, M("Scoring on the test stories")))
    answerer = calibrated(reader, codec, held, seed, stories_of(folder, "test"))
    card = answerer.card | {"epochs": len(result.epochs), "best_epoch": result.best_epoch}
    card |= {"examples": kept_examples(answerer)}
    return StoryAnswerer(reader, codec, answerer.temperature, answerer.threshold, card).to_run()


def fitted(
    stories: dict[int, list[Story]], report: Report, seed: int
) -> tuple[StoryReader, Codec, Examples, TrainingResult]:
    """The reader after both passes, its vocabularies, and the questions held back."""
    training, held = split(stories, seed)
    codec = codec_of(training)
    reader = new_reader(codec, seed)
    kept = examples(held, codec)
    told = vary(training, random.Random(seed))
    result = _fit(reader, told, kept, codec, replace(SETTINGS, seed=seed), _Watch(report, 0.0, FIRST))
    mixed(reader, told, held, codec, seed, _Watch(report, FIRST, SECOND_END))
    return reader, codec, kept, result


def mixed(
    reader: StoryReader, told: Sequence[Story], held: Sequence[Story], codec: Codec, seed: int, watch: _Watch
) -> None:
    """The second pass: some of the stories again, and crossed questions, of which some are held back too."""
    draw = random.Random(seed + 1)
    again = draw.sample(list(told), round(AGAIN * len(told)))
    new = cross([story for story in told if story.questions and story.questions[0].support], draw)
    kept = examples([*held, *cross(held, random.Random(seed))], codec)
    _fit(reader, [*again, *new], kept, codec, replace(SECOND, seed=seed), watch)


def _fit(
    reader: StoryReader,
    told: Sequence[Story],
    kept: Examples,
    codec: Codec,
    settings: TrainingSettings,
    watch: _Watch,
) -> TrainingResult:
    return fit(reader, examples(told, codec), kept, settings, watch.on_batch, watch.on_epoch)


class _Watch:
    """Tells how far the training has come."""

    def __init__(self, report: Report, begin: float, end: float) -> None:
        self._report, self._start, self._begin, self._end = report, time.monotonic(), begin, end
        self._share = begin

    def on_batch(self, share: float) -> None:
        self._share = self._begin + share * (self._end - self._begin)
        passed, done = time.monotonic() - self._start, self._share - self._begin
        self._report(Progress(self._share, M("Reading stories"), passed * (SECOND_END - self._share) / done))

    def on_epoch(self, epoch: Epoch) -> None:
        numbers = {
            "epoch": float(epoch.epoch),
            "train_loss": epoch.train_loss,
            "validation_loss": epoch.validation_loss,
            "gradient_norm": epoch.gradient_norm,
        }
        self._report(Progress(self._share, M("Reading stories"), telemetry=numbers))


def calibrated(
    reader: StoryReader, codec: Codec, held: Examples, seed: int, test: dict[int, list[Story]]
) -> StoryAnswerer:
    """The reader with what is chosen on the stories held back, and the card that the test stories give it."""
    temperature = scores.best_temperature(reader, held)
    found = scores.answered(reader, held, temperature)
    threshold = scores.best_threshold(found, held)
    card = {
        "data": "11 of the 20 bAbI tasks, 10,000 training questions each, all in one network",
        "licence": LICENCE,
        "split": "a tenth of the training stories held back for every choice; the test files only for the scores",
        "parameters": sum(weight.numel() for weight in reader.parameters()),
        "seed": seed,
        "validation_accuracy": float(found.right.float().mean()),
        "limits": "Knows about 70 words of the data set; names it never learnt are read as people. English only.",
    }
    card |= test_scores(reader, codec, test, temperature, threshold, seed)
    return StoryAnswerer(reader, codec, temperature, threshold, card)


def kept_examples(answerer: StoryAnswerer) -> dict[str, Any]:
    """The answers to the example of every kind, so that a page can show them without torch."""
    return {str(kind.task): answerer.read_sentences(kind.story, kind.question).to_json() for kind in KINDS.values()}


def test_scores(
    reader: StoryReader, codec: Codec, test: dict[int, list[Story]], temperature: float, threshold: float, seed: int
) -> dict[str, Any]:
    """Accuracy, support and calibration on the test stories, and how it takes questions about nothing in them."""
    asked = examples([story for task in sorted(test) for story in test[task]], codec)
    found = scores.answered(reader, asked, temperature)
    unsaid = codec.answer_numbers((UNSAID,))
    draw = random.Random(seed)
    aside = examples([about_nobody(story, draw) for task in sorted(test) for story in test[task]], codec)
    mix = examples(cross([story for task in sorted(test) for story in test[task]], draw), codec)
    gone = scores.deletion(reader, asked, found, threshold, seed)
    by_task = {task: torch.nonzero(asked.task == task)[:, 0] for task in sorted(test)}
    accuracy = {str(task): float(found.right[rows].float().mean()) for task, rows in by_task.items()}
    return {
        "mean_accuracy": sum(accuracy.values()) / len(accuracy),
        "accuracy": accuracy,
        "test_questions": len(asked),
        "support": _support_json(scores.support(found, asked, threshold)),
        "support_by_task": {
            str(task): _support_json(scores.support(found, asked, threshold, rows)) for task, rows in by_task.items()
        },
        "calibration_error": scores.calibration_error(found),
        "unsaid": {
            "told": float(scores.answered(reader, aside, temperature).right.float().mean()),
            "questions": len(aside),
            "wrongly": float((found.words == torch.tensor(unsaid)).all(1).float().mean()),
        },
        "deletion": None if gone is None else {"without_used": gone[0], "without_others": gone[1]},
        "crossed": {
            "accuracy": float(scores.answered(reader, mix, temperature).right.float().mean()),
            "questions": len(mix),
        },
        "measured": "share of test questions with every word of the answer right and in order",
    }


def _support_json(found: scores.Support) -> dict[str, float]:
    return {"precision": found.precision, "recall": found.recall, "f1": found.f1}


def stories_of(folder: Path, part: str) -> dict[int, list[Story]]:
    """The stories of every task, `part` train or test."""
    return {task: read_stories(find_file(folder, task, part), task) for task in KINDS}


def split(stories: dict[int, list[Story]], seed: int) -> tuple[list[Story], list[Story]]:
    """Training and held-out stories, a tenth of each task held out by chance."""
    draw = random.Random(seed)
    training: list[Story] = []
    held: list[Story] = []
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
    crossed = {*PLACES, *THINGS, *NUMBERS, "nothing", "yes", "no"}  # what the second pass may ask for
    names = sorted({word for answer in answers for word in answer} | {UNSAID} | crossed)
    return Codec(words, tuple(names), 1 + max(len(THINGS), *(len(answer) for answer in answers)))
