"""What the trained models of this lab answer to an input of the reader's own."""

from __future__ import annotations

import math
from typing import Any, cast

import torch

from core.errors import UserError
from core.labs.recurrence.names import COUNTRIES
from core.labs.recurrence.names import STEPS as NAME_STEPS
from core.labs.recurrence.tasks import plain
from core.labs.shapes.data import CENTRE, DEGREES, examples, letters_of, words_of
from core.labs.shapes.models import END, ManyToOne
from core.labs.shapes.training import shape_model
from core.labs.shapes.words import LETTERS, LONGEST, accented, bare, number_words
from core.messages import M


@torch.no_grad()
def one_to_one(day: int) -> dict[str, Any]:
    """The warmth after that day of Seattle's last year, beside what came, in °C."""
    x, y, held = examples("one-to-one")
    row = held.nonzero()[min(day, int(held.sum())) - 1, 0]
    answer = shape_model("one-to-one")(x[row][None])[0, 0]
    return {"input": DEGREES * x[row, :1], "output": [DEGREES * float(answer)], "wanted": DEGREES * y[row]}


@torch.no_grad()
def one_to_many(day: int) -> dict[str, Any]:
    """The 24 hours of a day of the year in San Francisco, beside the true ones."""
    x, y, _held = examples("one-to-many")
    row = min(day, len(x)) - 1
    angle = torch.tensor([day * 2 * math.pi / 365.25])
    output = shape_model("one-to-many")(x[row][None])[0]
    return {"input": [float(angle)], "output": CENTRE + DEGREES * output, "wanted": CENTRE + DEGREES * y[row]}


@torch.no_grad()
def many_to_one(text: str) -> dict[str, Any]:
    """The country of a city's name: every country with its share, after the last letter and after each.

    UserError for a text without letters.
    """
    name = checked(plain(text), NAME_STEPS)
    places = [LETTERS.index(letter) for letter in name.rjust(NAME_STEPS)]
    x = torch.nn.functional.one_hot(torch.tensor(places), len(LETTERS)).float()
    model = cast(ManyToOne, shape_model("many-to-one"))
    shares = model.each(x[None])[0, -len(name) :].softmax(-1)  # (letters, COUNTRIES)
    return {"input": list(name), "output": dict(zip(COUNTRIES, shares[-1].tolist(), strict=True)), "so_far": shares}


@torch.no_grad()
def aligned(text: str) -> dict[str, Any]:
    """The phrase with its accents restored, letter by letter, and how sure each letter is."""
    phrase = checked(bare(text), LONGEST)
    shares = shape_model("aligned")(letters_of(phrase)[None])[0].softmax(-1)[: len(phrase)]
    best = shares.max(-1)
    return {"input": list(phrase), "output": [accented()[i] for i in best.indices], "sure": best.values}


@torch.no_grad()
def encoder_decoder(number: int) -> dict[str, Any]:
    """The digits that are read from a number's words."""
    tokens = shape_model("encoder-decoder")(words_of(number)[None])[0].argmax(-1).tolist()
    digits = tokens[: tokens.index(END)] if END in tokens else tokens
    return {"input": number_words(number), "output": [str(digit) for digit in digits]}


def checked(text: str, longest: int) -> str:
    """The text without blanks around it; UserError where nothing is left or it is too long."""
    text = text.strip()
    if not text:
        raise UserError(M("There is no letter in that text."), M("Write a name with the letters a to z."))
    if len(text) > longest:
        raise UserError(
            M("The text has {count} letters; the model reads {most}.", count=len(text), most=longest),
            M("Write a shorter one."),
        )
    return text


ANSWERS = {
    "one-to-one": one_to_one,
    "one-to-many": one_to_many,
    "many-to-one": many_to_one,
    "aligned": aligned,
    "encoder-decoder": encoder_decoder,
}


def answer(shape: str, asked: str | int) -> dict[str, Any]:
    """The answer of the model of a shape."""
    return ANSWERS[shape](asked)  # type: ignore[operator,no-any-return]
