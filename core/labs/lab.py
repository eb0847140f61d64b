"""A lab as data: its question, stories, knobs, exercise and sources; pictures are the part of core.ui.labs."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass

from core.labs.knobs import Knob, Value, Values, Whole
from core.labs.shipped import Shipped
from core.messages import Message

Claim = Callable[[], bool]


@dataclass(frozen=True)
class Story:
    """A numbered "look here": sets the figure, says what to see, and makes a claim that is tested.

    sets: knob -> value; the others go back to their start. turn: knobs that a reader of the story as a lesson may
    turn. claim: computed by the code that draws the figure; False, and the tests fail.
    """

    name: str
    title: Message
    text: Message
    sets: Mapping[str, Value]
    claim: Claim
    turn: tuple[str, ...] = ()


@dataclass(frozen=True)
class NumberExercise:
    """A question whose answer is a number, computed when it is checked and within `tolerance` of it right.

    right, wrong: what a reader is told; {answer} stands for the computed answer, in `wrong` too once it was asked for.
    """

    question: Message
    answer: Callable[[], float]
    tolerance: float
    right: Message
    wrong: Message
    decimals: int = 2


@dataclass(frozen=True)
class ChoiceExercise:
    """A question with named options; `answer` computes the name of the right one when it is checked."""

    question: Message
    options: Mapping[str, Message]
    answer: Callable[[], str]
    right: Message
    wrong: Message


Exercise = NumberExercise | ChoiceExercise


@dataclass(frozen=True)
class Source:
    """A work that the lab rests on."""

    authors: str
    title: str
    where: str
    """Journal or conference, and year."""


@dataclass(frozen=True)
class Lesson:
    """A lab with all but a few knobs hidden. story: the one it tells, None where a teacher chose the knobs freely."""

    name: str
    turn: tuple[str, ...]
    story: Story | None = None


@dataclass(frozen=True)
class Lab:
    """plays: names of the Whole knobs that play and pause move through time; the one that is of use is moved.

    shipped: results that the pages open on. train: "module:function" that trains its checkpoints, called with the
    folder to write to and a report; run by `python -m core labs` before the shipped results are made.
    """

    name: str
    title: Message
    question: Message
    stories: tuple[Story, ...]
    knobs: tuple[Knob, ...]
    exercise: Exercise
    sources: tuple[Source, ...]
    shipped: tuple[Shipped, ...] = ()
    plays: tuple[str, ...] = ()
    train: str | None = None
    ends: Callable[[Values], int] | None = None
    """The last step of what plays, where it depends on the other knobs; the end of the knob's range otherwise."""

    def knob(self, name: str) -> Knob:
        """The knob called `name`; KeyError where there is none."""
        return {knob.name: knob for knob in self.knobs}[name]

    def play(self, values: Mapping[str, Value]) -> Whole | None:
        """The knob that moves through time while the others stand at `values`; None where nothing moves."""
        moving = (self.knob(name) for name in self.plays)
        return next((knob for knob in moving if isinstance(knob, Whole) and knob.useful(values)), None)

    def last(self, values: Values) -> int:
        """The last step to which play and pause move; 0 where nothing moves."""
        knob = self.play(values)
        if knob is None:
            return 0
        return knob.high if self.ends is None else min(max(knob.low, self.ends(values)), knob.high)

    def settled(self, values: Values) -> Values:
        """The same with what plays at the end of its range where it is at the last step: both show the same."""
        knob = self.play(values)
        if knob is None or self.ends is None or values.whole(knob.name) < self.last(values):
            return values
        return Values({**values, knob.name: knob.high})

    def story(self, name: str) -> Story | None:
        """The story called `name`."""
        return next((story for story in self.stories if story.name == name), None)

    def start(self) -> Values:
        """All knobs where they stand when nothing is asked for."""
        return Values({knob.name: knob.start for knob in self.knobs})

    def told(self, story: Story) -> Values:
        """All knobs as the story sets them."""
        return Values({**self.start(), **story.sets})

    def read(self, address: Mapping[str, str]) -> Values:
        """All knobs as an address asks for them; a lesson's story first, what the address says beside it on top."""
        lesson = self.lesson(address.get("lesson", ""))
        values = self.told(lesson.story) if lesson and lesson.story else self.start()
        asked = {knob.name: knob.read(address[knob.name]) for knob in self.knobs if knob.name in address}
        return Values({**values, **asked})

    def write(self, values: Mapping[str, Value], lesson: Lesson | None = None) -> dict[str, str]:
        """The address that opens the lab at `values`: what is as it starts (or as the lesson sets it) is left out."""
        base = self.told(lesson.story) if lesson and lesson.story else self.start()
        values = self.settled(Values({**values}))
        found = {
            knob.name: knob.write(values[knob.name]) for knob in self.knobs if values[knob.name] != base[knob.name]
        }
        return {"lesson": lesson.name} | found if lesson else found

    def lesson(self, asked: str) -> Lesson | None:
        """The lesson an address names: a story, or the knobs to leave, with commas between; None for anything else."""
        story = self.story(asked)
        if story is not None:
            return Lesson(asked, story.turn, story)
        names = tuple(name for name in asked.split(",") if name in {knob.name for knob in self.knobs})
        return Lesson(",".join(names), names) if names else None
