"""All jobs in memory, mirrored on disk; every change of a job's status happens here. Safe to use from any thread.

The lock guards memory only. Files are written after it is released: a waiting job is changed by whoever cancels it,
a running one by the supervisor alone, so no two threads write one job.
"""

from __future__ import annotations

import datetime as dt
import logging
import shutil
import threading
import time
from collections import deque
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path

from core import config
from core.errors import UserError
from core.jobs.job import JOB_FILE, Job, Status, append_event, read_job, write_job
from core.jobs.owner import Owner, is_alive
from core.task import Progress

log = logging.getLogger(__name__)


@contextmanager
def logged_when_full() -> Iterator[None]:
    """A disk that takes no more is told in the log: whoever follows the job sees it in memory all the same."""
    try:
        yield
    except OSError:
        log.exception("A job could not be written to disk.")


class JobTable:
    """The jobs of one folder. Those that nobody works on any more become "interrupted" when it is opened."""

    def __init__(self, folder: Path) -> None:
        self._lock = threading.Lock()
        self._owner = Owner(folder)
        self._waiting: deque[str] = deque()
        self._cancelled_at: dict[str, float] = {}
        self._jobs: dict[str, Job] = {}
        for path in folder.glob(f"*/{JOB_FILE}"):
            self._open(path.parent)
        self._prune()

    def _open(self, folder: Path) -> None:
        """Takes a job from disk into the table, unless another running app works on it."""
        try:
            job, owner = read_job(folder)
        except (ValueError, KeyError) as error:
            log.warning("The job in %s cannot be read and is left out: %s", folder, error)
            return
        if job.active and is_alive(folder.parent, owner):
            return
        self._jobs[job.id] = job
        if job.active:
            self.finish(job.id, "interrupted")

    def get(self, identifier: str) -> Job:
        """The job as it stands now; KeyError where there is none."""
        with self._lock:
            return self._jobs[identifier]

    def all(self) -> list[Job]:
        """Every job, newest first."""
        with self._lock:
            jobs = list(self._jobs.values())
        return sorted(jobs, key=lambda job: job.created, reverse=True)

    def add(self, job: Job) -> None:
        """Puts a new job at the end of the line."""
        write_job(job, self._owner.token)
        with self._lock:
            self._jobs[job.id] = job
            self._waiting.append(job.id)
        self._prune()

    def take(self) -> Job | None:
        """The first job in line, which now runs; None where none waits."""
        with self._lock:
            if not self._waiting:
                return None
            job = self._jobs[self._waiting.popleft()]
            job = self._jobs[job.id] = replace(job, status="running", started=dt.datetime.now(dt.UTC))
        self._keep(job)
        return job

    def report(self, identifier: str, progress: Progress) -> None:
        """Notes a report of the running job."""
        with self._lock:
            job = self._jobs[identifier] = self._jobs[identifier].after(progress)
        with logged_when_full():
            append_event(job.folder, progress)

    def finish(self, identifier: str, status: Status, error: UserError | None = None) -> None:
        """Ends a job, on disk before anyone hears of it; one that was asked to stop counts as cancelled."""
        with self._lock:
            if self._cancelled_at.pop(identifier, None) is not None:
                status, error = "cancelled", None
            job = replace(self._jobs[identifier], status=status, error=error, finished=dt.datetime.now(dt.UTC))
        self._keep(job)
        with self._lock:
            self._jobs[identifier] = job

    def cancel(self, identifier: str) -> None:
        """Ends a waiting job, or notes that the running one shall stop."""
        with self._lock:
            job = self._jobs.get(identifier)
            if job is not None and job.status == "running":
                self._cancelled_at.setdefault(identifier, time.monotonic())
            if identifier not in self._waiting:
                return
            self._waiting.remove(identifier)
        self.finish(identifier, "cancelled")

    def cancelled_at(self, identifier: str) -> float | None:
        """When the running job was asked to stop, by time.monotonic; None where it was not."""
        with self._lock:
            return self._cancelled_at.get(identifier)

    def remove(self, identifier: str) -> None:
        """Deletes a job that has ended, with its folder."""
        with self._lock:
            job = self._jobs.get(identifier)
            if job is None or job.active:
                return
            del self._jobs[identifier]
        # Without job.json it is no job any more, whatever of the folder withstands.
        (job.folder / JOB_FILE).unlink(missing_ok=True)
        shutil.rmtree(job.folder, ignore_errors=True)

    def close(self) -> None:
        """Marks what was not finished and gives the folder up."""
        for job in self.all():
            if job.active:
                self.finish(job.id, "interrupted")
        self._owner.release()

    def _keep(self, job: Job) -> None:
        with logged_when_full():
            write_job(job, self._owner.token)

    def _prune(self) -> None:
        """Deletes the oldest jobs that have ended, beyond those to keep."""
        ended = [job for job in self.all() if not job.active]
        for job in ended[config.KEPT_JOBS :]:
            self.remove(job.id)
