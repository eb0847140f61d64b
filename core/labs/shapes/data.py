"""Examples for each shape, the last or every fifth of them held out."""

from __future__ import annotations

import math
from functools import cache

import numpy as np
import pandas as pd
import torch
from torch import Tensor
from torch.nn.functional import one_hot

from core.labs.recurrence.tasks import cities
from core.labs.shapes.models import END, HOURS, MOST_DIGITS
from core.labs.shapes.words import LETTERS, LONGEST, MOST, NUMBER_WORDS, accented, bare, number_words, phrases

Parts = tuple[Tensor, Tensor, Tensor]
"""Inputs, answers, and which examples are held out (N,)."""

WORDS = 8
"""Words of the longest number."""
DEGREES = 10.0
"""Temperatures are learned in units of that many degrees."""
CENTRE = 57.0
"""San Francisco's hours are learned as distances from that many °F: the answers are fed back, and must stay small."""


@cache
def examples(shape: str) -> Parts:
    """All examples of a shape."""
    return {
        "one-to-one": next_day,
        "one-to-many": hours,
        "many-to-one": names,
        "aligned": accents,
        "encoder-decoder": numbers,
    }[shape]()


def next_day() -> Parts:
    """Seattle: highest, lowest, rain, wind, season (N, 6) and the next day's highest; the last year is held out."""
    from core.data.samples import load_sample

    frame = load_sample("seattle-weather").frame
    day = torch.tensor(pd.DatetimeIndex(frame.index).day_of_year.to_numpy() * 2 * math.pi / 365.25, dtype=torch.float32)
    columns = [_tensor(frame[name]) / DEGREES for name in ("temp_max", "temp_min", "precipitation", "wind")]
    x = torch.stack([*columns, day.sin(), day.cos()], 1)
    return x[:-1], columns[0][1:, None], torch.arange(len(x) - 1) >= 3 * 365


def hours() -> Parts:
    """San Francisco: place in the year (N, 2) and the 24 hours of that day; every fifth day is held out."""
    from core.data.samples import load_sample

    values = (_tensor(load_sample("sf-hourly").values) - CENTRE) / DEGREES
    days = len(values) // HOURS
    angle = torch.arange(days) * 2 * math.pi / 365.25
    return torch.stack([angle.sin(), angle.cos()], 1), values[: days * HOURS].reshape(days, HOURS), every_fifth(days)


def names() -> Parts:
    """Names of cities, a letter a step, and their countries."""
    letters, country = cities()
    return one_hot(letters, len(LETTERS)).float(), country, every_fifth(len(country))


def accents() -> Parts:
    """Phrases without accents, a letter a step, and the same with accents; -1 after their ends."""
    known = {letter: place for place, letter in enumerate(accented())}
    x, y = torch.zeros(len(phrases()), LONGEST, len(LETTERS)), torch.full((len(phrases()), LONGEST), -1)
    for row, phrase in enumerate(phrases()):
        x[row] = letters_of(phrase)
        y[row, : len(phrase)] = torch.tensor([known[letter] for letter in phrase])
    return x, y, every_fifth(len(phrases()))


def letters_of(phrase: str) -> Tensor:
    """A phrase without its accents, one-hot (LONGEST, letters)."""
    places = [LETTERS.index(letter) for letter in bare(phrase)[:LONGEST].ljust(LONGEST)]
    return one_hot(torch.tensor(places), len(LETTERS)).float()


def numbers() -> Parts:
    """Numbers in words (N, WORDS), blanks first, and in digits with the end (N, MOST_DIGITS); -1 after it."""
    x = torch.stack([words_of(number) for number in range(MOST + 1)])
    y = torch.full((MOST + 1, MOST_DIGITS), -1)
    for number in range(MOST + 1):
        digits = [*(int(digit) for digit in str(number)), END]
        y[number, : len(digits)] = torch.tensor(digits)
    return x, y, every_fifth(MOST + 1)


def words_of(number: int) -> Tensor:
    """A number as the numbers of its words (WORDS,), blanks first."""
    words = [NUMBER_WORDS.index(word) + 1 for word in number_words(number)]
    return torch.tensor([0] * (WORDS - len(words)) + words)


def every_fifth(count: int) -> Tensor:
    """True for a fifth of the examples, the same at every time."""
    return torch.randperm(count, generator=torch.Generator().manual_seed(11)) % 5 == 0


def _tensor(values: object) -> Tensor:
    return torch.from_numpy(np.asarray(values, dtype=np.float32).copy())
