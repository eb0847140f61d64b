"""The comparison's numbers, kept as JSON so that its parts can run at different times, and the table made of them."""

from __future__ import annotations

import datetime as dt
import json
import statistics
from dataclasses import asdict, dataclass, field
from pathlib import Path
from typing import Any

from bench.machine import head, table
from bench.peers.cases import SETTINGS
from bench.peers.exchange import Cost
from bench.peers.rows import COVERAGE_REACH, GROUPS, REACH, ROWS, Row

LEAST_SHARE = 0.8
"""Of a core, below which a fit counts as starved."""

REQUIREMENTS = Path(__file__).parent / "requirements.txt"


def now() -> str:
    """The time in UTC, to the minute."""
    return f"{dt.datetime.now(dt.UTC):%Y-%m-%d %H:%M}"


@dataclass(frozen=True)
class Entry:
    """One method on one series. load: of the machine when it began. mase, scrps, cov80, cost: None where it failed."""

    measured: str
    load: float
    mase: float | None = None
    scrps: float | None = None
    cov80: float | None = None
    cost: Cost | None = None
    failure: str = ""

    def line(self) -> str:
        """The entry in one line, for whoever watches."""
        if self.cost is None:
            return f"failed: {self.failure}"
        return (
            f"sCRPS {self.scrps:.3f}  MASE {self.mase:.3f}  cov80 {self.cov80:.2f}  fit {self.cost.fit_seconds:.1f} s "
            f"(CPU {self.cost.fit_cpu_seconds:.1f})  "
            f"import {self.cost.import_seconds:.1f} s  predict {self.cost.predict_seconds:.2f} s  "
            f"{self.cost.peak_mb:.0f} MB"
        )


@dataclass(frozen=True)
class Results:
    """Entries by row title, then by series."""

    entries: dict[str, dict[str, Entry]] = field(default_factory=dict)

    @classmethod
    def read(cls, path: Path) -> Results:
        """What earlier runs left; nothing where there is no such file."""
        if not path.is_file():
            return cls()
        stored = json.loads(path.read_text())
        return cls({title: {name: _entry(data) for name, data in row.items()} for title, row in stored.items()})

    def write(self, path: Path) -> None:
        """Writes all entries."""
        path.parent.mkdir(parents=True, exist_ok=True)
        plain = {title: {name: _rounded(entry) for name, entry in row.items()} for title, row in self.entries.items()}
        path.write_text(json.dumps(plain, indent=1) + "\n")

    def with_entry(self, title: str, series: str, entry: Entry) -> Results:
        """The same with one entry added or replaced."""
        return Results({**self.entries, title: {**self.entries.get(title, {}), series: entry}})


def _entry(data: dict[str, Any]) -> Entry:
    cost = data["cost"]
    return Entry(**{**data, "cost": Cost(**cost) if cost else None})


def _rounded(entry: Entry) -> dict[str, Any]:
    plain: dict[str, Any] = json.loads(json.dumps(asdict(entry)), parse_float=lambda text: round(float(text), 4))
    return plain


def report(results: Results, settings: str) -> str:
    """The table under its head. settings: of ours, in words."""
    titles = ["method", *(part for name in SETTINGS for part in (f"{name} sCRPS", "cov80", "fit s"))]
    lines = [[*titles, "import s", "peak MB", "reached"]]
    lines += [_line(row, results.entries[row.title]) for row in ROWS if row.title in results.entries]
    asked = [cell for name in SETTINGS for cell in _asked(name)]
    lines.append(["issue 4 asks for", *asked, "5 with", "500", "9 of 9"])
    series = "; ".join(f"{name}: {setting.title}" for name, setting in SETTINGS.items())
    return "\n".join(
        [head(f"The field on three series (h, m). {series}"), _measured(results), settings, "", table(lines)]
    )


def _line(row: Row, entries: dict[str, Entry]) -> list[str]:
    """A row's cells; import time is the median over series, memory the largest."""
    cells = [cell for name in SETTINGS for cell in _cells(entries.get(name))]
    costs = [entry.cost for entry in entries.values() if entry.cost is not None]
    if not costs:
        return [row.title, *cells, "-", "-", ""]
    imports = statistics.median(cost.import_seconds for cost in costs)
    reached = f"{_reached(entries)} of {3 * len(SETTINGS)}" if row.group == "ours" else ""
    return [row.title, *cells, f"{imports:.1f}", f"{max(cost.peak_mb for cost in costs):.0f}", reached]


def _cells(entry: Entry | None) -> tuple[str, str, str]:
    if entry is None:
        return "-", "-", "-"
    if entry.cost is None:
        return "failed", "-", "-"
    return (
        f"{entry.scrps:.3f}",
        f"{entry.cov80:.2f}",
        f"{entry.cost.fit_seconds:.1f}{'*' if starved(entry.cost) else ''}",
    )


def starved(cost: Cost) -> bool:
    """Whether others took much of the fit's core: a budget in wall seconds then buys less training."""
    return cost.fit_seconds > 1.0 and cost.fit_cpu_seconds < LEAST_SHARE * cost.fit_seconds


def _asked(name: str) -> tuple[str, str, str]:
    scrps, seconds = REACH[name]
    low, high = COVERAGE_REACH
    return f"≤ {scrps:g}", f"{low:g}-{high:g}", f"≤ {seconds:g}"


def _reached(entries: dict[str, Entry]) -> int:
    """How many of a row's sCRPS, coverages and times meet what the issue asks for, as they are printed."""
    met = 0
    low, high = COVERAGE_REACH
    for name, (scrps, seconds) in REACH.items():
        entry = entries.get(name)
        if entry is not None and entry.cost is not None:
            assert entry.scrps is not None
            assert entry.cov80 is not None
            met += round(entry.scrps, 3) <= scrps
            met += low <= round(entry.cov80, 2) <= high
            met += round(entry.cost.fit_seconds, 1) <= seconds
    return met


def _measured(results: Results) -> str:
    """When each group of rows was measured, and under which load."""
    lines = []
    for group in GROUPS:
        entries = [entry for row in ROWS if row.group == group for entry in results.entries.get(row.title, {}).values()]
        if entries:
            first, last = min(entry.measured for entry in entries), max(entry.measured for entry in entries)
            load = statistics.median(entry.load for entry in entries)
            lines.append(f"{group}: measured {first} to {last} UTC, load {load:.1f} (median)")
    pins = [line for line in REQUIREMENTS.read_text().splitlines() if "==" in line]
    lines.append(f"*: the fit got less than {LEAST_SHARE:.0%} of a core, so measure it again on a quiet machine")
    return "\n".join([*lines, f"peers: one thread, {', '.join(pins).replace('==', ' ')}"])
