"""bAbI files as they are written, what is wrong with them in words, and stories told in other ways."""

from __future__ import annotations

import random
from pathlib import Path

import pytest

from core.errors import UserError
from core.text.answer.shipped import split
from core.text.answer.stories import Question, Story, find_file, read_stories
from core.text.answer.varied import NAMES, STRANGER, UNSAID, about_nobody, exchanged, names_in, renamed, with_stranger
from core.text.answer.words import Vocabulary, split_sentences, split_words

FILE = (
    "1 Mary got the milk.\n2 John went to the office.\n3 Where is John? \toffice\t2\n4 Mary got the apple.\n"
    "5 What is Mary carrying? \tmilk,apple\t1 4\n1 Fred is in the park.\n2 Is Fred in the park?|yes|1\n"
)


def write(folder: Path, content: str) -> Path:
    path = folder / "qa8_lists_train.txt"
    path.write_text(content)
    return path


def test_stories_questions_answers_and_support(tmp_path: Path) -> None:
    first, second = read_stories(write(tmp_path, FILE), 8)
    assert first.sentences == ("Mary got the milk.", "John went to the office.", "Mary got the apple.")
    assert first.questions == (
        Question("Where is John?", 2, ("office",), (1,)),
        Question("What is Mary carrying?", 3, ("milk", "apple"), (0, 2)),
    )
    assert second.questions == (Question("Is Fred in the park?", 1, ("yes",), (0,)),)


@pytest.mark.parametrize(
    ("content", "words"),
    [
        ("Mary got the milk.\n", "Line 1 of qa8_lists_train.txt is not a numbered sentence"),
        ("1 Mary got the milk.\n2 Where is Mary?\tpark\n", "line 2 of qa8_lists_train.txt lacks its answer"),
        ("1 Mary got the milk.\n2 Where is Mary?\tpark\t7\n", "lacks its answer or support"),
    ],
)
def test_a_wrong_line_is_named(tmp_path: Path, content: str, words: str) -> None:
    with pytest.raises(UserError, match=words):
        read_stories(write(tmp_path, content), 8)


def test_a_folder_without_the_task_is_told(tmp_path: Path) -> None:
    with pytest.raises(UserError, match="lacks task 3"):
        find_file(tmp_path, 3, "train")


def test_pasted_stories_lose_numbers_and_signs() -> None:
    told = "1 Mary went to the park.\n\n2 John left!  Where's the milk? "
    assert split_sentences(told) == ["Mary went to the park.", "John left!", "Where's the milk?"]
    assert split_words("Where's the MILK?") == ["where", "is", "the", "milk"]


def test_unknown_words_are_named_once_in_order() -> None:
    vocabulary = Vocabulary.of(["Mary went"])
    assert vocabulary.unknown(["Bob went", "Ann, Bob"]) == ["bob", "ann"]
    assert vocabulary.numbers("mary flew") == [2, 1]


STORY = Story(
    1, ("Mary went to the kitchen.", "John got the milk."), (Question("Where is Mary?", 2, ("kitchen",), (0,)),)
)


def test_names_are_exchanged_throughout_and_one_to_one() -> None:
    told = renamed(STORY, random.Random(3))
    person = split_words(told.sentences[0])[0]
    assert split_words(told.questions[0].text)[-1] == person
    assert told.questions[0].answer == (split_words(told.sentences[0])[-1],)
    assert len(names_in(told.sentences)) == len(names_in(STORY.sentences)) == 4


def test_an_answer_that_became_a_stranger_is_not_said() -> None:
    assert exchanged(STORY, {"kitchen": STRANGER}).questions[0].answer == (UNSAID,)
    assert exchanged(STORY, {"milk": STRANGER}).questions[0].answer == ("kitchen",)
    told = with_stranger(STORY, random.Random(0))
    assert sum(STRANGER in split_words(text) for text in told.sentences) == 1


def test_questions_about_nobody_name_one_that_the_story_lacks() -> None:
    for seed in range(20):
        (question,) = about_nobody(STORY, random.Random(seed)).questions
        (asked,) = set(split_words(question.text)) & NAMES
        assert asked not in names_in(STORY.sentences)
        assert (question.answer, question.support) == ((UNSAID,), ())


def test_no_story_is_on_both_sides_of_the_split() -> None:
    stories = {1: [Story(1, (f"Mary went {place}.",), ()) for place in range(30)]}
    training, held = split(stories, 0)
    assert (len(training), len(held)) == (27, 3)
    assert not set(training) & set(held)
