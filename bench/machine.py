"""Where and when a measurement was made: the head of every table of bench/."""

from __future__ import annotations

import datetime as dt
import importlib.metadata
import os
import platform
import sys
from collections.abc import Sequence
from pathlib import Path


def processor() -> str:
    """Name of the processor, as far as the system tells it."""
    info = Path("/proc/cpuinfo")
    if info.is_file():
        for line in info.read_text().splitlines():
            if line.startswith("model name"):
                return line.split(":", 1)[1].strip()
    return platform.processor() or platform.machine()


def head(title: str) -> str:
    """Title, date, machine and the versions that matter."""
    versions = ", ".join(f"{name} {importlib.metadata.version(name)}" for name in ("torch", "streamlit"))
    load = f"{os.getloadavg()[0]:.1f}"
    return (
        f"{title}\n{dt.datetime.now(dt.UTC):%Y-%m-%d %H:%M} UTC, {os.cpu_count()} cores of {processor()}, "
        f"load {load} at the start, Python {sys.version.split()[0]}, {versions}\n"
    )


def table(rows: Sequence[Sequence[str]]) -> str:
    """Rows with their columns lined up."""
    widths = [max(len(row[column]) for row in rows) for column in range(len(rows[0]))]
    lines = ("  ".join(cell.ljust(width) for cell, width in zip(row, widths, strict=True)) for row in rows)
    return "\n".join(line.rstrip() for line in lines)


def resident_megabytes(pid: int, name: str = "VmRSS") -> float:
    """Memory that a process holds, in MB (Linux); "VmHWM" for the most it has held."""
    for line in Path(f"/proc/{pid}/status").read_text().splitlines():
        if line.startswith(f"{name}:"):
            return int(line.split()[1]) / 1000
    raise RuntimeError(f"/proc/{pid}/status names no {name}.")


def children(pid: int) -> list[int]:
    """Processes started by `pid` (Linux)."""
    names = Path(f"/proc/{pid}/task").glob("*/children")
    return [int(child) for name in names for child in name.read_text().split()]
