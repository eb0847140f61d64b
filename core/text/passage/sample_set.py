"""A small reading set in SQuAD's format, made from a few templates: to try a span reader with, and to test it."""

from __future__ import annotations

import random
from typing import Any

NAMES = ("Ann", "Bob", "Cora", "Dan", "Eve", "Finn", "Gus", "Hana", "Ivo", "Jana")
TOWNS = ("Lund", "Hue", "Porto", "Riga", "Turin", "Bern", "Cork", "Oslo")
JOBS = ("baker", "painter", "pilot", "nurse", "farmer", "tailor")
FIRST_YEAR, LAST_YEAR = 1900, 1999


def sample_set(passages: int, seed: int = 0) -> dict[str, Any]:
    """As many passages of three sentences in any order, with three questions each."""
    draw = random.Random(seed)
    return {"version": "1.1", "data": [{"title": "people", "paragraphs": [_passage(draw) for _ in range(passages)]}]}


def _passage(draw: random.Random) -> dict[str, Any]:
    name, town, work = draw.choice(NAMES), draw.choice(TOWNS), draw.choice(JOBS)
    year = str(draw.randint(FIRST_YEAR, LAST_YEAR))
    told = [f"{name} lives in {town}.", f"The {work} came from the north.", f"It all began in {year}."]
    draw.shuffle(told)
    context = " ".join(told)
    asked = [
        (f"Where does {name} live?", town),
        ("Who came from the north?", f"The {work}"),
        ("When did it begin?", year),
    ]
    questions = [
        {"id": "", "question": text, "answers": [{"text": answer, "answer_start": context.index(answer)}]}
        for text, answer in asked
    ]
    return {"context": context, "qas": questions}
