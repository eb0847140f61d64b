"""Wordings put together: parts in any order with any sign, a weekday between two, a part or a date said twice."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from random import Random

Weighted = Mapping[str, float]
"""What may be said, and how often each is drawn."""
ORDERS: Weighted = {"dmy": 10, "mdy": 6, "ymd": 5, "ydm": 3, "myd": 3, "dym": 0.6}
JOINTS: Weighted = {
    " ": 9, ", ": 7, " - ": 1.2, "-": 0.8, "/": 0.6, ". ": 0.5, ": ": 0.4, " / ": 0.4, "; ": 0.3, " , ": 0.3,
}  # fmt: skip
BRACKETS = ("({})", "({})", "({})", "[{}]")
BRACKETED = 0.05
"""The share of parts in brackets."""
ENCLOSED = 0.04
"""The share with some parts together in brackets."""
GAP = re.compile(r"(?<=\}),? (?=[\w{'’(])")
"""Between two parts that are not joined tightly."""
ALONE = r"(?<![^\s(])\{%s\}(?![^\s,;)])"
"""A slot with nothing tight beside it."""
BETWEEN = (" ({}) ", " ({}) ", ", {}, ", ", {}, ", " {} ", " {}, ", ", {} ", " [{}] ", " - {} - ")
AGAIN = (
    "{} ({})", "{} ({})", "{} ({})", "{}, {}", "{} = {}", "{} / {}", "{} [{}]", "({}) {}", "{}; {}", "{} | {}",
)  # fmt: skip
"""How the same date is said a second time."""


def one(weighted: Weighted, draw: Random) -> str:
    """One of them, by weight."""
    return draw.choices(list(weighted), list(weighted.values()))[0]


@dataclass(frozen=True)
class Phrases:
    """The ways of a language to say each part. bound: words at a phrase's beginning that bind it to what is before."""

    day: Weighted
    month: Weighted
    year: Weighted
    weekday: Weighted
    bound: tuple[str, ...]
    named: float = 0.3
    """The share with a weekday."""


def composed(phrases: Phrases, draw: Random) -> str:
    """Day, month and year in any order, at times with a weekday at any place among them."""
    said = {"d": one(phrases.day, draw), "m": one(phrases.month, draw), "y": one(phrases.year, draw)}
    parts = [said[place] for place in one(ORDERS, draw)]
    if draw.random() < phrases.named:
        parts.insert(draw.choice((0, 0, 0, 1, 2, 3, 3)), one(phrases.weekday, draw))
    return joined(parts, phrases.bound, draw)


@dataclass(frozen=True)
class Weekdays:
    """How a weekday joins a wording that has none: in front, in brackets, behind, or else between two parts.

    names: of the weekday. front, bracketed, behind: up to which draw each is taken. brackets: of {body} and {day}.
    links: between a wording and a weekday behind it. among: phrases between two parts.
    """

    names: Weighted
    front: float
    bracketed: float
    behind: float
    brackets: tuple[str, ...]
    links: tuple[str, ...]
    among: Weighted


def with_weekday(body: str, ways: Weekdays, in_front: Callable[[str, str, Random], str], draw: Random) -> str:
    """The wording with a weekday. in_front: joins one to the wording behind it."""
    day = one(ways.names, draw)
    kind = draw.random()
    if kind < ways.front:
        return in_front(day, body, draw)
    if kind < ways.bracketed:
        return draw.choice(ways.brackets).format(body=body, day=day)
    if kind < ways.behind:
        return body + draw.choice(ways.links) + day
    return between(body, one(ways.among, draw), draw)


def joined(parts: Sequence[str], bound: tuple[str, ...], draw: Random) -> str:
    """The parts with mostly one and the same sign between them, a part at times in brackets."""
    if len(parts) > 2 and draw.random() < ENCLOSED:
        return _enclosed(parts, draw)
    usual = one(JOINTS, draw)
    out = ""
    for number, part in enumerate(parts):
        if number == 0:
            out = part.removeprefix("of ").removeprefix("của ").removeprefix("thuộc ")
            continue
        sign = usual if draw.random() < 0.7 else one(JOINTS, draw)
        if draw.random() < BRACKETED:
            sign, part = " ", draw.choice(BRACKETS).format(part)
        elif part.startswith(bound):
            sign = draw.choice((" ", " ", " ", ", "))
        out += sign + part
    return out


def _enclosed(parts: Sequence[str], draw: Random) -> str:
    """All parts but the first, or but the last, in brackets: 2021 (May 3); (the 3rd of May) 2021."""
    sign, cut = draw.choice((" ", ", ")), draw.choice((1, 1, len(parts) - 1))
    halves = [sign.join(parts[:cut]), sign.join(parts[cut:])]
    inside = draw.choice((1, 1, 1, 0))
    halves[inside] = draw.choice(BRACKETS).format(halves[inside])
    return " ".join(halves)


def between(body: str, said: str, draw: Random) -> str:
    """A weekday, or a time of day, between two parts of a wording, or behind it where its parts are tight."""
    gaps = [found.span() for found in GAP.finditer(body)]
    if not gaps:
        return f"{body} ({said})"
    start, end = draw.choice(gaps)
    return body[:start] + draw.choice(BETWEEN).format(said) + body[end:]


def twice(body: str, others: Mapping[str, Sequence[str]], draw: Random) -> str:
    """One or more parts said a second time in other words, in brackets: the sixth (6th) of May."""
    slots = [slot for slot in others if re.search(ALONE % slot, body)]
    for slot in draw.sample(slots, min(len(slots), draw.choice((1, 1, 1, 2, 3)))):
        again = draw.choice(("({})", "({})", "[{}]", "- {} -")).format("{" + draw.choice(others[slot]) + "}")
        body = re.sub(ALONE % slot, lambda found, again=again: f"{found[0]} {again}", body, count=1)  # type: ignore[misc]
    return body


def again(first: str, second: str, links: Sequence[str], draw: Random) -> str:
    """One date in two wordings: 3 May 2021 (03/05/2021)."""
    return draw.choice((*AGAIN, *links)).format(first, second)
