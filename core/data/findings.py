"""One thing found in a table: how bad it is, where, and the way out."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

import pandas as pd

from core.messages import M, Message

Severity = Literal["error", "warning", "note"]

NAMED = 5
"""Rows named in a sentence; the rest are counted."""


@dataclass(frozen=True)
class Finding:
    """What was found in a table before training.

    severity: an error forbids a forecast, a warning may spoil it, a note tells what was done. rows: data rows as in
    the file, the first below the header being 1; empty where a row is missing altogether. times: where to mark it on
    the time axis. hint: the way out of an error.
    """

    severity: Severity
    message: Message
    rows: tuple[int, ...] = ()
    times: tuple[pd.Timestamp, ...] = ()
    hint: Message | None = None


def name_rows(rows: Sequence[int]) -> Message:
    """ "row 5", "rows 5, 9" or "rows 1, 2, 3, 4, 5 and 40 more"; without thousands marks, which read like commas."""
    named = [str(row) for row in rows[:NAMED]]
    if len(rows) == 1:
        return M("row {row}", row=named[0])
    if len(rows) <= NAMED:
        return M("rows {rows}", rows=named)
    return M("rows {rows} and {more} more", rows=named, more=len(rows) - NAMED)


def forbids(findings: Sequence[Finding]) -> bool:
    """True where one of the findings is an error."""
    return any(found.severity == "error" for found in findings)
