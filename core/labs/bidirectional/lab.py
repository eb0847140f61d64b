"""Lab: bidirectional. When it helps to read both ways, and when it is cheating."""

from __future__ import annotations

from core.labs.bidirectional.names import CHANGES, DAYS, PHRASES, READINGS, SHOWN, STEPS, WINDOWS
from core.labs.knobs import Choice, Whole, Words
from core.labs.lab import ChoiceExercise, Lab, Source, Story
from core.labs.shipped import Shipped, grid
from core.messages import M

TAGGING, CHEATING = "core.labs.bidirectional.tagging", "core.labs.bidirectional.cheating"
TRACE = Shipped("bidirectional", "trace", f"{TAGGING}:trace", grid(reading=READINGS, sequence=tuple(SHOWN)))
WRONG = Shipped("bidirectional", "wrong", f"{TAGGING}:errors", ({},))
MOVED = Shipped(
    "bidirectional",
    "moved",
    f"{TAGGING}:changed",
    grid(reading=READINGS, sequence=tuple(SHOWN), place=tuple(range(1, STEPS + 1))),
)
ACCENTS = Shipped("bidirectional", "accents", f"{TAGGING}:accents", grid(phrase=PHRASES))
RIGHT = Shipped("bidirectional", "right", f"{TAGGING}:accents_right", ({},))
OFF = Shipped("bidirectional", "off", f"{CHEATING}:errors", ({},))
CHANGE = Shipped(
    "bidirectional",
    "change",
    f"{CHEATING}:change",
    (
        *grid(window=(4,), day=tuple(range(1, DAYS + 1)), by=(5,)),
        *grid(window=(4,), day=(DAYS - 5,), by=tuple(by for by in CHANGES if by != 5)),
    ),
)
"""What the story opens on: every day that play and pause move through, and every change of its day."""

SEEN = 1e-3
"""A tag or an answer that moves by less (a share, °C) has not noticed the change; what is shipped is rounded."""


def both_sides_are_needed() -> bool:
    """Read both ways hardly a tag is wrong; forwards nearly half, whether the next mark is one step away or five.

    No tagger has fewer parameters than the one that reads both ways.
    """
    found = WRONG()
    level = max(found["forward"]["wait"]) - min(found["forward"]["wait"]) < 0.05
    fewest = found["both"]["parameters"] == min(row["parameters"] for row in found.values())
    one_way = found["forward"]["all"] > 0.4 and found["backward"]["all"] > 0.2
    return bool(found["both"]["all"] < 0.01 and one_way and level and fewest)


def a_change_travels_back() -> bool:
    """Turning the mark at step 10 moves tags before it where both ways are read, and none where forwards alone."""
    forward, both = (MOVED(reading=reading, sequence="a", place=10) for reading in ("forward", "both"))
    return bool(max(forward[:9]) < SEEN < 0.5 < max(both[:9]))


def both_parts_of_the_first() -> bool:
    """What the first story says of the errors, and of the mark that is turned."""
    return both_sides_are_needed() and a_change_travels_back()


def accents_are_clearer_from_both_sides() -> bool:
    """Of letters that may carry an accent, both ways leave less than two thirds of the errors, for no more weights.

    Of the phrase that the story opens on, both ways restore all accents and forwards not all.
    """
    found = RIGHT()
    fewer = 1 - found["both"]["open"] < 0.67 * (1 - found["forward"]["open"])
    shown = {kind: "".join(ACCENTS(phrase=PHRASES[0])[kind]["letters"]) for kind in ("forward", "both")}
    restored = shown["both"] == "bồ đào nha" != shown["forward"]
    return bool(fewer and restored and found["both"]["parameters"] <= found["forward"]["parameters"])


def the_score_is_a_leak() -> bool:
    """Within the window the error is under 0.2 °C; at the last day it is above that of the last value."""
    found = OFF()["tried"]
    return bool(found["inside"] < 0.2 and found["end"]["leaky"] > found["naive"])


def the_honest_use_holds() -> bool:
    """Both ways over the past only: better than the last value at the last day, and close to the forward network."""
    end, naive = OFF()["tried"]["end"], OFF()["tried"]["naive"]
    return bool(end["window"] < naive and end["ahead"] < naive and abs(end["window"] - end["ahead"]) < 0.2)


def the_leak_is_there() -> bool:
    """Five degrees more on a day move the leaky answer of the day before by about five, and the honest one by none."""
    found, before = CHANGE(window=4, day=DAYS - 5, by=5), DAYS - 7
    leaky, honest = (found[kind][1][before] - found[kind][0][before] for kind in ("leaky", "ahead"))
    return bool(abs(leaky - 5) < 1 and abs(honest) < SEEN)


def score_and_change() -> bool:
    """Everything that the story of the leak says."""
    return the_score_is_a_leak() and the_leak_is_there()


def fair() -> str:
    """What may be read: what leaks, and fails where there is no future, is not it."""
    found = CHANGE(window=4, day=DAYS - 5, by=5)
    leaks = abs(found["leaky"][1][DAYS - 7] - found["leaky"][0][DAYS - 7]) > SEEN
    return "past" if leaks and OFF()["tried"]["end"]["leaky"] > OFF()["tried"]["end"]["window"] else "whole"


