"""English wordings of a date: order of the parts × their forms × separators × the words around them."""

from __future__ import annotations

from functools import lru_cache
from random import Random

from babel import Locale

CLDR_LOCALES = ("en", "en_GB", "en_AU", "en_CA", "en_IE", "en_IN", "en_NZ", "en_ZA")
CLDR_FIELDS = {
    "EEEE": "{weekday}", "EEE": "{wkd}", "E": "{wkd}", "MMMM": "{month}", "MMM": "{mon}", "MM": "{mm}", "M": "{m}",
    "dd": "{dd}", "d": "{d}", "yy": "{yy}", "y": "{y}",
}  # fmt: skip
NUMERIC_SEPARATORS = ("/", "-", ".", " ", "/", "-", ".", " / ", " - ", ". ")

DAYS = {"{d}": 7, "{dth}": 6, "{dd}": 2, "{dord}": 6, "{dcard}": 6, "{d}th": 0.3}
"""Forms of the day and how often each is drawn."""
BARE = ("{d}", "{dd}", "{dcard}")
"""Forms of the day that no article comes before."""
OF_YEAR = ("of ", "in ", "in the year ", "of the year ", "in the year of ", "year ", "anno ", "AD ")
IN_YEAR = ("in ", "in ", "in ", "in the year ", "in the year of ", "year ", "the year ", "the year is ", "during ")
LABELS = (("day", "month", "year"), ("day", "month", "year"), ("d", "m", "y"), ("dd", "mm", "yyyy"))
"""What forms and tables write before, or after, the three parts."""


def wording(draw: Random) -> str:
    """One random wording with slots."""
    kind = draw.random()
    if kind < 0.04:
        return draw.choice(cldr_wordings())
    body = _numeric(draw) if kind < 0.22 else _named(draw)
    said = _with_weekday(body, draw) if draw.random() < 0.36 else body
    return said.replace("'{yy}", "’{yy}") if draw.random() < 0.3 else said


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


def _numeric(draw: Random) -> str:
    between = draw.choice(NUMERIC_SEPARATORS)
    day, month = draw.choice((("{d}", "{m}"), ("{dd}", "{mm}"), ("{dd}", "{mm}"), ("{d}", "{mm}"), ("{dd}", "{m}")))
    kind = draw.random()
    if kind < 0.6:
        return between.join((day, month, draw.choices(("{y}", "{yy}", "'{yy}"), (15, 4, 1))[0]))
    if kind < 0.95:
        return between.join(("{y}", month, day))
    return "{y}{mm}{dd}"


def _named(draw: Random) -> str:
    """Wordings with the month's name: day first, month first or year first, tight or in a sentence's words."""
    kind = draw.random()
    if kind < 0.12:
        return _joined(draw)
    if kind < 0.15:
        return _labelled(draw)
    if kind < 0.2:
        return _month_of_year(draw)
    month = draw.choices(("{month}", "{mon}", "{mon}."), (5, 4, 1))[0]
    day = draw.choices(tuple(DAYS), tuple(DAYS.values()))[0]
    if kind < 0.74:
        date = _day_first(day, month, draw) if kind < 0.5 else _month_then_day(day, month, draw)
        return date + _year_last(draw)
    return _year_before(draw) + _after_year(day, month, draw)


def _joined(draw: Random) -> str:
    """Parts with one and the same sign between them, or none: 3-May-2021, 2021_May_03, May3,2021."""
    day = draw.choice(("{d}", "{dd}", "{d}", "{dd}", "{dth}"))
    year = draw.choice(("{y}", "{y}", "{y}", "{yy}", "'{yy}"))
    month = draw.choice(("{month}", "{mon}", "{mon}"))
    between = draw.choice(("-", "-", "/", ".", " ", "", "", " - ", " / ", "_", "--", ". "))
    kind = draw.random()
    if kind < 0.12:
        return f"{month}{day}{draw.choice((',', ', ', ' '))}{{y}}"
    if kind < 0.2:
        return f"{day}{month}{draw.choice((',', ', ', ' '))}{year}"
    if kind < 0.75:
        return between.join((day, month, year))
    return between.join(("{y}", month, day) if kind < 0.9 else (month, day, "{y}"))


def _labelled(draw: Random) -> str:
    """Parts with their names, in any order: day 3, month 5, year 2021; year=2021 month=May day=3; 3 (day) …"""
    names = draw.choice(LABELS)
    sign = draw.choice((" ", ": ", ":", " = ", "=", " - ", " is "))
    day = draw.choice(("{d}", "{d}", "{dd}", "{dth}", "{dord}", "{dcard}"))
    month = draw.choice(("{m}", "{m}", "{mm}", "{month}", "{mon}"))
    parts = [f"{name}{sign}{value}" for name, value in zip(names, (day, month, "{y}"), strict=True)]
    if draw.random() < 0.15:
        parts = [f"{value} ({name})" for name, value in zip(names, (day, month, "{y}"), strict=True)]
    order = draw.choice(((0, 1, 2), (0, 1, 2), (1, 0, 2), (2, 1, 0), (2, 1, 0), (2, 0, 1)))
    return draw.choice((", ", ", ", " ", "; ", " / ", " - ", " | ")).join(parts[place] for place in order)


