"""English wordings with the month's name, in the orders of everyday writing: day first, month first, year first."""

from __future__ import annotations

from random import Random

from core.text.translate.dates.composing import Weighted, one

DAYS: Weighted = {"{d}": 7, "{dth}": 6, "{dd}": 2, "{dord}": 6, "{dcard}": 9, "{d}th": 0.3, "{dsth}": 0.2}
"""Forms of the day and how often each is drawn."""
BARE = ("{d}", "{dd}", "{dcard}")
"""Forms of the day that no article comes before."""
OF_YEAR = (
    "of ", "in ", "in the year ", "of the year ", "in the year of ", "year ", "anno ", "AD ", "A.D. ", "the year ",
)  # fmt: skip
IN_YEAR = ("in ", "in ", "in ", "in the year ", "in the year of ", "year ", "the year ", "the year is ", "during ")
LABELS = (("day", "month", "year"), ("day", "month", "year"), ("d", "m", "y"), ("dd", "mm", "yyyy"))
"""What forms and tables write before, or after, the three parts."""


def named(draw: Random) -> str:
    """Wordings with the month's name: day first, month first or year first, tight or in a sentence's words."""
    kind = draw.random()
    if kind < 0.12:
        return _joined(draw)
    if kind < 0.155:
        return _labelled(draw)
    if kind < 0.205:
        return _month_of_year(draw)
    if kind < 0.225:
        return _possessive(draw)
    if kind < 0.235:
        return _counted(draw)
    month = one({"{month}": 5, "{mon}": 4, "{mon}.": 1}, draw)
    day = one(DAYS, draw)
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
    if kind < 0.35:
        return f"{day}{between}{month}{draw.choice((' ', '-', '/', ', ', '.', '_'))}{year}"
    if kind < 0.75:
        return between.join((day, month, year))
    return between.join(("{y}", month, day) if kind < 0.9 else (month, day, "{y}"))


def _labelled(draw: Random) -> str:
    """Parts with their names, in any order: day 3, month 5, year 2021; year=2021 month=May day=3; 3 (day) …"""
    names = draw.choice(LABELS)
    sign = draw.choice((" ", " ", ": ", ":", " = ", "=", " - ", " is ", " is ", " of "))
    day = draw.choice(("{d}", "{d}", "{dd}", "{dth}", "{dord}", "{dcard}", "the {dth}"))
    month = draw.choice(("{m}", "{m}", "{mm}", "{month}", "{month}", "{mon}", "{mcard}"))
    year = draw.choice(("{y}", "{y}", "{y}", "{ywords}"))
    the = draw.choice(("", "", "", "", "the "))
    parts = [f"{the}{name}{sign}{value}" for name, value in zip(names, (day, month, year), strict=True)]
    if draw.random() < 0.15:
        parts = [f"{value} ({name})" for name, value in zip(names, (day, month, year), strict=True)]
    order = draw.choice(((0, 1, 2), (0, 1, 2), (1, 0, 2), (2, 1, 0), (2, 1, 0), (2, 0, 1)))
    if draw.random() < 0.15:
        return ", ".join(parts[place] for place in order[:2]) + draw.choice((" and ", ", and ")) + parts[order[2]]
    return draw.choice((", ", ", ", " ", "; ", " / ", " - ", " | ", ". ")).join(parts[place] for place in order)


def _counted(draw: Random) -> str:
    """The month by its number behind "of", so that it cannot be taken for the day: the third of the fifth, 2021."""
    day = draw.choice(("the {dord}", "{dord}", "the {dth}", "{dth}", "{d}", "{dcard}", "day {d}", "the {dth} day"))
    month = draw.choice(("the {mord}", "the {mord}", "{m}", "{mcard}", "the {mord} month"))
    to_year = draw.choice((" ", ", ", " of ", ", in ", " of the year "))
    return f"{day} of {month}{to_year}{draw.choice(('{y}', '{y}', '{ywords}'))}"


def _possessive(draw: Random) -> str:
    """The day as the month's, or all as the year's: May's third day, 2021; 2021's 3 May."""
    day = draw.choice(("{dord} day", "{dth} day", "{dord}", "{dth}", "{d}", "day {d}"))
    month = draw.choice(("{month}", "{month}", "{mon}"))
    if draw.random() < 0.6:
        return f"{month}'s {day}{_year_last(draw)}"
    if draw.random() < 0.5:
        return f"{month} {{y}}'s {day}"
    the = draw.choice(("the ", "")) if "day {" not in day else ""
    return f"{the}{day} of {{y}}'s {month}"


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
        link = draw.choice((" ", " ", " ", " ", ", ", ". ", " of ", " of ", "/", " day of ", "-", " in "))
        return f"{draw.choice(('', '', '', '', '', 'the '))}{day}{link}{month}"
    the = draw.choice(("the ", "the ", "", "", "", "this "))
    link = draw.choice((" ", " ", " ", " ", " of ", " of ", " of ", " day of ", " day of ", ", ", "-", ". "))
    if draw.random() < 0.04:
        link = draw.choice((" of the month of ", " in the month of ", ", in the month of ", " day of the month of "))
    return f"{the}{day}{link}{month}"


def _month_then_day(day: str, month: str, draw: Random) -> str:
    if day in BARE:
        return f"{month}{draw.choice((' ', ' ', ' ', ' ', ', ', '-', ' the '))}{day}"
    return f"{month}{draw.choice((' ', ' ', ' ', ' ', ' the ', ' the ', '-', ', ', ', the ', ' on the '))}{day}"


def _year_last(draw: Random) -> str:
    """What joins a year to the day and the month before it, and the year."""
    year = one({"{y}": 13, "'{yy}": 4, "{yy}": 1, "{ywords}": 4.5}, draw)
    if draw.random() < 0.8 or year == "{yy}":
        return draw.choice((" ", " ", " ", " ", ", ", ", ", ", ", " , ", ",", "-", " - ", "/")) + year
    if draw.random() < 0.15:
        return f" ({year})"
    return draw.choice((" ", " ", " ", ", ")) + draw.choice(OF_YEAR) + year


def _year_before(draw: Random) -> str:
    """A year that comes first, with what leads on from it."""
    year = one({"{y}": 10, "{ywords}": 3, "'{yy}": 0.6}, draw)
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
