"""Dates in figures: day first or year first, with one sign between the parts, two, or none."""

from __future__ import annotations

from random import Random

from core.text.translate.dates.composing import Weighted, one

SIGNS: Weighted = {
    "/": 9, "-": 7, ".": 7, " ": 3, " / ": 2, " - ": 2, ". ": 1.5, ", ": 0.6, "_": 0.5, "|": 0.3, "\\": 0.3, " . ": 0.3,
    "--": 0.2, ";": 0.2, "·": 0.2, "•": 0.1, "~": 0.1, "/ ": 0.2, "- ": 0.2,
}  # fmt: skip
PAIRS = (("{d}", "{m}"), ("{d}", "{m}"), ("{dd}", "{mm}"), ("{dd}", "{mm}"), ("{d}", "{mm}"), ("{dd}", "{m}"))
"""How day and month are written."""
MIXED = 0.18
"""The share with another sign at the second place."""


def figures(draw: Random, year_first: float = 0.3, day_and_month: bool = False) -> str:
    """Day, month and year in figures alone, or day and month; read day first."""
    day, month = draw.choice(PAIRS)
    first = one(SIGNS, draw)
    if day_and_month:
        return day + first + month
    second = one(SIGNS, draw) if draw.random() < MIXED else first
    kind = draw.random()
    if kind < 0.015:
        return "{dd}{mm}{y}"
    if kind < 0.04:
        return "{y}{mm}{dd}"
    if draw.random() < year_first:
        return f"{{y}}{first}{month}{second}{day}"
    year = one({"{y}": 15, "{yy}": 3, "'{yy}": 1, "({y})": 0.4}, draw)
    return f"{day}{first}{month}{' ' if year == '({y})' else second}{year}"


def roman(draw: Random) -> str:
    """The month in Roman figures: 3.V.2021."""
    sign = draw.choice((".", ".", ". ", "-", "/", " ", " - "))
    day, year = draw.choice(("{d}", "{d}", "{dd}")), draw.choice(("{y}", "{y}", "{y}", "{yy}"))
    return sign.join((day, "{roman}", year) if draw.random() < 0.88 else ("{y}", "{roman}", day))
