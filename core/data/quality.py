"""The report before training: what is wrong with a table, in which rows, what was done, and what forbids a forecast."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import pandas as pd

from core import config
from core.data import regular
from core.data.findings import Finding, forbids, name_rows
from core.data.frequency import infer
from core.data.oddities import find_oddities, is_constant
from core.data.reading import Observations, observe
from core.data.regular import MAX_FILLED_RUN, MAX_FILLED_SHARE, Run
from core.data.series import Frequency
from core.errors import UserError
from core.messages import M, Percent

HORIZONS_NEEDED = round(1 / config.TEST_FRACTION)
"""Horizons that must fit into a series, so that its test part holds at least one."""

LONG_PAUSE = pd.Timedelta(days=11)
"""Distance between trading days that no holiday explains: the Lunar New Year closes exchanges for nine."""

MORE_HISTORY = M("Bring more history, or a finer series: days instead of months.")


@dataclass(frozen=True)
class QualityReport:
    """What was found in a table of so many rows; `refusal` is the first finding that forbids a forecast."""

    findings: tuple[Finding, ...] = ()
    rows: int = 0

    @property
    def refusal(self) -> UserError | None:
        """Why no series can be made of the table, None where one can."""
        return next((UserError(it.message, it.hint) for it in self.findings if it.severity == "error"), None)


@dataclass(frozen=True)
class Clean:
    """What a checked table becomes: a complete frame, its frequency, and the positions of filled targets.

    future: rows after the last target that hold other columns, None where there are none.
    """

    frame: pd.DataFrame
    frequency: Frequency
    filled: tuple[int, ...]
    future: pd.DataFrame | None = None


def check(frame: pd.DataFrame, time: str, target: str, *, now: pd.Timestamp | None = None) -> QualityReport:
    """The report on one series, in the columns `time` and `target` of a table.

    Rows are counted from 1 as in the file: by whole-number labels where there are any, else by position. now: the
    present (tz-naive), against which a stale end is told.
    """
    return examine(frame, time, target, now=now)[0]


def examine(
    frame: pd.DataFrame, time: str, target: str, *, now: pd.Timestamp | None = None
) -> tuple[QualityReport, Clean | None]:
    """The report, and the complete series where nothing forbids one."""
    now = now if now is not None else pd.Timestamp.now()
    observed, findings = observe(frame, time, target)
    clean = None
    if observed is not None:
        frequency = infer(pd.DatetimeIndex(observed.frame.index))
        observed, coming, gap_findings = _complete(observed, target, frequency)
        findings += [*gap_findings, *unusable(observed.frame[target], target)]
        if not forbids(findings):
            known, filled = regular.fill(observed.frame, target)
            clean = Clean(known, frequency, filled, coming)
            findings += find_oddities(Observations(known, observed.rows), target, frequency, now)
    report = QualityReport(tuple(findings), len(frame))
    return report, clean


def refuse_unusable(values: pd.Series, target: str) -> None:
    """Raises UserError for a fetched series that is too short, too long, or all the same."""
    for found in unusable(values, target):
        raise UserError(found.message, found.hint)


def check_horizon(series_length: int, horizon: int) -> UserError | None:
    """Why a forecast of `horizon` steps cannot be trained and tested on so many rows, None where it can."""
    if horizon < 1:
        return UserError(
            M("A horizon of {horizon} steps is no forecast.", horizon=horizon), M("Choose at least one step.")
        )
    if horizon > config.MAX_HORIZON:
        return UserError(
            M(
                "The horizon of {horizon} steps is above the limit of {limit}.",
                horizon=horizon,
                limit=config.MAX_HORIZON,
            ),
            M("Choose a shorter horizon, or a coarser series: days instead of hours."),
        )
    if horizon >= series_length:
        return UserError(
            M(
                "The horizon of {horizon} steps is longer than the data: {rows} rows.",
                horizon=horizon,
                rows=series_length,
            ),
            M("Choose a shorter horizon, or bring more history."),
        )
    longest = series_length // HORIZONS_NEEDED
    if horizon > longest:
        return UserError(
            M("{rows} rows are too few to test a horizon of {horizon} steps.", rows=series_length, horizon=horizon),
            M("Choose {longest} steps or fewer, or bring more history.", longest=longest),
        )
    return None


def _complete(
    observed: Observations, target: str, frequency: Frequency
) -> tuple[Observations, pd.DataFrame | None, list[Finding]]:
    """Missing steps put in and empty ends cut off, with what that means; the gaps inside are still empty.

    Between the two: rows after the last target that hold other columns, whose coming values are known already.
    """
    spacing = _spacing(observed, frequency)
    length = regular.grid_length(pd.DatetimeIndex(observed.frame.index), frequency)
    if length > (1 + MAX_FILLED_SHARE) * len(observed.frame) + MAX_FILLED_RUN:  # refused without making the rows
        return observed, None, [*spacing, _too_many(length - len(observed.frame), length, observed)]
    spread = regular.with_missing_steps(observed.frame, frequency)
    rows = pd.Series(observed.rows, index=observed.frame.index).reindex(spread.index, fill_value=0).to_numpy()
    kept = np.flatnonzero(spread[target].notna().to_numpy())
    inner = slice(kept[0], kept[-1] + 1)
    inside = Observations(spread.iloc[inner], rows[inner])
    ends = [row for row in (*rows[: kept[0]], *rows[kept[-1] + 1 :]) if row]
    found = (
        [] if not ends else [Finding("note", M("Empty ends were cut off: {rows}.", rows=name_rows(ends)), tuple(ends))]
    )
    coming = spread.iloc[kept[-1] + 1 :].drop(columns=target).dropna(axis=1, how="all").dropna(how="all")
    return inside, coming if coming.size else None, [*spacing, *found, *_gaps(inside, target)]


def _spacing(observed: Observations, frequency: Frequency) -> list[Finding]:
    """What positional steps leave out: uneven distances, and pauses in trading far longer than a holiday."""
    index = pd.DatetimeIndex(observed.frame.index)
    if frequency.code == "irregular" and not frequency.seasons:
        message = M("The times are not evenly spaced; steps are counted row by row, whatever lies between them.")
        return [Finding("warning", message, times=(index[0],))]
    if frequency.code != "B":
        return []
    pauses = np.flatnonzero(np.diff(index.to_numpy()) > LONG_PAUSE.to_timedelta64())
    if len(pauses) == 0:
        return []
    rows, times = observed.located(pauses + 1)
    message = M("Trading pauses of more than {days} days end in {rows}.", days=LONG_PAUSE.days, rows=name_rows(rows))
    return [Finding("warning", message, rows, times)]


def _gaps(observed: Observations, target: str) -> list[Finding]:
    """Missing steps: small ones will be filled, larger ones are refused with the longest stretch without any."""
    values = observed.frame[target].to_numpy()
    missing = int(np.isnan(values).sum())
    if missing == 0:
        return []
    large = regular.too_large(values)
    if large:
        return [_gap(observed, large)]
    if missing > MAX_FILLED_SHARE * len(values):
        return [_too_many(missing, len(values), observed)]
    rows, times = observed.located(np.flatnonzero(np.isnan(values)))
    in_file = tuple(row for row in rows if row)
    absent = (
        M("not in the file: {count} times, the first {time}", count=missing - len(in_file), time=times[rows.index(0)])
        if 0 in rows
        else None
    )
    where = [part for part in (name_rows(in_file) if in_file else None, absent) if part is not None]
    message = M("Missing values filled with the one before: {count} ({where}).", count=missing, where=where)
    return [Finding("warning", message, in_file, times)]


def _gap(observed: Observations, large: list[Run]) -> Finding:
    """The longest gap, between which rows it lies, and where to start or stop instead."""
    run = max(large, key=len)
    index = observed.frame.index
    edges = [0, *(edge for gap in large for edge in (gap.start, gap.stop)), len(index)]
    stretches = list(zip(edges[::2], edges[1::2], strict=True))
    first, stop = max(stretches, key=lambda stretch: stretch[1] - stretch[0])
    message = M(
        "Gaps of more than {limit} missing steps: {count}; the longest has {steps}, between rows {before} and {after},"
        " after {time}.",
        count=len(large),
        limit=MAX_FILLED_RUN,
        steps=len(run),
        before=str(observed.rows[run.start - 1]),
        after=str(observed.rows[run.stop]),
        time=index[run.start - 1],
    )
    hint = M(
        "Fill in the values that are known, or keep only rows {first} to {last}, the longest stretch without any.",
        first=str(observed.rows[first]),
        last=str(observed.rows[stop - 1]),
    )
    times = tuple(index[position] for gap in large for position in (gap.start, gap.stop - 1))
    return Finding("error", message, (), times, hint)


def _too_many(missing: int, length: int, observed: Observations) -> Finding:
    share, limit = Percent(missing / length, 1), Percent(MAX_FILLED_SHARE)
    message = M("{count} of {length} steps are missing ({share}); up to {limit} can be filled.",
                count=missing, length=length, share=share, limit=limit)  # fmt: skip
    hint = M("Choose a stretch with fewer gaps, or a coarser series: weekly means instead of days.")
    return Finding("error", message, (), (observed.frame.index[0], observed.frame.index[-1]), hint)


def unusable(values: pd.Series, target: str) -> list[Finding]:
    """Why a series of these values cannot be trained on whatever its times: too short, too long, or all the same."""
    rows = len(values)
    if rows < config.MIN_ROWS:
        message = M("{rows} rows are too few; at least {limit} are needed.", rows=rows, limit=config.MIN_ROWS)
        return [Finding("error", message, hint=MORE_HISTORY)]
    if rows > config.MAX_ROWS:
        message = M("The series has {rows} rows; the limit is {limit}.", rows=rows, limit=config.MAX_ROWS)
        return [
            Finding("error", message, hint=M("Keep the last years, or a coarser series: hours instead of minutes."))
        ]
    if is_constant(values.dropna().to_numpy()):
        message = M("“{column}” has the same value in every row: there is nothing to forecast.", column=target)
        return [Finding("error", message, hint=M("Choose another column."))]
    return []
