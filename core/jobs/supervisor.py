"""The thread that looks after the worker: hands it jobs, hears its reports, stops it, replaces it."""

from __future__ import annotations

import logging
import queue
import threading
import time
from pathlib import Path
from typing import Any

from core.errors import UserError
from core.jobs.codec import error_from_json, progress_from_json
from core.jobs.job import Job, Status
from core.jobs.kinds import KINDS
from core.jobs.process import WorkerProcess
from core.jobs.table import JobTable
from core.messages import M

log = logging.getLogger(__name__)

SECONDS_TO_STOP = 0.6
"""A cancelled job that has not stopped by then is killed with its worker."""

Answer = tuple[WorkerProcess, dict[str, Any]]


class Supervisor:
    """Runs the jobs of `table` one after the other. log: file for what the worker says outside of jobs."""

    def __init__(self, table: JobTable, log: Path, start_worker: bool) -> None:
        self._table, self._log = table, log
        self._start_worker = start_worker
        self._inbox: queue.SimpleQueue[Answer | None] = queue.SimpleQueue()
        self._closing = False
        self._worker: WorkerProcess | None = None
        self._current: Job | None = None
        self._told_to_stop = False
        self._thread = threading.Thread(target=self._supervise, name="jobs", daemon=True)
        self._thread.start()

    @property
    def worker(self) -> WorkerProcess | None:
        """The worker that lives now."""
        return self._worker

    def wake(self) -> None:
        """Makes it look at the table again."""
        self._inbox.put(None)

    def close(self) -> None:
        """Ends the worker and the thread."""
        self._closing = True
        self.wake()
        self._thread.join(timeout=1.0)

    def _supervise(self) -> None:
        while not self._closing:
            try:
                if self._start_worker:
                    self._start_worker, self._worker = False, self._new_worker()
                self._step()
            except Exception as error:  # no more processes, no more memory: the job fails, the queue lives on
                log.exception("The job queue met an error.")
                self._give_up(error)
        if self._worker is not None:
            self._worker.kill()

    def _step(self) -> None:
        """Waits for one thing to happen and does what follows from it."""
        try:
            answer = self._inbox.get(timeout=self._seconds_to_wait())
        except queue.Empty:
            answer = None
        if answer is not None and answer[0] is self._worker:  # a killed worker's last words count no more
            self._hear(*answer)
        self._stop_cancelled()
        self._take_next()

    def _hear(self, worker: WorkerProcess, answer: dict[str, Any]) -> None:
        event = answer["event"]
        if event == "warm":
            worker.is_warm = True
        elif event == "progress":
            self._table.report(answer["id"], progress_from_json(answer["progress"]))
        elif event in ("done", "cancelled"):
            self._finish_current(event)
        elif event == "failed":
            self._finish_current("failed", error_from_json(answer["error"]))
        elif event == "end":
            self._replace_dead(worker)

    def _replace_dead(self, worker: WorkerProcess) -> None:
        """The worker ended by itself: its job fails and a fresh one starts.

        One that died before it was warm and had no job would die again: the next starts when there is a job.
        """
        self._worker = None
        log.warning("The worker process %s ended with code %s.", worker.pid, worker.exit_code)
        needed = worker.is_warm or self._current is not None
        if self._current is not None:
            self._finish_current("failed", _died(worker, self._current.log))
        if needed:
            self._worker = self._new_worker()

    def _stop_cancelled(self) -> None:
        """Asks the running job to stop where the table says so, and kills it when it did not in time."""
        left = self._seconds_to_wait()
        if left is None or self._current is None or self._worker is None:
            return
        if not self._told_to_stop:
            self._worker.send(do="cancel", id=self._current.id)
            self._told_to_stop = True
        if left <= 0:
            self._worker.kill()
            self._finish_current("cancelled")
            self._worker = self._new_worker()

    def _seconds_to_wait(self) -> float | None:
        """Time left to a cancelled job; None, for ever, where nothing hurries."""
        asked = None if self._current is None else self._table.cancelled_at(self._current.id)
        return None if asked is None else max(0.0, asked + SECONDS_TO_STOP - time.monotonic())

    def _take_next(self) -> None:
        if self._current is not None:
            return
        self._current = job = self._table.take()
        if job is None:
            return
        if self._worker is None:
            self._worker = self._new_worker()
        self._told_to_stop = False
        self._worker.send(
            do="run", id=job.id, function=KINDS[job.kind], folder=str(job.folder), arguments=job.arguments
        )

    def _give_up(self, error: Exception) -> None:
        """Fails the running job after an error on this side; the next job gets a fresh worker."""
        worker, self._worker = self._worker, None
        if worker is not None:
            worker.kill()
        self._finish_current("failed", _not_possible(error))

    def _finish_current(self, status: Status, error: UserError | None = None) -> None:
        job, self._current = self._current, None
        if job is not None:
            self._table.finish(job.id, status, error)

    def _new_worker(self) -> WorkerProcess:
        return WorkerProcess(self._log, lambda worker, answer: self._inbox.put((worker, answer)))


def _died(worker: WorkerProcess, log: Path) -> UserError:
    return UserError(
        M("The background process ended in the middle of this job (exit code {code}).", code=worker.exit_code),
        M("Start it again. If that repeats, the machine may be short of memory; the log is {log}.", log=str(log)),
    )


def _not_possible(error: Exception) -> UserError:
    return UserError(
        M("The job could not be carried on: {reason}.", reason=f"{type(error).__name__}: {error}"),
        M("Close other programs if the machine is short of memory, then start it again."),
    )
