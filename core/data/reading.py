"""From two columns of a table to observations in order: read, sorted, each time once."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import pandas as pd

from core.data.findings import Finding, forbids, name_rows
from core.data.numbers import Numbers, to_numbers
from core.data.times import Times, parse_times
from core.messages import M


@dataclass(frozen=True)
class Observations:
    """frame: float64 columns, strictly increasing index `time`. rows: (T,), each row's place in the file, from 1."""

    frame: pd.DataFrame
    rows: np.ndarray

    def located(self, positions: np.ndarray) -> tuple[tuple[int, ...], tuple[pd.Timestamp, ...]]:
        """Rows of the file and times of some positions."""
        return tuple(int(row) for row in self.rows[positions]), tuple(self.frame.index[positions])


def row_numbers(frame: pd.DataFrame) -> np.ndarray:
    """Each row's place in the file, from 1: its label where labels are whole numbers, else its position."""
    if pd.api.types.is_integer_dtype(frame.index.dtype):
        return frame.index.to_numpy() + 1
    return np.arange(1, len(frame) + 1)


def observe(frame: pd.DataFrame, time: str, target: str) -> tuple[Observations | None, list[Finding]]:
    """The observations of the columns `time` and `target`, None where a finding forbids them."""
    findings = _without_columns(frame, time, target)
    if forbids(findings):
        return None, findings
    rows, times, numbers = row_numbers(frame), parse_times(frame[time]), to_numbers(frame[target])
    findings = [*_bad_times(times, rows, time), *_bad_numbers(numbers, rows, target)]
    if forbids(findings):
        return None, findings
    others = {str(name): to_numbers(frame[name]).values for name in _other_numbers(frame, time, target)}
    read = pd.DataFrame({target: numbers.values, **others}, index=pd.DatetimeIndex(times.values, name="time"))
    ordered, order_findings = _sorted(Observations(read.replace([np.inf, -np.inf], np.nan), rows))
    unique, duplicate_findings = _unique(ordered, target)
    return unique, [*findings, *order_findings, *duplicate_findings]


def _without_columns(frame: pd.DataFrame, time: str, target: str) -> list[Finding]:
    """Findings about the choice of columns itself."""
    columns = [str(column) for column in frame.columns]
    hint = M("The columns are {columns}.", columns=columns)
    for column in (time, target):
        if column not in columns:
            return [Finding("error", M("There is no column “{column}”.", column=column), hint=hint)]
    if time == target:
        message = M("“{column}” was chosen both as time and as the column to forecast.", column=time)
        return [Finding("error", message, hint=hint)]
    if len(frame) == 0:
        return [Finding("error", M("The table has no rows."), hint=M("Choose a file with rows of data."))]
    return []


def _bad_times(times: Times, rows: np.ndarray, column: str) -> list[Finding]:
    notes = [Finding("note", note) for note in times.notes]
    if times.read == 0:
        message = M("Column “{column}” cannot be read as dates or times.", column=column)
        return [Finding("error", message, hint=M("Choose the column that holds them, or write them as 2024-01-31."))]
    unread, empty = rows[times.unreadable], rows[np.asarray(times.values.isna()) & ~times.unreadable]
    if len(unread):
        message = M("Column “{column}” has unreadable dates in {rows}.", column=column, rows=name_rows(unread))
        hint = M("Write them like the others, or as 2024-01-31.")
        return [Finding("error", message, tuple(unread), hint=hint)]
    if len(empty):
        message = M("Column “{column}” has no date in {rows}.", column=column, rows=name_rows(empty))
        return [Finding("error", message, tuple(empty), hint=M("Fill in the dates, or delete these rows."))]
    return notes


def _bad_numbers(numbers: Numbers, rows: np.ndarray, column: str) -> list[Finding]:
    infinite, words = rows[np.isinf(numbers.values)], rows[numbers.unreadable]
    hint = M("Correct these cells or leave them empty: a few empty cells are filled from the row before.")
    if len(words) and not np.isfinite(numbers.values).any():
        message = M("Column “{column}” holds text, not numbers.", column=column)
        return [Finding("error", message, tuple(words), hint=M("Choose a column of numbers to forecast."))]
    if len(words):
        message = M("Column “{column}” has text in place of numbers in {rows}.", column=column, rows=name_rows(words))
        return [Finding("error", message, tuple(words), hint=hint)]
    if len(infinite):
        message = M("Column “{column}” has infinite values in {rows}.", column=column, rows=name_rows(infinite))
        return [Finding("error", message, tuple(infinite), hint=hint)]
    if np.isnan(numbers.values).all():
        message = M("Column “{column}” has no values at all.", column=column)
        return [Finding("error", message, hint=M("Choose a column of numbers to forecast."))]
    return []


def _other_numbers(frame: pd.DataFrame, time: str, target: str) -> list[str]:
    """Numeric columns that travel with the target; whole columns of text stay behind."""
    chosen = (time, target)
    return [name for name in frame.columns if name not in chosen and pd.api.types.is_numeric_dtype(frame[name].dtype)]


def _sorted(observed: Observations) -> tuple[Observations, list[Finding]]:
    index = pd.DatetimeIndex(observed.frame.index)
    if index.is_monotonic_increasing:
        return observed, []
    backwards = np.flatnonzero(np.diff(index.to_numpy()) < np.timedelta64(0)) + 1
    order = np.argsort(index.to_numpy(), kind="stable")
    tidy = Observations(observed.frame.iloc[order], observed.rows[order])
    if index.is_monotonic_decreasing:
        return tidy, [Finding("note", M("The rows run from the newest to the oldest and were turned round."))]
    rows, times = observed.located(backwards)
    message = M("Times go backwards in {rows}; the table was sorted by time.", rows=name_rows(rows))
    return tidy, [Finding("warning", message, rows, times)]


def _unique(observed: Observations, target: str) -> tuple[Observations | None, list[Finding]]:
    """Each time once: repeats of the same value are dropped, different values for one time are refused."""
    repeated = np.asarray(observed.frame.index.duplicated(keep=False))
    if not repeated.any():
        return observed, []
    values = observed.frame.loc[repeated, target].groupby(level=0).agg(["min", "max", "count", "size"])
    clashing = values.index[((values["max"] > values["min"]) | (values["count"] < values["size"])).to_numpy()]
    clashing = clashing[values.loc[clashing, "count"] > 0]
    if len(clashing):
        rows, times = observed.located(np.flatnonzero(observed.frame.index.isin(clashing)))
        rows = tuple(sorted(rows))
        message = M("Times with more than one value: {count}, in {rows}.", count=len(clashing), rows=name_rows(rows))
        hint = M(
            "Keep one row for each time; where the file holds several series, choose the column that tells them apart."
        )
        return None, [Finding("error", message, rows, times, hint)]
    again = np.asarray(observed.frame.index.duplicated(keep="first"))
    rows, times = observed.located(np.flatnonzero(again))
    message = M("Repeated rows with the same time and value were left out: {rows}.", rows=name_rows(rows))
    kept = Observations(observed.frame[~again], observed.rows[~again])
    return kept, [Finding("warning", message, rows, times)]
