"""How much of the six-eight form a generator keeps, beside the poem itself and beside chance."""

from __future__ import annotations

import random
from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

from core.text.generate.sampling import Sampling
from core.text.generate.syllables import words
from core.text.generate.verse import EIGHT, SIX, Couplet, Form, check_form, rhyme

if TYPE_CHECKING:
    from core.text.generate.predictor import Generator

TEXTS = 20
CHARACTERS = 1_000
"""Texts written for the score, and the length of each: about 300 couplets in all."""
CHANCE_PAIRS = 5_000


def verse_card(generator: Generator, held_out: str, sampling: Sampling | None = None) -> dict[str, Any]:
    """The form of what is written, of the held-out verses, and how often two rhyme places rhyme by chance."""
    sampling = sampling or Sampling(0.7)
    lines = held_out.split("\n")
    return {
        "verse": {
            "temperature": sampling.temperature,
            "written": form_json(written_form(generator, sampling)),
            "poem": form_json(check_form(lines)),
            "chance": chance_of_rhyme(lines),
        }
    }


def written_form(generator: Generator, sampling: Sampling) -> Form:
    """The form of TEXTS texts from an empty prompt, seeds 0, 1, …, each without its last line, cut short."""
    couplets: list[Couplet] = []
    for seed in range(TEXTS):
        text = generator.generate("", CHARACTERS, Sampling(sampling.temperature, sampling.top_k, sampling.top_p, seed))
        couplets += check_form(whole_lines(text.output)).couplets
    return Form(tuple(couplets))


def whole_lines(text: str) -> list[str]:
    """The lines of a text that a line break has ended."""
    return text.split("\n")[:-1]


def form_json(form: Form) -> dict[str, float]:
    """Shares for a card."""
    return {
        "couplets": len(form.couplets),
        "form": round(form.form_share, 4),
        "inner": round(form.inner_share, 4),
        "link": round(form.link_share, 4),
        "full": round(form.full_share, 4),
        "repeated": round(form.repeated_share, 4),
        "whole": round(form.whole_share, 4),
    }


def chance_of_rhyme(lines: Sequence[str], seed: int = 0) -> float:
    """Share of pairs that rhyme when two rhyme places of a poem are paired at random."""
    spoken = [words(line) for line in lines]
    ends = [line[place - 1] for line in spoken for place in (SIX, EIGHT) if len(line) >= place]
    drawn = random.Random(seed)
    return sum(rhyme(drawn.choice(ends), drawn.choice(ends)).kept for _ in range(CHANCE_PAIRS)) / CHANCE_PAIRS
