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


def wording(draw: Random) -> str:
    """One random wording with slots."""
    kind = draw.random()
    if kind < 0.05:
        return draw.choice(cldr_wordings())
    body = _numeric(draw) if kind < 0.27 else _named(draw)
    return _with_weekday(body, draw) if draw.random() < 0.4 else body


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
        return between.join((day, month, "{y}" if draw.random() < 0.75 else "{yy}"))
    if kind < 0.95:
        return between.join(("{y}", month, day))
    return "{y}{mm}{dd}"


def _named(draw: Random) -> str:
    """Wordings with the month's name."""
    month = draw.choices(("{month}", "{mon}", "{mon}."), (5, 4, 1))[0]
    day = draw.choices(("{d}", "{dth}", "{dd}", "{dord}", "{dcard}"), (7, 6, 2, 3, 0.4))[0]
    year = draw.choices(
        ("{y}", "'{yy}", "{yy}", "{ywords}", "of {y}", "in {y}", "in the year {y}"), (14, 2, 1, 2, 0.4, 0.4, 0.3)
    )[0]
    kind = draw.random()
    if kind < 0.18 and day != "{dcard}":
        between = draw.choice(("-", "-", "/", ".", " ", "", " - ", "_"))
        parts = [draw.choice(("{d}", "{dd}")), month.rstrip("."), draw.choice(("{y}", "{y}", "{yy}"))]
        if between in ("", "_"):
            parts[1] = "{mon}"
        if draw.random() < 0.25:
            parts = ["{y}", parts[1], parts[0]] if draw.random() < 0.6 else [parts[1], parts[0], "{y}"]
        return between.join(parts)
    if kind < 0.58:
        return _day_first(day, month, year, draw)
    if kind < 0.86:
        return _month_first_named(day, month, year, draw)
    year = draw.choice(("{y}", "{y}", "{y}", "{ywords}")) + draw.choice((" ", ", ", " ", ": ", " - "))
    if draw.random() < 0.6:
        return year + f"{month} {draw.choice(('', '', '', 'the '))}{day}"
    return year + draw.choice(("", "", "the ")) + f"{day}{draw.choice((' ', ' ', ' of '))}{month}"


def _day_first(day: str, month: str, year: str, draw: Random) -> str:
    the = draw.choice(("the ", "")) if day not in ("{d}", "{dd}", "{dcard}") else ""
    to_month = (
        draw.choice((" ", " ", " ", " of ", " of ", " day of ", ", ", "-", ". "))
        if day not in ("{d}", "{dd}")
        else draw.choice((" ", " ", " ", " ", ", ", ". ", " of ", "/"))
    )
    if draw.random() < 0.02:
        to_month += "the month of "
    return f"{the}{day}{to_month}{month}{draw.choice((' ', ' ', ' ', ', ', ', ', ' , ', '-'))}{year}"


def _month_first_named(day: str, month: str, year: str, draw: Random) -> str:
    to_day = (
        draw.choice((" ", " ", " ", " ", " the ", "-", ", ", ", the "))
        if day not in ("{d}", "{dd}")
        else draw.choice((" ", " ", " ", " ", ", ", "-", " the "))
    )
    return f"{month}{to_day}{day}{draw.choice((', ', ', ', ', ', ' ', ' ', ',', ' - ', '/'))}{year}"


def _with_weekday(body: str, draw: Random) -> str:
    day = draw.choices(("{weekday}", "{wkd}", "{wkd}."), (6, 5, 1))[0]
    kind = draw.random()
    if kind < 0.8:
        return day + draw.choice((", ", ", ", " ", " ", ", the ", " the ", " - ", ": ", ",", "/", " on ")) + body
    if kind < 0.86:
        return f"{body} ({day})"
    if kind < 0.96:
        return body + draw.choice((", ", " ", " - ", ", a ", " on a ", ", on ", " is a ")) + day
    return body.replace(" {y}", f" ({day}) {{y}}", 1)
