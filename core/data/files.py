"""A reader's own file: its columns found, and a series made of the ones that are chosen."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import pandas as pd

from core.data import tables
from core.data.frequency import infer
from core.data.numbers import to_numbers
from core.data.quality import QualityReport, examine
from core.data.series import Frequency, Provenance, Series
from core.data.times import Times, parse_times
from core.errors import UserError
from core.messages import M, Message

TIME_WORDS = ("date", "time", "timestamp", "datetime", "day", "week", "month", "quarter", "year", "period", "ds")
TIME_WORDS_ELSEWHERE = ("datum", "zeit", "fecha", "data", "ngày", "ngay", "thời gian", "tháng", "năm")
TARGET_WORDS = ("target", "y", "value", "adj close", "close", "price", "sales", "demand", "temp", "giá", "giá trị")
ID_WORDS = ("id", "unique_id", "ticker", "symbol", "series", "name", "store", "item", "station", "sensor", "region")
PROBE_ROWS = 300
"""Rows from all over the file that decide what a column is."""

READ_SHARE = 0.9
"""Share of probed cells that must read as times for a column to be the time column."""


@dataclass(frozen=True)
class Guess:
    """The columns that were found; None where there is none of the kind.

    numeric: columns that could be forecast. frequency: of the first series.
    """

    time: str | None
    target: str | None
    id: str | None
    frequency: Frequency | None
    numeric: tuple[str, ...] = ()


@dataclass(frozen=True)
class Table:
    """A file's table, what its columns seem to be, and how it was read."""

    frame: pd.DataFrame
    guess: Guess
    notes: tuple[Message, ...] = ()


def read_table(name: str, content: bytes) -> Table:
    """The table in a file's bytes; raises UserError where it is too large, empty or unreadable."""
    raw = tables.read_bytes(name, content)
    time, times = _find_time(raw.frame)
    id_column = _find_id(raw.frame, time, times) if time and times else None
    numeric = _numeric(raw.frame, time)
    chosen = tuple(column for column in numeric if column != id_column)
    frequency = _frequency(raw.frame, times, id_column) if times else None
    guess = Guess(time, _find_target(raw.frame, chosen), id_column, frequency, chosen)
    return Table(raw.frame, guess, raw.notes + (times.notes if times else ()))


def series_from_table(
    frame: pd.DataFrame,
    time: str,
    target: str,
    *,
    id_column: str | None = None,
    id_value: object = None,
    name: str = "",
) -> tuple[Series, QualityReport]:
    """The series of the chosen columns and what was found in it; raises UserError where it is refused.

    id_value: which series of a long file to take, the first one where it is None.
    """
    if id_column is not None:
        frame, id_value = _one_series(frame, id_column, id_value)
        name = f"{name}: {id_value}" if name else str(id_value)
    report, clean = examine(frame, time, target)
    if report.refusal is not None:
        raise report.refusal
    assert clean is not None
    provenance = Provenance("file", name or target)
    series = Series(
        name or target, clean.frame, target, clean.frequency, provenance, filled=clean.filled, future=clean.future
    )
    return series, report


def _one_series(frame: pd.DataFrame, id_column: str, id_value: object) -> tuple[pd.DataFrame, object]:
    """Rows of one series of a long file; a value from the command line is text whatever the column holds."""
    if id_column not in frame.columns:
        columns = [str(column) for column in frame.columns]
        raise UserError(
            M("There is no column “{column}”.", column=id_column), M("The columns are {columns}.", columns=columns)
        )
    values = frame[id_column]
    if id_value is None:
        id_value = values.dropna().iloc[0] if values.notna().any() else ""
    rows = frame[(values == id_value) | (values.astype("str") == str(id_value))]
    if len(rows) == 0:
        some = [str(value) for value in values.dropna().unique()[:10]]
        raise UserError(
            M("No row has “{value}” in the column {column}.", value=str(id_value), column=id_column),
            M("Some of its values are {values}.", values=some),
        )
    return rows, id_value


