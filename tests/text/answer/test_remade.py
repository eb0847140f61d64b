"""The shipped reader's own recipe, on a folder of a few stories: from files to a run that answers."""

from __future__ import annotations

import random
from dataclasses import replace
from pathlib import Path

import pytest
import torch

from core.errors import UserError
from core.task import Progress, Run
from core.text.answer import shipped
from core.text.answer.kinds import KINDS
from core.text.answer.predictor import rebuild
from core.text.answer.stories import Question, Story
from core.text.answer.varied import renamed


def write_tasks(folder: Path, stories: int) -> None:
    """Files of every task, each the example of its kind with other names."""
    folder.mkdir(parents=True)
    for part, seed in (("train", 0), ("test", 1)):
        draw = random.Random(seed)
        for task, kind in KINDS.items():
            question = Question(kind.question, len(kind.story), kind.answer, kind.support)
            told = [renamed(Story(task, kind.story, (question,)), draw) for _ in range(stories)]
            (folder / f"qa{task}_kind_{part}.txt").write_text("".join(_lines(story) for story in told))


def _lines(story: Story) -> str:
    (question,) = story.questions
    told = [f"{number} {text}\n" for number, text in enumerate(story.sentences, start=1)]
    support = " ".join(str(place + 1) for place in question.support)
    return "".join(told) + f"{len(told) + 1} {question.text} \t{','.join(question.answer)}\t{support}\n"


@pytest.fixture
def made(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> list[Run]:
    """Made twice with the same seed, an epoch each pass."""
    write_tasks(tmp_path / "text" / "babi", 20)
    for name in ("SETTINGS", "SECOND"):
        monkeypatch.setattr(shipped, name, replace(getattr(shipped, name), epochs=1))
    told: list[Progress] = []
    runs = [shipped.train(tmp_path, told.append, 3) for _ in range(2)]
    shares = [progress.fraction for progress in told[: len(told) // 2]]
    assert shares == sorted(shares)
    return runs


def test_the_recipe_gives_the_same_run_twice_and_it_answers(made: list[Run]) -> None:
    first, second = made
    assert all(torch.equal(weight, second.state[name]) for name, weight in first.state.items())
    assert first.card == second.card
    assert first.card["test_questions"] == 20 * len(KINDS)
    assert set(first.card["examples"]) == {str(task) for task in KINDS}
    assert 0 <= rebuild(first).answer("Mary went to the park.", "Where is Mary?").confidence <= 1


def test_without_its_data_it_says_what_is_missing(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("UNROLLED_DATA", raising=False)
    with pytest.raises(UserError, match="no folder of training data"):
        shipped.train(None, lambda progress: None, 0)
