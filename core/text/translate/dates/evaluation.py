"""What the network of dates is tested on: wordings that it was not trained on, from the generator and by hand."""

from __future__ import annotations

from dataclasses import dataclass
from random import Random

from core.text.translate.dates import unseen_fourth
from core.text.translate.dates.examples import LISTS, example, moment_for, target_of
from core.text.translate.dates.frames import surrounded
from core.text.translate.dates.noise import disturb
from core.text.translate.dates.slots import fill

BLIND = {"fourth_": unseen_fourth}
"""Lists that nothing was chosen by and nothing kept from training for."""
TIMES = 5
"""Dates that every handwritten wording is tested with."""


@dataclass(frozen=True)
class Asked:
    """A text and what should be written for it."""

    text: str
    target: str


def right(written: str, asked: Asked) -> bool:
    """Whether exactly what should be was written."""
    return written == asked.target


def generated(draw: Random, count: int) -> list[Asked]:
    """Held-out wordings of the generator, with noise, and texts that are no date."""
    rows = [example(draw, test=True) for _ in range(count)]
    return [Asked(row.text, row.target) for row in rows]


def handwritten(draw: Random, which: str = "") -> dict[str, list[Asked]]:
    """Every handwritten wording with several dates: "en", "vi" as they stand, "en_noisy", "vi_noisy" disturbed.

    which: of LISTS or BLIND, and what the names begin with.
    """
    found = (LISTS | BLIND)[which]
    wordings = {"en": found.ENGLISH, "vi": found.VIETNAMESE}
    parts: dict[str, list[Asked]] = {f"{which}{name}": [] for name in ("en", "vi", "en_noisy", "vi_noisy")}
    for language, wording in ((language, wording) for language, some in wordings.items() for wording in some):
        for _ in range(TIMES):
            moment = moment_for(wording, draw)
            text, target = fill(wording, moment, draw), target_of(wording, moment)
            parts[f"{which}{language}"].append(Asked(text, target))
            around = fill(surrounded(wording, language, draw), moment, draw)
            parts[f"{which}{language}_noisy"].append(Asked(disturb(around, language, draw), target))
    return parts
