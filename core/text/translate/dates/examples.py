"""Training and test examples for dates: a wording, what it says, and which wordings are kept for the test alone.

The target is the ISO date, followed by the weekday where one is named ("2021-05-03 1"), led by "L" where the calendar
is the lunar one, or "?" where no complete date is named.
"""

from __future__ import annotations

import datetime as dt
import re
import zlib
from dataclasses import dataclass
from functools import lru_cache
from random import Random

from core.text.translate.dates import english, unseen, unseen_later, unseen_third, vietnamese
from core.text.translate.dates.frames import surrounded
from core.text.translate.dates.negatives import negative
from core.text.translate.dates.noise import disturb
from core.text.translate.dates.slots import WEEKDAYS, WORDS, YEAR_WORDS, Moment, fill, slots

PIVOT = 69
"""Two-digit years from here on are 19xx, those below 20xx, as in POSIX."""
NO_DATE = "?"
LUNAR = "L"
LUNAR_WORDS = re.compile(r"\bâm\b|\bÂL\b|\brằm\b")
SOLAR_WORDS = re.compile(r"dương|\bdl\b|gregorian")
LISTS = {"": unseen, "later_": unseen_later, "third_": unseen_third}
"""The wordings written down by hand, by what the names of their scores begin with; never trained on."""
HELD_OUT = 10
"""One wording in so many is kept for the test, by its own check sum."""
LOOSENED = 0.08
"""The share of wordings with an unusual sign between two parts."""
JOINT = re.compile(r"(?<=\}) ?[ ,./-] ?(?=[\w{'’])")
SIGNS = (" ", ", ", ". ", "/", " / ", "-", " - ", "--", ": ", "; ", " | ", "_")
FAR_YEARS = 0.12
"""The share of years beyond 1900 to 2099 in generated examples; the handwritten wordings are filled with fewer."""
SHARES = {"date": 0.845, "lunar": 0.03, "negative": 0.125}


@dataclass(frozen=True)
class Example:
    """wording: with its slots open, before the words around it and noise; "" for a text that is no date."""

    text: str
    target: str
    wording: str
    language: str


def held_out(wording: str) -> bool:
    """Whether a wording belongs to the test alone; those that noise could turn into one another fall on one side."""
    return plain(wording) in _by_hand() or zlib.crc32(plain(wording).encode()) % HELD_OUT == 0


def plain(wording: str) -> str:
    """A wording without what noise adds or takes: commas, dots, quotes, spaces, a word before it, which figures."""
    bare = re.sub(r"[,.'’\s]+", " ", re.sub(r"\d+", "0", wording.replace("{d}th", "{dth}"))).strip()
    return re.sub(r"^(ngày|the|on the|on this|on|this) ", "", bare)


@lru_cache
def _by_hand() -> frozenset[str]:
    return frozenset(plain(wording) for found in LISTS.values() for wording in found.ENGLISH + found.VIETNAMESE)


def example(draw: Random, test: bool = False, noisy: bool = True) -> Example:
    """One example of the training part or of the test part."""
    kind = draw.choices(list(SHARES), list(SHARES.values()))[0]
    if kind == "negative":
        return Example(negative(draw), NO_DATE, "", "")
    language = draw.choice(("en", "vi")) if kind == "date" else "vi"
    while True:
        wording = _wording(kind, language, draw)
        framed = surrounded(wording, language, draw) if noisy else wording
        by_hand = not test and plain(framed) in _by_hand()
        if held_out(wording) == test and not by_hand and not (kind == "lunar" and SOLAR_WORDS.search(framed)):
            break
    moment = moment_for(wording, draw, FAR_YEARS)
    text = fill(framed, moment, draw)
    return Example(disturb(text, language, draw) if noisy else text, target_of(wording, moment), wording, language)


def target_of(wording: str, moment: Moment) -> str:
    """What the network shall write for a filled wording."""
    has = slots(wording)
    lunar = "lunar" in has or LUNAR_WORDS.search(wording) is not None
    date = f"{moment.year:04d}-{moment.month:02d}-{moment.day:02d}"
    return (LUNAR if lunar else "") + date + (f" {moment.weekday}" if has & WEEKDAYS else "")


def moment_for(wording: str, draw: Random, far_years: float = 0.07) -> Moment:
    """Random numbers that the wording can say: mostly a real date with its weekday, at times neither.

    far_years: the share of years beyond 1900 to 2099.
    """
    has = slots(wording)
    year = _year(has, draw, far_years)
    day = dt.date(year if 1 <= year <= 9999 else 2000, 1, 1) + dt.timedelta(draw.randrange(365))
    month, number, weekday = day.month, day.day, day.isoweekday()
    if draw.random() < 0.12:
        number = draw.randint(1, 31)
    if not has & WORDS and draw.random() < 0.06:
        month, number = draw.randint(0, 19), draw.randint(0, 39)
    if draw.random() < 0.3:
        weekday = draw.randint(1, 7)
    if "lunar" in has:
        month, number = draw.choice((1, 12)), draw.randint(1, 30)
    if "mùng" in wording or "mồng" in wording:
        number = draw.randint(1, 10)
    if "rằm" in wording:
        number = 15
    return Moment(year, month, number, weekday)


def _wording(kind: str, language: str, draw: Random) -> str:
    if kind == "lunar":
        return vietnamese.lunar_wording(draw)
    wording = english.wording(draw) if language == "en" else vietnamese.wording(draw)
    return loosened(wording, draw) if draw.random() < LOOSENED else wording


def loosened(wording: str, draw: Random) -> str:
    """A wording with another sign at one of its joints: {d} {month}/{y}."""
    joints = [found.span() for found in JOINT.finditer(wording)]
    if not joints:
        return wording
    start, end = draw.choice(joints)
    return wording[:start] + draw.choice(SIGNS) + wording[end:]


def _year(has: set[str], draw: Random, far_years: float) -> int:
    if "yy" in has:
        return draw.randint(1900 + PIVOT, 1999 + PIVOT)
    if has & YEAR_WORDS or draw.random() >= far_years:
        return draw.randint(1900, 2099)
    return draw.randint(1000, 2999)
