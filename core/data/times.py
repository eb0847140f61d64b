"""Times from whatever a file holds: ISO, day or month first, names of months, quarters, years, epochs."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import Literal

import numpy as np
import pandas as pd
from pandas.tseries.api import guess_datetime_format

from core.messages import M, Message

SLASHED = r"^\d{1,2}[./\- ]\d{1,2}[./\- ](?:\d{4}|\d{2})(?:$|[ T,])"
ISO_LIKE = r"^\s*\d{4}(?:[-/.]?\d{1,2}|$)"
OFFSET = r"(?:Z|[+-]\d{2}:?\d{2})$"
OTHER_FORMATS = ("%b %Y", "%B %Y", "%b-%y", "%b-%Y", "%m/%Y", "%m.%Y", "%m-%Y", "%Y%m", "%Y%m%d %H%M")
CLOCKS = ("", " %H:%M", " %H:%M:%S", " %H:%M:%S.%f", " %I:%M %p", " %I:%M:%S %p", ", %H:%M", ", %H:%M:%S", "T%H:%M:%S")
SLOW_LIMIT = 20_000
"""Distinct texts up to which each may be parsed by itself, which takes 0.1 ms."""

YEARS = (1500, 2200)
EPOCH_UNITS: dict[Literal["s", "ms", "us", "ns"], float] = {"s": 1e9, "ms": 1e12, "us": 1e15, "ns": 1e18}
"""Counts since 1970 from which a number is read in each unit (the year 2001)."""


@dataclass(frozen=True)
class Times:
    """values: tz-naive (T,), NaT where missing or unreadable. unreadable: (T,), True where a cell is no time.

    notes: how dates were read where that was a choice.
    """

    values: pd.DatetimeIndex
    unreadable: np.ndarray
    notes: tuple[Message, ...] = ()

    @property
    def share(self) -> float:
        """Share of cells that were read, of those that hold anything."""
        held = self.read + int(self.unreadable.sum())
        return 0.0 if held == 0 else self.read / held

    @property
    def read(self) -> int:
        """How many cells were read."""
        return int(np.asarray(self.values.notna()).sum())


def parse_times(column: pd.Series) -> Times:
    """The times of a column; text is parsed once for each distinct cell."""
    if pd.api.types.is_datetime64_any_dtype(column.dtype):
        index = pd.DatetimeIndex(column)
        return Times(index.tz_localize(None), np.zeros(len(index), dtype=bool))
    if pd.api.types.is_bool_dtype(column.dtype):
        return Times(pd.DatetimeIndex([pd.NaT] * len(column)), column.notna().to_numpy(dtype=bool))
    if pd.api.types.is_numeric_dtype(column.dtype):
        values = _from_numbers(column.to_numpy(dtype=np.float64, na_value=np.nan))
        return Times(values, column.notna().to_numpy(dtype=bool) & np.asarray(values.isna()))
    text = column.astype("str").str.strip()
    text = text.where(column.notna() & (text != ""))
    codes, distinct = pd.factorize(text)
    found = _from_text(pd.Series(np.asarray(distinct), dtype="str"))
    padded = np.append(found.values.to_numpy(), np.datetime64("NaT"))
    values = pd.DatetimeIndex(padded[codes])  # code -1, a missing cell, takes the last
    return Times(values, text.notna().to_numpy(dtype=bool) & np.asarray(values.isna()), found.notes)


def _from_numbers(numbers: np.ndarray) -> pd.DatetimeIndex:
    """Years, dates such as 20240131, or seconds to nanoseconds since 1970; anything else is no time."""
    known = numbers[np.isfinite(numbers)]
    nothing = pd.DatetimeIndex([pd.NaT] * len(numbers))
    if len(known) == 0:
        return nothing
    low, high = known.min(), known.max()
    whole = bool((known == np.round(known)).all())
    if whole and YEARS[0] <= low and high <= YEARS[1]:
        return _with_format(numbers, "%Y")
    if whole and YEARS[0] * 10_000 <= low and high <= YEARS[1] * 10_000:
        return _with_format(numbers, "%Y%m%d")
    if whole and YEARS[0] * 100 <= low and high <= YEARS[1] * 100:
        return _with_format(numbers, "%Y%m")
    for unit, start in reversed(EPOCH_UNITS.items()):
        if low >= start:
            return pd.DatetimeIndex(pd.to_datetime(pd.Series(numbers), unit=unit, errors="coerce"))
    return nothing


def _with_format(numbers: np.ndarray, layout: str) -> pd.DatetimeIndex:
    text = pd.Series(numbers).astype("Int64").astype("str")
    return pd.DatetimeIndex(pd.to_datetime(text, format=layout, errors="coerce"))


def _from_text(text: pd.Series) -> Times:
    """Distinct non-empty cells, in the file's order; the reading that fits most of them."""
    best = Times(pd.DatetimeIndex([pd.NaT] * len(text)), np.ones(len(text), dtype=bool))
    for reading in _readings(text):
        if reading.read > best.read:
            best = reading
        if best.read == len(text):
            break
    return replace(best, unreadable=np.asarray(best.values.isna()))


