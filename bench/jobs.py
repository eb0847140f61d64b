"""Background work: warm-up, click to first progress, cancel, memory of the worker: `python -m bench.jobs`."""

from __future__ import annotations

import statistics
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

from bench.machine import head, resident_megabytes, table
from core.jobs import JobQueue
from core.jobs.kinds import KINDS
from core.messages import M

ROUNDS = 20
STUCK_ROUNDS = 3
FUNCTIONS = "tests.jobs.functions"


def seconds_until(holds: Callable[[], bool], began: float | None = None) -> float:
    """How long something takes to come true, from `began` or from now."""
    began = time.perf_counter() if began is None else began
    while not holds():
        time.sleep(0.001)
    return time.perf_counter() - began


def start_and_cancel(queue: JobQueue, kind: str) -> tuple[float, float, float]:
    """Seconds from submitting a job to its first progress, to its function's own first report; from cancel to end."""
    began = time.perf_counter()
    identifier = queue.submit(kind, {}, M("Measured"))
    first = seconds_until(lambda: queue.get(identifier).progress is not None, began)
    own = seconds_until(lambda: stage(queue, identifier) not in ("", "Starting"), began)
    time.sleep(0.2)  # it works by now
    queue.cancel(identifier)
    return first, own, seconds_until(lambda: queue.get(identifier).status == "cancelled")


def stage(queue: JobQueue, identifier: str) -> str:
    """What the job says it does."""
    progress = queue.get(identifier).progress
    return "" if progress is None else str(progress.stage)


def measure(folder: Path) -> list[tuple[str, list[float], str]]:
    """All measurements: what, values, unit."""
    queue = JobQueue(folder)
    warm_up = [seconds_until(lambda: queue.warm)]
    assert queue.worker_pid is not None
    memory = [resident_megabytes(queue.worker_pid)]
    first, own, cooperative = zip(*(start_and_cancel(queue, "report_often") for _ in range(ROUNDS)), strict=True)
    stuck = []
    for _ in range(STUCK_ROUNDS):
        stuck.append(start_and_cancel(queue, "spin_stuck")[2])
        warm_up.append(seconds_until(lambda: queue.warm))
    queue.close()
    return [
        ("start of a worker until it is warm", warm_up, "s"),
        ("submit to first progress, warm", [1000 * value for value in first], "ms"),
        ("submit to the job's own first report, warm", [1000 * value for value in own], "ms"),
        ("cancel a job that reports", [1000 * value for value in cooperative], "ms"),
        ("cancel a job that does not react", [1000 * value for value in stuck], "ms"),
        ("memory of the warm worker", memory, "MB"),
    ]


def main() -> None:
    """Measures and prints the table."""
    KINDS.update({name: f"{FUNCTIONS}:{name}" for name in ("report_often", "spin_stuck")})
    print(head("Jobs in the background"))
    with tempfile.TemporaryDirectory() as folder:
        results = measure(Path(folder))
    rows = [("what", "median", "slowest", "rounds", "unit")]
    rows += [
        (what, f"{statistics.median(values):.1f}", f"{max(values):.1f}", str(len(values)), unit)
        for what, values, unit in results
    ]
    print(table(rows))


if __name__ == "__main__":
    main()
