"""The shipped story reader on stories written here, and on what people paste into it."""

from __future__ import annotations

import time
import unicodedata
from typing import cast

import pytest
import torch

from core.errors import UserError
from core.store import read_run
from core.text.answer.found import NOT_SAID, StoryAnswer
from core.text.answer.kinds import KINDS, Kind
from core.text.answer.predictor import StoryAnswerer, rebuild
from core.text.tasks import CHECKPOINTS, shipped_predictor

STORY = "Mary went to the kitchen. John moved to the garden. Mary took the milk there."


@pytest.fixture(scope="module")
def reader() -> StoryAnswerer:
    return cast(StoryAnswerer, shipped_predictor("babi"))


@pytest.mark.parametrize("kind", KINDS.values(), ids=lambda kind: str(kind.task))
def test_the_example_of_every_kind(reader: StoryAnswerer, kind: Kind) -> None:
    found = reader.read("\n".join(kind.story), kind.question)
    assert found.words == kind.answer
    assert set(found.used) == set(kind.support)
    assert found.confidence > 0.9
    for row in found.hops:
        assert sum(row) == pytest.approx(1.0, abs=1e-5)
    kept = StoryAnswer.from_json(reader.card["examples"][str(kind.task)])
    assert (kept.words, kept.used, kept.sentences) == (found.words, found.used, found.sentences)


@pytest.mark.parametrize(
    ("story", "question", "answer"),
    [
        ("mary went to the kitchen", "WHERE IS MARY", "kitchen"),
        ("1 Sandra got the apple.\r\n2 Sandra went to the office.\r\n", "Where's the apple?", "office"),
        ("Alice went to the kitchen. Bob moved to the garden.", "Where is Alice?", "kitchen"),
        ("Alice went to the kitchen. Bob moved to the garden.", "Where is Bob?", "garden"),
        ("Daniel got the milk. Daniel got the apple. Daniel dropped the milk.", "What is Daniel carrying?", "apple"),
        ("John\u200b went to the park.\u0007", "Where is \u202eJohn?", "park"),
    ],
)
def test_stories_of_ones_own(reader: StoryAnswerer, story: str, question: str, answer: str) -> None:
    assert reader.answer(story, question).output == answer


@pytest.mark.parametrize(
    ("story", "question", "doubt"),
    [
        (STORY, "Where is Sandra?", "does not mention"),
        (STORY, "Where is the football?", "does not mention"),
        (STORY, "What colour is the sky?", "never learnt and the story lacks: “colour”, “sky”"),
        ("Mary went to the supermarket.", "Where is Mary?", "read as a blank: “supermarket”"),
        ("😀 😀 ok", "Where is Mary?", "does not mention"),
        ("x" * 10_000, "Where is Mary?", "xxx…”"),
        ("ذهبت مريم إلى المطبخ.", "أين مريم؟", "never learnt"),
    ],
)
def test_what_the_story_does_not_say(reader: StoryAnswerer, story: str, question: str, doubt: str) -> None:
    found = reader.read(story, question)
    assert found.output == NOT_SAID
    assert any(doubt in str(one) for one in found.doubts), [str(one) for one in found.doubts]


@pytest.mark.parametrize(
    ("story", "question", "words"),
    [
        ("", "Where is Mary?", "There is no story"),
        (STORY, "  ", "There is no question"),
        ("?!", "Where is Mary?", "holds no words"),
        ("Mary went to the park. " * 10_000, "Where is Mary?", "the limit is"),
    ],
)
def test_what_cannot_be_read_is_told(reader: StoryAnswerer, story: str, question: str, words: str) -> None:
    with pytest.raises(UserError, match=words):
        reader.answer(story, question)


def test_decomposed_accents_are_the_same_name(reader: StoryAnswerer) -> None:
    story, question = "Hương went to the office. Hương got the milk.", "Where is Hương?"
    both = [reader.read(*(unicodedata.normalize(form, text) for text in (story, question))) for form in ("NFC", "NFD")]
    assert both[0] == both[1]
    assert both[0].words == ("office",)


def test_a_long_story_says_that_it_is_long(reader: StoryAnswerer) -> None:
    found = reader.read("Mary went to the kitchen. John went to the park. " * 60, "Where is Mary?")
    assert found.words == ("kitchen",)
    assert "none in training had more" in str(found.doubts[0])


def test_evidence_is_plain_and_only_on_request(reader: StoryAnswerer) -> None:
    assert reader.answer(STORY, "Where is the milk?").evidence == {}
    evidence = reader.answer(STORY, "Where is the milk?", explain=True).evidence
    assert evidence["supporting"] == [0, 2]
    assert [len(row["hops"]) for row in evidence["sentences"]] == [3, 3, 3]


def test_a_run_comes_back_equal(reader: StoryAnswerer) -> None:
    again = rebuild(reader.to_run())
    assert again.read(STORY, "Where is Mary?") == reader.read(STORY, "Where is Mary?")


def test_the_card_keeps_its_promises(reader: StoryAnswerer) -> None:
    card = reader.card
    assert card["mean_accuracy"] >= 0.97
    assert min(card["accuracy"].values()) > 0.9
    assert set(card["accuracy"]) == {str(task) for task in KINDS}
    assert card["deletion"]["without_used"] < 0.5 < card["deletion"]["without_others"]
    folder = CHECKPOINTS / "babi"
    assert sum(file.stat().st_size for file in folder.iterdir()) < 8e6
    assert sum(weight.numel() for weight in read_run(folder).state.values()) == card["parameters"]


def test_an_answer_takes_less_than_a_tenth_of_a_second(reader: StoryAnswerer) -> None:
    torch.set_num_threads(1)
    reader.answer(STORY, "Where is the milk?")
    started = time.process_time()
    reader.answer(STORY, "Where is the milk?", explain=True)
    assert time.process_time() - started < 0.1
