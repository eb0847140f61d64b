"""A wording is a string with slots, "{weekday}, {d} {month} {y}"; here the slots are filled.

Names of months and weekdays are CLDR's, by Babel, with the further spellings that people use.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from functools import lru_cache
from random import Random

from babel import Locale

from core.text.translate.dates.numerals import cardinal, english_year, ordinal, suffix, vietnamese, vietnamese_year

SLOT = re.compile(r"\{(\w+)\}")
SHORT_MONTHS = {9: ("Sept",), 6: ("June",), 7: ("July",)}
SHORT_DAYS = {2: ("Tues",), 3: ("Weds",), 4: ("Thur", "Thurs")}
LUNAR_MONTHS = {1: "giêng", 12: "chạp"}
ROMAN = ("I", "II", "III", "IV", "V", "VI", "VII", "VIII", "IX", "X", "XI", "XII")


@dataclass(frozen=True)
class Moment:
    """What a wording says: numbers that need not make a date. weekday: 1 (Monday) to 7."""

    year: int
    month: int
    day: int
    weekday: int


Fill = Callable[[Moment, Random], str]


def fill(wording: str, moment: Moment, draw: Random) -> str:
    """The wording with its slots filled."""
    return SLOT.sub(lambda found: SLOTS[found[1]](moment, draw), wording)


@lru_cache
def names(kind: str, width: str, locale: str) -> dict[int, str]:
    """CLDR's names of months (1 to 12) or days (1 Monday to 7 Sunday)."""
    found = getattr(Locale.parse(locale), kind)["format"][width]
    return (
        {key: str(name) for key, name in found.items()}
        if kind == "months"
        else {k + 1: str(v) for k, v in found.items()}
    )


def _month(moment: Moment, draw: Random) -> str:
    return names("months", "wide", "en")[moment.month]


def _mon(moment: Moment, draw: Random) -> str:
    short = names("months", "abbreviated", "en")[moment.month]
    return str(draw.choice((short, short, *SHORT_MONTHS.get(moment.month, ()))))


def _wkd(moment: Moment, draw: Random) -> str:
    short = names("days", "abbreviated", "en")[moment.weekday]
    return draw.choice((short, short, short, *SHORT_DAYS.get(moment.weekday - 1, ())))


def _weekday_vi(moment: Moment, draw: Random) -> str:
    if moment.weekday == 7:
        return draw.choices(("chủ nhật", "chúa nhật"), (9, 1))[0]
    spoken = ("hai", "ba", "tư", "năm", "sáu", "bảy")[moment.weekday - 1]
    return "thứ " + ("bẩy" if spoken == "bảy" and draw.random() < 0.1 else spoken)


def _weekday_vi_number(moment: Moment, draw: Random) -> str:
    return "chủ nhật" if moment.weekday == 7 else f"thứ {moment.weekday + 1}"


def _wkd_vi(moment: Moment, draw: Random) -> str:
    return "CN" if moment.weekday == 7 else draw.choice(("T", "T", "Th ", "Th")) + str(moment.weekday + 1)


def _month_vi(moment: Moment, draw: Random) -> str:
    return "tư" if moment.month == 4 else vietnamese(moment.month, draw)


SLOTS: dict[str, Fill] = {
    "d": lambda m, _: str(m.day),
    "dd": lambda m, _: f"{m.day:02d}",
    "dth": lambda m, _: f"{m.day}{suffix(m.day)}",
    "dsth": lambda m, _: f"{m.day} {suffix(m.day)}",
    "dord": lambda m, draw: ordinal(m.day, draw.choice("- ")),
    "dcard": lambda m, draw: cardinal(m.day, draw.choice("- ")),
    "m": lambda m, _: str(m.month),
    "mm": lambda m, _: f"{m.month:02d}",
    "mord": lambda m, _: ordinal(m.month),
    "mcard": lambda m, _: cardinal(m.month),
    "roman": lambda m, _: ROMAN[m.month - 1],
    "month": _month,
    "mon": _mon,
    "y": lambda m, _: f"{m.year:04d}",
    "yy": lambda m, _: f"{m.year % 100:02d}",
    "ywords": lambda m, draw: english_year(m.year, draw),
    "weekday": lambda m, _: names("days", "wide", "en")[m.weekday],
    "wkd": _wkd,
    "dvi": lambda m, draw: vietnamese(m.day, draw),
    "mvi": _month_vi,
    "lunar": lambda m, _: LUNAR_MONTHS[m.month],
    "yvi": lambda m, draw: vietnamese_year(m.year, draw),
    "thu": _weekday_vi,
    "thun": _weekday_vi_number,
    "t": _wkd_vi,
}

WORDS = {"dth", "dsth", "dord", "dcard", "mord", "mcard", "roman", "month", "mon", "dvi", "mvi", "lunar"}
"""Slots that can only be filled with a day up to 31 and a month up to 12."""
YEAR_WORDS = {"ywords", "yvi", "yy"}
"""Slots that can only be filled with certain years."""
WEEKDAYS = {"weekday", "wkd", "thu", "thun", "t"}


def slots(wording: str) -> set[str]:
    """The slots that a wording has."""
    return set(SLOT.findall(wording))
