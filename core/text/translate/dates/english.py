"""English wordings of a date: order of the parts × their forms × separators × the place of the weekday."""

from __future__ import annotations

from functools import lru_cache
from random import Random

from babel import Locale

from core.text.translate.dates.composing import Phrases, Weekdays, again, composed, twice, with_weekday
from core.text.translate.dates.english_orders import named
from core.text.translate.dates.figures import figures, roman

CLDR_LOCALES = ("en", "en_GB", "en_AU", "en_CA", "en_IE", "en_IN", "en_NZ", "en_ZA")
CLDR_FIELDS = {
    "EEEE": "{weekday}", "EEE": "{wkd}", "E": "{wkd}", "MMMM": "{month}", "MMM": "{mon}", "MM": "{mm}", "M": "{m}",
    "dd": "{dd}", "d": "{d}", "yy": "{yy}", "y": "{y}",
}  # fmt: skip
PHRASES = Phrases(
    day={
        "{d}": 6, "{dd}": 2, "{dth}": 6, "{dord}": 4, "{dcard}": 7, "the {dth}": 5, "the {dord}": 4, "the {d}": 2,
        "the {dcard}": 0.6, "on the {dth}": 2, "on the {dord}": 1.5, "on {d}": 0.5, "on this {dord} day": 0.5,
        "the {dth} day": 1.5, "the {dord} day": 1.5, "day {d}": 1.5, "day {dth}": 0.4, "day {dcard}": 0.5,
        "on day {d}": 0.6, "day no. {d}": 0.2, "this {dth} day": 0.4, "this {dord} day": 0.4, "{dsth}": 0.3,
        "the {dsth}": 0.2, "{d}.": 0.4,
    },
    month={
        "{month}": 10, "{mon}": 5, "{mon}.": 1, "of {month}": 5, "of {mon}": 1, "in {month}": 3, "in {mon}": 0.6,
        "in the month of {month}": 1.2, "of the month of {month}": 1, "the month of {month}": 0.5,
        "month of {month}": 0.3, "month {month}": 0.8, "month {m}": 0.6, "month {mm}": 0.3, "the month is {month}": 0.2,
        "during {month}": 0.4, "of the {mord} month": 1, "in the {mord} month": 0.5, "the {mord} month": 0.4,
        "month {mcard}": 0.3,
    },
    year={
        "{y}": 12, "{ywords}": 4, "'{yy}": 1.5, "of {y}": 2, "in {y}": 2, "in the year {y}": 1.5, "of the year {y}": 1,
        "year {y}": 1.5, "the year {y}": 0.5, "in the year of {y}": 0.3, "A.D. {y}": 0.5, "AD {y}": 0.4, "{y} AD": 0.4,
        "{y} A.D.": 0.3, "{y} CE": 0.3, "anno {y}": 0.2, "of {ywords}": 0.5, "in {ywords}": 0.4, "year {ywords}": 0.4,
        "in the year {ywords}": 0.4, "in the year of our Lord {y}": 0.3, "in the year of our Lord {ywords}": 0.3,
        "in '{yy}": 0.2,
    },
    weekday={
        "{weekday}": 8, "{wkd}": 5, "{wkd}.": 0.6, "on {weekday}": 1.5, "a {weekday}": 0.8, "on a {weekday}": 0.8,
        "this {weekday}": 0.3, "{weekday} morning": 0.5, "{weekday} evening": 0.3, "on {wkd}": 0.3,
        "the {weekday}": 0.3,
    },
    bound=("of ", "in ", "on ", "during "),
)  # fmt: skip
AGAIN = {
    "d": ("dth", "dord", "dcard"), "dd": ("dth",), "dth": ("dord", "dord", "dcard", "d"), "dord": ("dth", "dth", "d"),
    "dcard": ("d", "dth"), "month": ("m", "mm", "mon"), "mon": ("month", "m", "mm"), "y": ("ywords",),
    "ywords": ("y", "y", "yy"),
}  # fmt: skip
"""Slots and the forms in which the same part may be said again."""
LINKS = (
    "{}, i.e. {}", "{}, that is {}", "{}, or {}", "{}, in figures {}", "{} (that is, {})", "{}, in words: {}",
    "{} is {}",
)  # fmt: skip
WEEKDAYS = Weekdays(
    names={"{weekday}": 6, "{wkd}": 5, "{wkd}.": 1}, front=0.62, bracketed=0.72, behind=0.84,
    brackets=("{body} ({day})", "({day}) {body}", "{day} ({body})", "{day} [{body}]", "{body} [{day}]"),
    links=(", ", " ", " - ", ", a ", " on a ", ", on ", " is a ", ", which is a ", " was a ", " - a "),
    among=PHRASES.weekday,
)  # fmt: skip
SPOKEN_YEARS = (
    " of the year {y}", " of {y}", ", {y}", " in {y}", ", year {y}", " ({y})", " of {ywords}", " in the year {y}",
)  # fmt: skip
"""A year in words' manner behind a day and a month in figures."""
DAY_PARTS = ("morning", "evening", "afternoon", "night", "noon", "lunchtime")


