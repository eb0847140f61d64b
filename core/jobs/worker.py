"""The worker process: `python -m core.jobs.worker`, one JSON object a line in and out.

In: {"do": "run", "id", "function", "folder", "arguments"} and {"do": "cancel", "id"}; the end of the input ends the
process. Out: {"event": "ready" | "warm"} and, with the job's id, "progress", "done", "cancelled" or "failed".
"""

from __future__ import annotations

import faulthandler
import importlib
import json
import os
import queue
import threading
import time
import traceback
from collections import deque
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any, TextIO

from core.errors import Cancelled, UserError
from core.jobs.codec import error_to_json, plain, progress_to_json
from core.jobs.job import LOG_FILE
from core.jobs.kinds import WARM, find_function
from core.jobs.memory import give_back
from core.messages import M, Message
from core.task import Progress

SECONDS_BETWEEN_REPORTS = 0.1
"""Reports without telemetry that follow sooner are not passed on."""

SECONDS_BEFORE_WARMING = 0.02
"""A job that comes within this time need not wait until the next module is imported."""


class Worker:
    """Takes jobs from `source` one after the other and tells `sink` about them."""

    def __init__(self, source: TextIO, sink: TextIO) -> None:
        self._source, self._sink = source, sink
        self._telling = threading.Lock()
        self._inbox: queue.Queue[dict[str, Any]] = queue.Queue()
        self._cancelled: str | None = None

    def work(self) -> None:
        """Runs until the input ends; imports what jobs need while there is none."""
        threading.Thread(target=self._listen, daemon=True).start()
        self._tell(event="ready")
        cold = deque(WARM)
        while True:
            try:
                order = self._inbox.get(timeout=SECONDS_BEFORE_WARMING if cold else None)
            except queue.Empty:
                warm_up(cold.popleft())
                if not cold:
                    self._tell(event="warm")
            else:
                self._run(order)

    def _listen(self) -> None:
        """Reads orders, also while a job computes."""
        try:
            for line in self._source:
                order = json.loads(line)
                if order["do"] == "cancel":
                    self._cancelled = order["id"]
                else:
                    self.tell_progress(order["id"], Progress(0.0, M("Starting")))
                    self._inbox.put(order)
        finally:
            os._exit(0)  # the app has ended, however it did: nobody waits for a result

    def _run(self, order: dict[str, Any]) -> None:
        """Runs one job and tells how it ended."""
        folder = Path(order["folder"])
        with output_to(folder / LOG_FILE):
            ending = self._ending(order, folder)
        give_back()
        self._tell(id=order["id"], **ending)

    def _ending(self, order: dict[str, Any], folder: Path) -> dict[str, Any]:
        reporter = Reporter(self, order["id"])
        try:
            find_function(order["function"])(folder, order["arguments"], reporter)
        except Cancelled:
            return {"event": "cancelled"}
        except UserError as error:
            return {"event": "failed", "error": error_to_json(error)}
        except BaseException as error:  # whatever a job raises, SystemExit too, the worker lives on
            traceback.print_exc()
            return {"event": "failed", "error": error_to_json(unforeseen(error, folder / LOG_FILE))}
        return {"event": "done"}

    def is_cancelled(self, job: str) -> bool:
        """Whether that job was asked to stop."""
        return self._cancelled == job

    def tell_progress(self, job: str, progress: Progress) -> None:
        """Passes a report on."""
        self._tell(event="progress", id=job, progress=progress_to_json(progress))

    def _tell(self, **content: Any) -> None:
        line = json.dumps(content, default=plain)
        with self._telling:
            self._sink.write(line + "\n")
            self._sink.flush()


class Reporter:
    """The report of one job: passes progress on, not too often, and stops the job when it was cancelled."""

    def __init__(self, worker: Worker, job: str) -> None:
        self._worker, self._job = worker, job
        self._told = -SECONDS_BETWEEN_REPORTS
        self._stage: Message | None = None

    def __call__(self, progress: Progress) -> None:
        if self._worker.is_cancelled(self._job):
            raise Cancelled
        now, stage = time.monotonic(), progress.stage
        if stage != self._stage:
            give_back()  # what one stage needed is no use to the next
        if progress.telemetry or stage != self._stage or now - self._told >= SECONDS_BETWEEN_REPORTS:
            self._told, self._stage = now, stage
            self._worker.tell_progress(self._job, progress)


def warm_up(module: str) -> None:
    """Imports a module ahead of time; one that fails is told in the log, and again by the job that needs it."""
    try:
        imported = importlib.import_module(module)
    except Exception:
        traceback.print_exc()
        return
    if module == "torch":
        imported.set_num_threads(1)  # small networks are slower on several


def unforeseen(error: BaseException, log: Path) -> UserError:
    """The sentence for an error that nobody foresaw."""
    return UserError(
        M("The job stopped at an unexpected error ({kind}).", kind=type(error).__name__),
        M("What happened is written down in {log}.", log=str(log)),
    )


@contextmanager
def output_to(path: Path) -> Iterator[None]:
    """Everything written to the standard streams goes into a file, from libraries below Python too."""
    before = os.dup(2)
    with path.open("ab") as file:
        os.dup2(file.fileno(), 1)
        os.dup2(file.fileno(), 2)
    try:
        yield
    finally:
        os.dup2(before, 1)
        os.dup2(before, 2)
        os.close(before)


def main() -> None:
    """Keeps the two ends of the conversation to itself, so that no print and no child can break it."""
    source = os.fdopen(os.dup(0), encoding="utf-8")
    sink = os.fdopen(os.dup(1), "w", encoding="utf-8")
    nothing = os.open(os.devnull, os.O_RDONLY)
    os.dup2(nothing, 0)
    os.close(nothing)
    os.dup2(2, 1)
    faulthandler.enable()  # a crash below Python leaves its stack in the log
    Worker(source, sink).work()


if __name__ == "__main__":
    main()