def _readings(text: pd.Series) -> Iterator[Times]:
    """Ways of reading, cheapest and surest first."""
    if text.str.match(ISO_LIKE).any():
        yield _iso(text)
    if text.str.match(SLASHED).any():
        yield _day_and_month(text)
    guessed = guess_datetime_format(str(text.iloc[0])) if len(text) else None
    for layout in (guessed, *OTHER_FORMATS):
        if layout is not None:
            yield _plain(pd.to_datetime(text, format=layout, errors="coerce"))
    yield _quarters(text)
    if len(text) <= SLOW_LIMIT and text.str.contains(r"\d").all():
        yield _plain(pd.to_datetime(text, format="mixed", errors="coerce", utc=True))


def _plain(values: pd.Series) -> Times:
    index = pd.DatetimeIndex(values).tz_localize(None)
    return Times(index, np.asarray(index.isna()))


def _iso(text: pd.Series) -> Times:
    """ISO 8601; where times carry an offset from UTC, the clock that was written is kept if it is always the same."""
    offsets = text.str.extract(f"({OFFSET})", expand=False).where(text.str.contains(":"))
    if offsets.isna().all():
        return _plain(pd.to_datetime(text, format="ISO8601", errors="coerce"))
    if offsets.nunique() == 1:
        written = text.str.replace(OFFSET, "", regex=True)
        return _plain(pd.to_datetime(written, format="ISO8601", errors="coerce"))
    utc = _plain(pd.to_datetime(text, format="ISO8601", errors="coerce", utc=True))
    return replace(utc, notes=(M("The times have different offsets from UTC and are shown in UTC."),))


def _day_and_month(text: pd.Series) -> Times:
    """Dates such as 03/04/2024, day first or month first as the column itself decides."""
    day_first, month_first = _slashed(text, "%d", "%m"), _slashed(text, "%m", "%d")
    read_day, read_month = int(day_first.notna().sum()), int(month_first.notna().sum())
    if read_day != read_month:
        return _plain(day_first if read_day > read_month else month_first)
    if read_day == 0 or day_first.equals(month_first):
        return _plain(day_first)
    choose_day = _unevenness(day_first) <= _unevenness(month_first)
    note = M(
        "Dates such as {example} fit two readings; they were read {order}, which gives the more even steps.",
        example=str(text.iloc[0]),
        order=M("day first") if choose_day else M("month first"),
    )
    return replace(_plain(day_first if choose_day else month_first), notes=(note,))


def _slashed(text: pd.Series, first: str, second: str) -> pd.Series:
    """Datetimes of slashed dates in one order; the separator is the first cell's, clock and year may vary."""
    separator = text[text.str.match(SLASHED)].iloc[0].strip().lstrip("0123456789")[0]
    read = pd.Series(pd.NaT, index=text.index, dtype="datetime64[us]")
    left = text
    for clock in CLOCKS:
        for year in ("%Y", "%y"):
            layout = f"{first}{separator}{second}{separator}{year}{clock}"
            if pd.isna(pd.to_datetime(left.iloc[0], format=layout, errors="coerce")) and len(left) > SLOW_LIMIT:
                continue
            read = read.fillna(pd.to_datetime(left, format=layout, errors="coerce"))
            left = text[read.isna()]
            if len(left) == 0:
                return read
    return read


def _unevenness(times: pd.Series) -> float:
    """Spread of the steps relative to their mean: 0 for equal steps in one direction."""
    if times.isna().any():
        return np.inf
    steps = np.diff(times.to_numpy().astype("datetime64[s]").astype(np.float64))
    return float(steps.std() / abs(steps.mean())) if len(steps) and steps.mean() != 0 else np.inf


def _quarters(text: pd.Series) -> Times:
    """Quarters such as 2024Q1, 2024-Q1 or Q1 2024, as their first day."""
    early = text.str.extract(r"^(\d{4})[\s-]?[Qq]([1-4])$")
    late = text.str.extract(r"^[Qq]([1-4])[\s-]?(\d{4})$")
    year, quarter = early[0].fillna(late[1]), early[1].fillna(late[0])
    month = (pd.to_numeric(quarter) * 3 - 2).astype("Int64").astype("str").str.zfill(2)
    return _plain(pd.to_datetime(year + "-" + month, format="%Y-%m", errors="coerce"))