def wording(draw: Random) -> str:
    """One random wording with slots."""
    kind = draw.random()
    if kind < 0.04:
        return draw.choice(cldr_wordings())
    if kind < 0.27:
        said = composed(PHRASES, draw)
    else:
        body = body_of(draw)
        said = with_weekday(body, WEEKDAYS, _weekday_first, draw) if draw.random() < 0.36 else body
    if draw.random() < 0.08:
        said = twice(said, AGAIN, draw)
    elif draw.random() < 0.05:
        said = again(said, body_of(draw), LINKS, draw)
    return said.replace("'{yy}", "’{yy}") if draw.random() < 0.3 else said


def body_of(draw: Random) -> str:
    """A wording without a weekday, in figures or with the month's name."""
    kind = draw.random()
    if kind < 0.02:
        return f"{figures(draw, day_and_month=True)}{draw.choice(SPOKEN_YEARS)}"
    return figures(draw, 0.35) if kind < 0.25 else roman(draw) if kind < 0.27 else named(draw)


@lru_cache
def cldr_wordings() -> tuple[str, ...]:
    """CLDR's own formats with a day, a month and a year; the month-first numbers of en and en_CA are left out."""
    found = set[str]()
    for name in CLDR_LOCALES:
        locale = Locale.parse(name)
        patterns = [str(pattern.pattern) for pattern in locale.date_formats.values()]
        patterns += [str(locale.datetime_skeletons[key].pattern) for key in ("yMMMd", "yMMMEd", "yMd", "yMEd")]
        found.update(_slotted(pattern) for pattern in patterns if not _month_first(pattern))
    return tuple(sorted(found))


def _month_first(pattern: str) -> bool:
    return "MMM" not in pattern and pattern.find("M") < pattern.find("d") < pattern.find("y")


def _slotted(pattern: str) -> str:
    """CLDR's pattern letters as slots."""
    out, position = "", 0
    while position < len(pattern):
        end = position
        while end < len(pattern) and pattern[end] == pattern[position]:
            end += 1
        run = pattern[position:end]
        out += CLDR_FIELDS.get(run, run.replace("'", ""))
        position = end
    return out


def _weekday_first(day: str, body: str, draw: Random) -> str:
    lead = draw.choice(("", "", "", "", "", "", "", "this ", "on ", "on a ", "it was ", "next ", "last ", "it was a "))
    if draw.random() < 0.08:
        day += " " + draw.choice(DAY_PARTS)
    link = draw.choice(
        (", ", ", ", " ", " ", ", the ", " the ", " - ", ": ", ",", "/", " on ", "  ", ". ", "; ", " | ")
    )
    return lead + day + link + body.removeprefix("the " if link.endswith("the ") else "")
