"""What the characters that the network wrote mean: a date, a lunar date, an impossible one, or none."""

from __future__ import annotations

import datetime as dt
import re

from core.messages import M, Message
from core.text.translate.reading import Reading

WRITTEN = re.compile(r"(L?)(\d{4})-(\d{2})-(\d{2})(?: ([1-7]))?")
MONTH_DAYS = 30
"""Longest month of the lunar calendar."""


def read(written: str) -> Reading:
    """The date that was written; refused where there is none or it cannot be."""
    found = WRITTEN.fullmatch(written)
    if found is None:
        return Reading("", M("No complete date was found: a day, a month and a year are needed."))
    lunar, year, month, day = bool(found[1]), int(found[2]), int(found[3]), int(found[4])
    if not 1 <= month <= 12:
        return Reading(
            "", M("There is no month {month}. Numbers are read day first: 5/3 is the fifth of March.", month=month)
        )
    if lunar:
        return _lunar(year, month, day)
    try:
        date = dt.date(year, month, day)
    except ValueError:
        return Reading(
            "",
            M("There is no day {day} in month {month} of {year}.", day=day, month=month, year=str(year)),
        )
    return Reading(date.isoformat(), notes=_weekday(date, int(found[5])) if found[5] else ())


def _lunar(year: int, month: int, day: int) -> Reading:
    if not 1 <= day <= MONTH_DAYS:
        return Reading("", M("No month of the lunar calendar has a day {day}.", day=day))
    note = M("This is a date of the lunar calendar. It is written down as such, not turned into a solar date.")
    return Reading(f"{year:04d}-{month:02d}-{day:02d} (lunar)", notes=(note,))


def _weekday(date: dt.date, named: int) -> tuple[Message, ...]:
    """A note where the weekday that the text names is not the date's."""
    if date.isoweekday() == named:
        return ()
    return (
        M(
            "The text says {named}, but {date} is a {true}.",
            named=DAYS[named],
            date=date.isoformat(),
            true=DAYS[date.isoweekday()],
        ),
    )


DAYS = {
    1: M("Monday"),
    2: M("Tuesday"),
    3: M("Wednesday"),
    4: M("Thursday"),
    5: M("Friday"),
    6: M("Saturday"),
    7: M("Sunday"),
}
