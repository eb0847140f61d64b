"""One queue with one warm worker for all tests of this folder: starting one takes seconds."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from core.jobs import Job, JobQueue
from core.jobs.kinds import KINDS
from core.messages import M
from tests.jobs import functions

TEST_KINDS = {
    name: f"{functions.__name__}:{name}"
    for name, value in vars(functions).items()
    if getattr(value, "__module__", "") == functions.__name__
}
TITLE = M("A job of {name}", name="the tests")


@pytest.fixture(scope="package", autouse=True)
def kinds() -> Iterator[None]:
    """The tests' own kinds of jobs."""
    with pytest.MonkeyPatch.context() as patch:
        for name, place in TEST_KINDS.items():
            patch.setitem(KINDS, name, place)
        yield


@pytest.fixture(scope="package")
def shared(kinds: None, tmp_path_factory: pytest.TempPathFactory) -> Iterator[JobQueue]:
    queue = JobQueue(tmp_path_factory.mktemp("jobs"))
    yield queue
    queue.close()


@pytest.fixture
def queue(shared: JobQueue) -> JobQueue:
    """The shared queue, idle; its worker may still be importing."""
    for job in shared.jobs():
        shared.cancel(job.id)
    wait_until(lambda: not any(job.active for job in shared.jobs()))
    return shared


@pytest.fixture
def warm(queue: JobQueue) -> JobQueue:
    """The shared queue, idle and warm."""
    wait_until(lambda: queue.warm, 60)
    return queue


def wait_until(holds: Callable[[], bool], seconds: float = 10.0) -> None:
    """Waits until something holds; fails after `seconds`."""
    seconds_until(holds, seconds)


def seconds_until(holds: Callable[[], bool], seconds: float = 10.0) -> float:
    """Waits until something holds and returns how long that took; fails after `seconds`."""
    began = time.perf_counter()
    while not holds():
        assert time.perf_counter() - began < seconds, f"still not so after {seconds} s"
        time.sleep(0.005)
    return time.perf_counter() - began


def ended(queue: JobQueue, identifier: str, seconds: float = 20.0) -> Job:
    """The job once it has ended."""
    wait_until(lambda: not queue.get(identifier).active, seconds)
    return queue.get(identifier)


def started(queue: JobQueue, identifier: str) -> Job:
    """The job once its own function has reported."""
    wait_until(lambda: share_done(queue.get(identifier)) > 0)
    return queue.get(identifier)


def share_done(job: Job) -> float:
    return 0.0 if job.progress is None else job.progress.fraction


def is_alive(pid: int) -> bool:
    """Whether a process runs (a dead child that nobody asked about counts as ended)."""
    stat = Path(f"/proc/{pid}/stat")
    try:
        return stat.read_text().rpartition(")")[2].split()[0] != "Z"
    except (FileNotFoundError, ProcessLookupError):
        return False