LAB = Lab(
    name="bidirectional",
    title=M("Bidirectional"),
    question=M("When does it help to read a sequence both ways, and when is it cheating?"),
    stories=(
        Story(
            "sides",
            M("Both sides are needed"),
            M(
                "The tag of a place says whether the marks before and after it are both up, both down, or differ. "
                "Reading forwards, nearly half of the tags are wrong, however near the next mark is: it has not been "
                "read. Reading both ways, with no more parameters, hardly one is; and turning the mark at step 10 "
                "moves tags before it."
            ),
            {"view": "gaps", "reading": "both", "sequence": "a", "step": 10},
            both_parts_of_the_first,
            ("reading", "step", "sequence"),
        ),
        Story(
            "accents",
            M("Accents from both sides"),
            M(
                "Vietnamese typed without accents: which ones were meant? “Bồ Đào Nha” is Portugal, but whoever has "
                "read only “bo” cannot know. Of the letters that may carry an accent, reading both ways leaves fewer "
                "than two thirds of the errors, with no more parameters."
            ),
            {"view": "accents", "phrase": PHRASES[0]},
            accents_are_clearer_from_both_sides,
            ("phrase",),
        ),
        Story(
            "leak",
            M("Too good to be true"),
            M(
                "A bidirectional network is asked at each day for the next one, and has read it. Its error is below "
                "0.2 °C, until the last day: there the future is really absent, and it does worse than the last value. "
                "Change a day: the answer of the day before follows."
            ),
            {"view": "days", "window": 4, "day": DAYS - 5, "by": "5"},
            score_and_change,
            ("day", "by", "window"),
        ),
        Story(
            "honest",
            M("The honest way"),
            M(
                "Read the past both ways and answer once, for what lies after it: nothing leaks. On the year that was "
                "not trained on this beats the last value, and is within 0.2 °C of a network that reads forwards only."
            ),
            {"view": "errors"},
            the_honest_use_holds,
        ),
    ),
    knobs=(
        Choice(
            name="view",
            label=M("View"),
            options={
                "gaps": M("Tags between marks"),
                "accents": M("Accents"),
                "days": M("Change a day"),
                "errors": M("Errors by day"),
                "train": M("Train it"),
            },
        ),
        Choice(
            name="reading",
            label=M("Reading"),
            options={"forward": M("Forwards"), "backward": M("Backwards"), "both": M("Both ways")},
            default="both",
            when={"view": ("gaps", "train")},
        ),
        Choice(
            name="sequence",
            label=M("Sequence"),
            options={"a": M("Sequence A"), "b": M("Sequence B")},
            when={"view": ("gaps", "train")},
        ),
        Words(name="phrase", label=M("Words without accents"), default=PHRASES[0], when={"view": ("accents",)}),
        Whole(name="window", label=M("Window"), low=1, high=WINDOWS, default=4, when={"view": ("days",)}),
        Choice(
            name="by",
            label=M("Change by"),
            options={str(by): M("{by} °C", by=f"{by:+d}".replace("-", "−") if by else "0") for by in CHANGES},
            default="5",
            when={"view": ("days",)},
        ),
        Whole(
            name="day",
            label=M("Changed day"),
            low=1,
            high=DAYS,
            default=DAYS - 5,
            inside=True,
            when={"view": ("days",)},
        ),
        Whole(name="step", label=M("Time step"), low=1, high=STEPS, default=10, inside=True, when={"view": ("gaps",)}),
        Whole(name="seed", label=M("Seed"), low=0, high=99, default=0, inside=True, when={"view": ("train",)}),
        Whole(name="updates", label=M("Updates"), low=0, high=600, default=0, inside=True, when={"view": ("train",)}),
    ),
    exercise=ChoiceExercise(
        M("You forecast tomorrow's warmth with a bidirectional network. What may it read?"),
        {
            "whole": M("The whole series, so that each day knows both neighbours"),
            "past": M("The days up to today, both ways, answering for tomorrow"),
            "tomorrow": M("The days up to tomorrow, answering for each day"),
        },
        fair,
        M("Right. Whatever is read must be known when the forecast is made; within that, both ways are fair."),
        M("Not yet. Ask of every day that is read: is it known when the forecast is made?"),
    ),
    sources=(
        Source(
            "M. Schuster, K. K. Paliwal",
            "Bidirectional recurrent neural networks",
            "IEEE Transactions on Signal Processing 45, 1997",
        ),
        Source(
            "A. Graves, J. Schmidhuber",
            "Framewise phoneme classification with bidirectional LSTM",
            "Neural Networks 18, 2005",
        ),
        Source(
            "S. Kapoor, A. Narayanan",
            "Leakage and the reproducibility crisis in machine-learning-based science",
            "Patterns 4, 2023",
        ),
    ),
    shipped=(TRACE, WRONG, MOVED, ACCENTS, RIGHT, OFF, CHANGE),
    plays=("step", "day"),
    train="core.labs.bidirectional.training:train",
)
