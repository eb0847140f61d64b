"""Lab: shapes of sequences. One thing or a sequence in, one thing or a sequence out: five real models."""

from __future__ import annotations

from core.errors import UserError
from core.labs.knobs import Choice, Values, Whole, Words
from core.labs.lab import ChoiceExercise, Lab, Source, Story
from core.labs.shipped import Shipped, grid
from core.messages import M

SHAPES = ("one-to-one", "one-to-many", "many-to-one", "aligned", "encoder-decoder")
ASKED = {
    "one-to-one": "day",
    "one-to-many": "day",
    "many-to-one": "city",
    "aligned": "phrase",
    "encoder-decoder": "number",
}
"""The knob that holds what a model is asked."""
MOST_STEPS = 48
"""Of the longest walk: 24 letters, forwards and backwards."""
START: dict[str, str | int] = {"day": 190, "city": "hai phong", "phrase": "bo dao nha", "number": 3012}

ANSWER = Shipped(
    "shapes",
    "answers",
    "core.labs.shapes.answers:answer",
    tuple({"shape": shape, "asked": START[ASKED[shape]]} for shape in SHAPES),
)
MEASURE = Shipped("shapes", "measured", "core.labs.shapes.training:measure", grid(shape=SHAPES), heavy=True)


def steps(values: Values) -> int:
    """Steps that the chosen model takes over the reader's input; both directions of an aligned one count."""
    shape = values.text("shape")
    try:
        found = ANSWER(shape=shape, asked=values[ASKED[shape]])
    except UserError:
        return 1  # the page says what is wrong with the input
    read, written = len(found["input"]), len(found["output"])
    return {"one-to-many": written, "many-to-one": read, "aligned": 2 * read}.get(shape, read + written)


def better(shape: str, by: float) -> bool:
    """Right answers beyond the plain ones by at least `by` of the way to all."""
    found = MEASURE(shape=shape)
    return bool(found["score"] - found["plain"] > by * (1 - found["plain"]))


def names_tell() -> bool:
    """The country is right for 9 of 10 names held out; the commonest country for fewer than half."""
    found = MEASURE(shape="many-to-one")
    return bool(found["score"] > 0.9 and found["plain"] < 0.5)


def a_day_unfolds() -> bool:
    """The error of a whole day from its place in the year is less than two thirds of that of the hours' means."""
    found = MEASURE(shape="one-to-many")
    return bool(found["score"] < found["plain"] * 2 / 3)


def accents_come_back() -> bool:
    """Of the letters that the commonest accent gets wrong, more than two thirds are put right."""
    return better("aligned", 2 / 3) and ANSWER(shape="aligned", asked="bo dao nha")["output"] == list("bồ đào nha")


def numbers_are_read() -> bool:
    """More than 95 % of the numbers held out are read without a wrong digit."""
    return bool(MEASURE(shape="encoder-decoder")["score"] > 0.95)


def shape_of_translation() -> str:
    """The shape whose answer may be longer or shorter than its input."""
    found = {shape: ANSWER(shape=shape, asked=START[ASKED[shape]]) for shape in ("aligned", "encoder-decoder")}
    return next(shape for shape, made in found.items() if len(made["output"]) != len(made["input"]))


LAB = Lab(
    name="shapes",
    title=M("Shapes of sequences"),
    question=M("One thing or a sequence in, one thing or a sequence out: which shape fits which question?"),
    stories=(
        Story(
            "many-to-one",
            M("Many to one"),
            M(
                "A city's name goes in letter by letter, and only the last state answers: Japan, Italy, Vietnam or "
                "Poland. Of names held out more than nine in ten are right; the commonest country would be right for "
                "fewer than half."
            ),
            {"shape": "many-to-one"},
            names_tell,
            ("city", "step"),
        ),
        Story(
            "one-to-many",
            M("One to many"),
            M(
                "A single place in the year sets the first state; then each answer is the next input, 24 times: a day "
                "in San Francisco. Its error is less than two thirds of that of the mean day."
            ),
            {"shape": "one-to-many", "step": 6},
            a_day_unfolds,
            ("day", "step"),
        ),
        Story(
            "aligned",
            M("Many to many, in step"),
            M(
                "Vietnamese without accents goes in, and every letter is answered in its own step, from what stands "
                "before and after it. Of the letters that the commonest accent gets wrong, more than two thirds are "
                "put right."
            ),
            {"shape": "aligned"},
            accents_come_back,
            ("phrase", "step"),
        ),
        Story(
            "encoder-decoder",
            M("Many to many, read then write"),
            M(
                "Number words are read to their end, and only then digits are written, as many as it takes: “three "
                "thousand twelve” has three words and four digits. More than 95 % of the numbers held out are right."
            ),
            {"shape": "encoder-decoder"},
            numbers_are_read,
            ("number", "step"),
        ),
    ),
    knobs=(
        Choice(
            name="shape",
            label=M("Shape"),
            options={
                "one-to-one": M("One to one"),
                "one-to-many": M("One to many"),
                "many-to-one": M("Many to one"),
                "aligned": M("Many to many, in step"),
                "encoder-decoder": M("Encoder–decoder"),
            },
            default="many-to-one",
        ),
        Whole(
            name="day",
            label=M("Day of the year"),
            low=1,
            high=364,
            default=190,
            inside=True,
            when={"shape": ("one-to-one", "one-to-many")},
        ),
        Whole(
            name="number",
            label=M("Number"),
            low=0,
            high=9999,
            default=3012,
            inside=True,
            when={"shape": ("encoder-decoder",)},
        ),
        Words(name="city", label=M("Name of a city"), default="hai phong", when={"shape": ("many-to-one",)}),
        Words(name="phrase", label=M("Vietnamese without accents"), default="bo dao nha", when={"shape": ("aligned",)}),
        Whole(
            name="step",
            label=M("Time step"),
            low=1,
            high=MOST_STEPS,
            default=MOST_STEPS,
            inside=True,
            when={"shape": SHAPES[1:]},
        ),
    ),
    exercise=ChoiceExercise(
        M("A sentence is to be translated; the translation may have more or fewer words. Which shape fits?"),
        {
            "many-to-one": M("Many to one"),
            "aligned": M("Many to many, in step"),
            "encoder-decoder": M("Encoder–decoder"),
        },
        shape_of_translation,
        M("Right: it writes until it says that it is done, whatever the length of what it read."),
        M("Not so: in that shape the length of the answer is fixed by the input."),
    ),
    sources=(
        Source(
            "I. Sutskever, O. Vinyals, Q. V. Le", "Sequence to sequence learning with neural networks", "NeurIPS, 2014"
        ),
        Source(
            "M. Schuster, K. K. Paliwal",
            "Bidirectional recurrent neural networks",
            "IEEE Trans. Signal Processing 45, 1997",
        ),
        Source("A. Graves", "Generating sequences with recurrent neural networks", "arXiv:1308.0850, 2013"),
    ),
    shipped=(ANSWER, MEASURE),
    plays=("step",),
    ends=steps,
    train="core.labs.shapes.training:train",
)
