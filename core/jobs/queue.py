"""The queue of jobs that an app holds, one for all its sessions: submit, look, cancel."""

from __future__ import annotations

import atexit
import datetime as dt
import json
import shutil
import uuid
from collections.abc import Callable
from pathlib import Path
from typing import Any

from core import config
from core.jobs.job import Job
from core.jobs.kinds import KINDS
from core.jobs.supervisor import Supervisor
from core.jobs.table import JobTable
from core.messages import Message

WORKER_LOG = "worker.log"


def nothing(folder: Path) -> None:
    """Prepares nothing."""


class JobQueue:
    """Jobs run one at a time, in the order they came, in a worker process that stays warm between them.

    Jobs and their results lie in `folder` and outlive the app; one that was running or waiting when an app ended
    is "interrupted" when the next opens the folder. Every method may be called from any thread.
    start_worker: start the worker now, not with the first job.
    """

    def __init__(self, folder: Path | None = None, start_worker: bool = True) -> None:
        self.folder = (folder or config.jobs_folder()).resolve()
        self.folder.mkdir(parents=True, exist_ok=True)
        self._closed = False
        self._table = JobTable(self.folder)
        self._supervisor = Supervisor(self._table, self.folder / WORKER_LOG, start_worker)
        atexit.register(self.close)

    def submit(
        self, kind: str, arguments: dict[str, Any], title: Message, prepare: Callable[[Path], None] = nothing
    ) -> str:
        """Queues a job and returns its id.

        kind: a key of KINDS. arguments: plain JSON. prepare: writes what the job needs into its folder; where it
        raises there is no job.
        """
        if self._closed:
            raise RuntimeError("This job queue is closed.")
        if kind not in KINDS:
            raise ValueError(f"There is no kind of job called {kind!r}; there are {sorted(KINDS)}.")
        arguments = json.loads(json.dumps(arguments))  # what the job gets is what is on record
        identifier = uuid.uuid4().hex[:12]
        folder = self.folder / identifier
        folder.mkdir()
        try:
            prepare(folder)
            self._table.add(Job(identifier, kind, title, arguments, folder, dt.datetime.now(dt.UTC)))
        except BaseException:
            shutil.rmtree(folder, ignore_errors=True)
            raise
        self._supervisor.wake()
        return identifier

    def get(self, identifier: str) -> Job:
        """The job as it stands now, from memory; KeyError where there is none of that id."""
        return self._table.get(identifier)

    def jobs(self) -> list[Job]:
        """All jobs as they stand now, newest first."""
        return self._table.all()

    def cancel(self, identifier: str) -> None:
        """Stops a job within a second; one that has ended or is gone stays so."""
        self._table.cancel(identifier)
        self._supervisor.wake()

    def remove(self, identifier: str) -> None:
        """Deletes a job that has ended, with its results; one that waits or runs is left alone."""
        self._table.remove(identifier)

    @property
    def warm(self) -> bool:
        """Whether the worker has imported all it needs."""
        worker = self._supervisor.worker
        return worker is not None and worker.is_warm

    @property
    def worker_pid(self) -> int | None:
        """Process number of the worker; None where none lives."""
        worker = self._supervisor.worker
        return None if worker is None else worker.pid

    def close(self) -> None:
        """Ends the worker; jobs that wait or run become "interrupted"."""
        if self._closed:
            return
        self._closed = True
        atexit.unregister(self.close)
        self._supervisor.close()
        self._table.close()
