"""Lab: history. Where each idea came from, and what it matters which quantity is fed back."""

from __future__ import annotations

from core.labs.history.sequences import TASKS
from core.labs.history.stations import STATIONS
from core.labs.inside.steps import STEPS
from core.labs.knobs import Choice, Whole
from core.labs.lab import ChoiceExercise, Lab, Story
from core.labs.shipped import Shipped, grid
from core.messages import M

FEEDBACK = Shipped(
    "history", "feedback", "core.labs.history.networks:trace", grid(kind=("elman", "jordan"), task=TASKS)
)
NAMES = tuple(station.name for station in STATIONS)


def place(name: str) -> int:
    """Number of a station, counted from 1."""
    return NAMES.index(name) + 1


def errors(task: str) -> dict[str, float]:
    """Mean squared error of both networks on sequences not trained on."""
    return {kind: float(FEEDBACK(kind=kind, task=task)["error"]) for kind in ("elman", "jordan")}


def years_go_on() -> bool:
    """The stations stand in order of time, and one idea is 42 years away from the other end."""
    years = [station.year for station in STATIONS]
    return years == sorted(years) and years[-1] - years[0] == 42


def both_keep_what_they_say() -> bool:
    """The value to be kept is the output itself: both networks keep its sign at every step of the sequence shown."""
    return all(
        all(output * wanted > 0 for output, wanted in zip(found["output"][1:], found["wanted"][1:], strict=True))
        for found in (FEEDBACK(kind=kind, task="latch") for kind in ("elman", "jordan"))
    )


def jordan_cannot_keep_what_it_does_not_say() -> bool:
    """Elman repeats what came two steps ago nearly without error; Jordan's error is close to that of answering 0."""
    found = errors("delay")
    return found["elman"] < 0.01 and found["jordan"] > 0.7


def better() -> str:
    """Which network repeats an input two steps later with the smaller error."""
    found = errors("delay")
    return min(found, key=lambda kind: found[kind])


LAB = Lab(
    name="history",
    title=M("History"),
    question=M("Where did each idea come from, and what does it matter which quantity is fed back?"),
    stories=(
        Story(
            "walk",
            M("A walk of 42 years"),
            M(
                "From Hopfield's network of 1982 to recurrences that are trained in parallel in 2024. Press play, or "
                "click a year: what each station added is drawn dashed."
            ),
            {"view": "timeline", "station": 1},
            years_go_on,
            ("station",),
        ),
        Story(
            "said",
            M("Both keep what they say"),
            M(
                "The task is to keep the sign of the last pulse. That sign is the output itself, so it is enough to "
                "feed back the output: Jordan's network keeps it too, if less steadily."
            ),
            {"view": "feedback", "task": "latch", "step": 5},
            both_keep_what_they_say,
            ("step",),
        ),
        Story(
            "unsaid",
            M("What was not said is lost"),
            M(
                "Now the input is to be repeated two steps later. In between it shows in no output, so Jordan's "
                "network cannot have it and answers close to 0; Elman's keeps it in hidden units and is right."
            ),
            {"view": "feedback", "task": "delay", "step": 5},
            jordan_cannot_keep_what_it_does_not_say,
            ("step", "task"),
        ),
    ),
    knobs=(
        Choice(
            name="view",
            label=M("View"),
            options={"timeline": M("Timeline"), "feedback": M("Elman against Jordan"), "train": M("Train them")},
        ),
        Choice(
            name="task",
            label=M("Task"),
            options={"latch": M("Keep the last pulse"), "delay": M("Repeat two steps later")},
            when={"view": ("feedback", "train")},
        ),
        Choice(
            name="kind",
            label=M("Network"),
            options={"elman": M("Elman"), "jordan": M("Jordan")},
            when={"view": ("train",)},
        ),
        Whole(
            name="station",
            label=M("Station"),
            low=1,
            high=len(STATIONS),
            default=1,
            inside=True,
            when={"view": ("timeline",)},
        ),
        Whole(
            name="step", label=M("Time step"), low=1, high=STEPS, default=5, inside=True, when={"view": ("feedback",)}
        ),
        Whole(name="seed", label=M("Seed"), low=0, high=99, default=0, inside=True, when={"view": ("train",)}),
        Whole(name="updates", label=M("Updates"), low=0, high=1000, default=0, inside=True, when={"view": ("train",)}),
    ),
    exercise=ChoiceExercise(
        M("Both networks have about 55 weights. Which one repeats an input two steps later with the smaller error?"),
        {"elman": M("Elman"), "jordan": M("Jordan")},
        better,
        M("Right. Its hidden units are free to hold what no output shows."),
        M("Not so. Look at “Repeat two steps later” in the view “Elman against Jordan”."),
    ),
    sources=tuple(station.source for station in STATIONS),
    shipped=(FEEDBACK,),
    plays=("station", "step"),
    train="core.labs.history.networks:train",
)