def _named(column: str, words: tuple[str, ...]) -> int:
    """How well a column's name fits: 2 for a word itself, 1 where a word is part of it, 0 for none."""
    plain = column.strip().lower()
    if plain in words:
        return 2
    pieces = plain.replace("_", " ").replace("-", " ").split()
    return 1 if any(word in pieces for word in words) else 0


def _probe(frame: pd.DataFrame) -> pd.DataFrame:
    """A few hundred rows from all over the table, in its order."""
    return frame.iloc[np.unique(np.linspace(0, len(frame) - 1, PROBE_ROWS).astype(int))]


def _find_time(frame: pd.DataFrame) -> tuple[str | None, Times | None]:
    """The column that reads as times: true dates first, then the best name, then the leftmost."""
    probe, best, best_rank = _probe(frame), None, (0, 0)
    for column in frame.columns:
        typed = pd.api.types.is_datetime64_any_dtype(frame[column].dtype)
        named = _named(column, TIME_WORDS + TIME_WORDS_ELSEWHERE)
        numbers = not typed and not to_numbers(probe[column]).unreadable.any()
        if (numbers and not named) or parse_times(probe[column]).share < READ_SHARE:
            continue  # a bare number is a time only where the column says so
        rank = (2 if typed else 1, named)
        if rank > best_rank:
            best, best_rank = column, rank
    return (None, None) if best is None else (best, parse_times(frame[best]))


def _find_id(frame: pd.DataFrame, time: str, times: Times) -> str | None:
    """The column that tells the series of a long file apart: with it, and not without, each time occurs once."""
    if times.values.is_unique:
        return None
    candidates = [column for column in frame.columns if column != time and _could_be_id(frame[column])]
    ranked = sorted(candidates, key=lambda column: (-_named(column, ID_WORDS), frame[column].nunique()))
    for column in ranked:
        pairs = pd.DataFrame({"id": frame[column].to_numpy(), "time": times.values})
        if not pairs.duplicated().any():
            return str(column)
    return None


def _could_be_id(column: pd.Series) -> bool:
    """Text or whole numbers that repeat."""
    if column.isna().any() or pd.api.types.is_datetime64_any_dtype(column.dtype):
        return False
    if pd.api.types.is_float_dtype(column.dtype) and not bool((column == column.round()).all()):
        return False
    return 1 < column.nunique() <= len(column) / 2


def _numeric(frame: pd.DataFrame, time: str | None) -> tuple[str, ...]:
    """Columns of numbers, also those with a few cells of text, whose rows the quality report will name."""
    found = []
    for column in frame.columns:
        if column == time or pd.api.types.is_bool_dtype(frame[column].dtype):
            continue
        numbers = to_numbers(
            frame[column] if pd.api.types.is_numeric_dtype(frame[column].dtype) else _probe(frame)[column]
        )
        if numbers.unreadable.mean() <= 1 - READ_SHARE:
            found.append(str(column))
    return tuple(found)


def _find_target(frame: pd.DataFrame, numeric: tuple[str, ...]) -> str | None:
    """The column to forecast: by its name, else the first that varies and does not merely count the rows."""
    named = [column for word in TARGET_WORDS for column in numeric if column.strip().lower() == word]
    varying = [column for column in numeric if frame[column].nunique() > 1 and not _counts_rows(frame[column])]
    return next(iter((*named, *varying, *numeric)), None)


def _counts_rows(column: pd.Series) -> bool:
    if not pd.api.types.is_numeric_dtype(column.dtype) or len(column) < 2:
        return False
    return bool((np.diff(column.to_numpy(dtype=np.float64, na_value=np.nan)) == 1).all())


def _frequency(frame: pd.DataFrame, times: Times, id_column: str | None) -> Frequency | None:
    values = times.values
    if id_column is not None:
        values = values[(frame[id_column] == frame[id_column].iloc[0]).to_numpy()]
    values = pd.DatetimeIndex(values.dropna().unique().sort_values())
    return infer(values) if len(values) > 2 else None
