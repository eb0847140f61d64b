"""One battery for every lab: claims of its stories, addresses, shipped results, sources, exercise."""

from __future__ import annotations

import inspect
from importlib import import_module

import pytest

from core.labs import making
from core.labs.knobs import Choice, Real, Whole
from core.labs.lab import ChoiceExercise, Lab, NumberExercise, Story
from core.labs.registry import LABS, lab
from core.labs.shipped import Shipped
from core.labs.source import source_of
from core.ui.labs.exercise import verdict

ALL = [lab(name) for name in LABS]
STORIES = [(found, story) for found in ALL for story in found.stories]


@pytest.mark.parametrize(("found", "story"), STORIES, ids=lambda item: item.name)
def test_what_a_story_claims_is_so(found: Lab, story: Story) -> None:
    assert story.claim() is True


@pytest.mark.parametrize(("found", "story"), STORIES, ids=lambda item: item.name)
def test_a_story_sets_knobs_to_values_that_they_have(found: Lab, story: Story) -> None:
    for name, value in story.sets.items():
        knob = found.knob(name)
        assert knob.read(knob.write(value)) == value
        assert knob.useful(found.told(story)), f"{name} has no say in story {story.name}"
    assert set(story.turn) <= {knob.name for knob in found.knobs}


@pytest.mark.parametrize("found", ALL, ids=lambda item: item.name)
def test_the_page_opens_on_its_first_story(found: Lab) -> None:
    assert found.told(found.stories[0]) == found.start()
    assert 3 <= len(found.stories) <= 4


@pytest.mark.parametrize(("found", "story"), STORIES, ids=lambda item: item.name)
def test_an_address_opens_the_same_view_again(found: Lab, story: Story) -> None:
    values = found.told(story)
    for asked in ("", story.name, ",".join(knob.name for knob in found.knobs[:2])):
        lesson = found.lesson(asked)
        address = found.write(values, lesson)
        assert found.read(address) == values
        assert found.lesson(address.get("lesson", "")) == lesson
    assert found.write(found.start()) == {}


@pytest.mark.parametrize("found", ALL, ids=lambda item: item.name)
def test_nonsense_in_an_address_counts_as_none(found: Lab) -> None:
    for knob in found.knobs:
        if isinstance(knob, Choice | Whole | Real):
            for nonsense in ("nan", "99999999", "no such", ""):
                assert found.read({knob.name: nonsense})[knob.name] == knob.start


@pytest.mark.parametrize("found", ALL, ids=lambda item: item.name)
def test_a_right_answer_is_accepted_and_a_wrong_one_is_not(found: Lab) -> None:
    exercise = found.exercise
    if isinstance(exercise, NumberExercise):
        answer = exercise.answer()
        assert verdict(exercise, answer)[0]
        assert not verdict(exercise, answer + 3 * exercise.tolerance)[0]
    else:
        assert isinstance(exercise, ChoiceExercise)
        assert [name for name in exercise.options if verdict(exercise, name)[0]] == [exercise.answer()]


@pytest.mark.parametrize("shipped", [part for found in ALL for part in found.shipped], ids=lambda part: part.file.stem)
def test_what_is_shipped_is_what_this_code_computes(shipped: Shipped) -> None:
    """The first and the last case; the others were made by the same run."""
    stored = list(shipped.stored())
    assert [arguments for arguments, _result in stored] == list(shipped.cases)
    if shipped.heavy:
        return  # minutes of training; the tests of its lab make a part of it again
    for arguments, result in (stored[0], stored[-1]):
        assert_close(shipped.compute(arguments), result)


def assert_close(made: object, stored: object) -> None:
    """Equal but for the rounding of another machine."""
    if isinstance(made, dict):
        assert isinstance(stored, dict)
        assert made.keys() == stored.keys()
        for name in made:
            assert_close(made[name], stored[name])
    elif isinstance(made, list):
        assert isinstance(stored, list)
        assert len(made) == len(stored)
        for one, other in zip(made, stored, strict=True):
            assert_close(one, other)
    else:
        assert made == pytest.approx(stored, abs=1e-4)


def test_everything_shipped_stays_small() -> None:
    assert 1000 < making.size() < 3e6


@pytest.mark.parametrize(
    "place",
    ["core.models.elman:elman_update", "core.models.lstm:lstm_step", "core.labs.inside.little:LittleNet.edges"],
)
def test_the_code_shown_is_the_source_itself(place: str) -> None:
    module, _, name = place.partition(":")
    found = import_module(module)
    for part in name.split("."):
        found = getattr(found, part)
    wanted = found.fget if isinstance(found, property) else found
    assert source_of(place) == inspect.getsource(wanted)


def test_code_that_is_not_there_is_not_shown() -> None:
    with pytest.raises(LookupError, match="nowhere"):
        source_of("core.models.elman:nowhere")