def _month_of_year(draw: Random) -> str:
    """The month with its year, and the day before or behind them: the 3rd in May of 2021; May 2021, on the third."""
    month, year = draw.choice(("{month}", "{month}", "{mon}")), draw.choice(("{y}", "{y}", "{ywords}", "'{yy}"))
    of_year = month + draw.choice((" ", " ", ", ", " of ", " in ")) + year
    day = draw.choice(("{dth}", "{dth}", "{dord}", "{dord}", "{d}", "{dcard}"))
    number = day in BARE
    if draw.random() < 0.4:
        lead = draw.choice(("day ", "on day ", "day number ") if number else ("the ", "on the ", ""))
        return lead + day + draw.choice((" of ", " in ", " during ", ", in ")) + of_year
    lead = draw.choice(("day ", "on day ", "", "day number ") if number else ("the ", "on the ", ""))
    named = draw.choice(("", "", " day")) if not number else ""
    return draw.choice(("", "in ", "in ")) + of_year + draw.choice((", ", ", ", " ", " - ", ": ")) + lead + day + named


def _day_first(day: str, month: str, draw: Random) -> str:
    if day in BARE:
        link = draw.choice((" ", " ", " ", " ", ", ", ". ", " of ", " of ", "/", " day of "))
        return f"{day}{link}{month}"
    the = draw.choice(("the ", "the ", "", "", "", "this "))
    link = draw.choice((" ", " ", " ", " ", " of ", " of ", " of ", " day of ", " day of ", ", ", "-", ". "))
    if draw.random() < 0.03:
        link += "the month of "
    return f"{the}{day}{link}{month}"


def _month_then_day(day: str, month: str, draw: Random) -> str:
    if day in BARE:
        return f"{month}{draw.choice((' ', ' ', ' ', ' ', ', ', '-', ' the '))}{day}"
    return f"{month}{draw.choice((' ', ' ', ' ', ' ', ' the ', ' the ', '-', ', ', ', the ', ' on the '))}{day}"


def _year_last(draw: Random) -> str:
    """What joins a year to the day and the month before it, and the year."""
    year = draw.choices(("{y}", "'{yy}", "{yy}", "{ywords}"), (13, 4, 1, 4.5))[0]
    if draw.random() < 0.8 or year == "{yy}":
        return draw.choice((" ", " ", " ", " ", ", ", ", ", ", ", " , ", ",", "-", " - ", "/")) + year
    if draw.random() < 0.15:
        return f" ({year})"
    return draw.choice((" ", " ", " ", ", ")) + draw.choice(OF_YEAR) + year


def _year_before(draw: Random) -> str:
    """A year that comes first, with what leads on from it."""
    year = draw.choices(("{y}", "{ywords}", "'{yy}"), (10, 3, 0.6))[0]
    kind = draw.random()
    if kind < 0.45 and year != "'{yy}":
        return year + draw.choice((" ", " ", ", ", ", ", ": ", " - ", ". ", "-", "/"))
    if kind < 0.53:
        return year + "'s "
    return draw.choice(IN_YEAR) + year + draw.choice((" ", " ", ", ", ", ", " - ", ": "))


def _after_year(day: str, month: str, draw: Random) -> str:
    """Day and month behind a year: the third of May, on May 3."""
    if draw.random() < 0.5:
        return draw.choice(("", "", "", "on ")) + _month_then_day(day, month, draw)
    date = _day_first(day, month, draw)
    if date.startswith("the ") or day in BARE:
        return draw.choice(("", "", "on ")) + date
    return draw.choice(("", "on the ", "the ")) + date.removeprefix("this ")


def _with_weekday(body: str, draw: Random) -> str:
    day = draw.choices(("{weekday}", "{wkd}", "{wkd}."), (6, 5, 1))[0]
    kind = draw.random()
    if kind < 0.78:
        lead = draw.choice(("", "", "", "", "", "", "", "this ", "on ", "on a "))
        link = draw.choice((", ", ", ", " ", " ", ", the ", " the ", " - ", ": ", ",", "/", " on ", "  ", ". "))
        return lead + day + link + body.removeprefix("the " if link.endswith("the ") else "")
    if kind < 0.86:
        return draw.choice((f"{body} ({day})", f"({day}) {body}"))
    if kind < 0.96:
        return body + draw.choice((", ", " ", " - ", ", a ", " on a ", ", on ", " is a ", ", which is a ")) + day
    return body.replace(" {y}", f" ({day}) {{y}}", 1)
