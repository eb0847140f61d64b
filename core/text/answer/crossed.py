"""Questions of one kind asked about stories of another: where somebody is who carries things, what they carry, …

Each task of bAbI asks one kind of question about one kind of story, and a reader of them alone is lost where a
story of one's own mixes kinds. The true answers come from following people and things through the sentences.
"""

from __future__ import annotations

import random
import re
from collections.abc import Sequence
from dataclasses import dataclass, field, replace

from core.text.answer.stories import Question, Story
from core.text.answer.varied import PLACES, STRANGER
from core.text.answer.words import split_words

TASKS = (2, 6, 7, 8)
"""Tasks whose stories hold people, moves and things, and no more."""
MOVE = re.compile(r"(\w+)(?: and (\w+))? (?:went|moved|journeyed|travelled)(?: back)? to the (\w+)", re.IGNORECASE)
TAKE = re.compile(r"(\w+) (?:got|took|grabbed|picked up) the (\w+)", re.IGNORECASE)
DROP = re.compile(r"(\w+) (?:dropped|discarded|left|put down) the (\w+)", re.IGNORECASE)
GIVE = re.compile(r"(\w+) (?:gave|handed|passed) the (\w+) to (\w+)", re.IGNORECASE)
NUMBERS = ("none", "one", "two", "three")
TOGETHER = 0.15
"""Share of moves that a second person is made to join."""
ASKED = 4
"""Questions a story."""


@dataclass
class World:
    """Who is where and who holds what after some sentences, with the sentences that say so.

    place: of a person, and the sentence of the last move. held: things of a person in the order in which they came.
    events: sentences about a person's things. lies: of a thing, its place and the sentences; None where unknown.
    """

    place: dict[str, tuple[str, int]] = field(default_factory=dict)
    held: dict[str, list[str]] = field(default_factory=dict)
    events: dict[str, list[int]] = field(default_factory=dict)
    holder: dict[str, tuple[str, int]] = field(default_factory=dict)
    lies: dict[str, tuple[str, int, int]] = field(default_factory=dict)

    def tell(self, number: int, sentence: str) -> None:
        """One sentence more."""
        if move := MOVE.match(sentence):
            for name in filter(None, (move[1], move[2])):
                self.place[name.casefold()] = (move[3].casefold(), number)
        elif give := GIVE.match(sentence):
            self._lose(give[1].casefold(), give[2].casefold(), number)
            self._get(give[3].casefold(), give[2].casefold(), number)
        elif take := TAKE.match(sentence):
            self._get(take[1].casefold(), take[2].casefold(), number)
        elif drop := DROP.match(sentence):
            self._lose(drop[1].casefold(), drop[2].casefold(), number)

    def _get(self, name: str, thing: str, number: int) -> None:
        self.held.setdefault(name, []).append(thing)
        self.events.setdefault(name, []).append(number)
        self.holder[thing] = (name, number)
        self.lies.pop(thing, None)

    def _lose(self, name: str, thing: str, number: int) -> None:
        if thing in self.held.get(name, []):
            self.held[name].remove(thing)
        self.events.setdefault(name, []).append(number)
        self.holder.pop(thing, None)
        if name in self.place:
            self.lies[thing] = (self.place[name][0], number, self.place[name][1])

    def questions(self, before: int, draw: random.Random) -> list[Question]:
        """Everything that can be asked and is known, a kind each."""
        found = []
        for name, (place, number) in self.place.items():
            shown, other = name.capitalize(), draw.choice((place, draw.choice(PLACES[:6])))
            found.append(Question(f"Where is {shown}?", before, (place,), (number,)))
            said = "yes" if other == place else "no"
            found.append(Question(f"Is {shown} in the {other}?", before, (said,), (number,)))
        for name, events in self.events.items():
            held, support = tuple(self.held.get(name, ())), tuple(events)
            shown = name.capitalize()
            found.append(Question(f"What is {shown} carrying?", before, held or ("nothing",), support))
            count = NUMBERS[min(len(held), len(NUMBERS) - 1)]
            found.append(Question(f"How many objects is {shown} carrying?", before, (count,), support))
        for thing, (name, number) in self.holder.items():
            if name in self.place:
                place, moved = self.place[name]
                found.append(Question(f"Where is the {thing}?", before, (place,), (number, moved)))
        for thing, (place, number, moved) in self.lies.items():
            found.append(Question(f"Where is the {thing}?", before, (place,), (number, moved)))
        return found


def crossed(story: Story, draw: random.Random) -> Story:
    """The story, people joined in some of its moves, with ASKED questions of any kind at any place in it."""
    sentences = tuple(_joined(sentence, draw) for sentence in story.sentences)
    places = sorted(draw.sample(range(1, len(sentences) + 1), min(ASKED, len(sentences))))
    world, asked = World(), []
    for number, sentence in enumerate(sentences):
        world.tell(number, sentence)
        if number + 1 in places and (known := world.questions(number + 1, draw)):
            asked.append(draw.choice(known))
    return replace(story, sentences=sentences, questions=tuple(asked))


def _joined(sentence: str, draw: random.Random) -> str:
    """A move with a second person, now and then."""
    move = MOVE.match(sentence)
    if move is None or move[2] or draw.random() >= TOGETHER:
        return sentence
    other = draw.choice([name for name in ("Mary", "Sandra", "John", "Daniel") if name != move[1]])
    return f"{move[1]} and {other}{sentence[len(move[1]) :]}"


def cross(stories: Sequence[Story], draw: random.Random) -> list[Story]:
    """Every story of TASKS with crossed questions; those with a stranger are left out, who has no place to tell."""
    plain = (story for story in stories if STRANGER not in split_words(" ".join(story.sentences)))
    return [crossed(story, draw) for story in plain if story.task in TASKS]
