"""The app's end of a worker process: start it, send it orders, hear its answers, kill it."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import threading
from collections.abc import Callable
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parents[2]
END: dict[str, Any] = {"event": "end"}
"""The last answer of every worker: its process has ended."""

Hear = Callable[["WorkerProcess", dict[str, Any]], None]


class WorkerProcess:
    """A running worker. hear: called from a thread of its own with each answer, at last with END."""

    def __init__(self, log: Path, hear: Hear) -> None:
        with log.open("ab") as errors:
            self._process = subprocess.Popen(
                # -P: a folder "core" where the app was started must not stand in for this one.
                [sys.executable, "-P", "-m", "core.jobs.worker"],
                stdin=subprocess.PIPE,
                stdout=subprocess.PIPE,
                stderr=errors,
                encoding="utf-8",
                env=_environment(),
                start_new_session=True,  # Ctrl-C is for the app, which then ends its worker
            )
        self._hear = hear
        self.is_warm = False
        threading.Thread(target=self._listen, name="worker-answers", daemon=True).start()

    @property
    def pid(self) -> int:
        """Number of the process."""
        return self._process.pid

    @property
    def exit_code(self) -> int | None:
        """How it ended, negative for a signal; None while it lives."""
        return self._process.poll()

    def send(self, **order: Any) -> None:
        """Sends an order. One to a process that has just died is lost; its END is on the way."""
        assert self._process.stdin is not None
        try:
            self._process.stdin.write(json.dumps(order) + "\n")
            self._process.stdin.flush()
        except (BrokenPipeError, ConnectionResetError):
            return

    def kill(self) -> None:
        """Ends it at once, whatever it does."""
        self._process.kill()
        self._process.wait()

    def _listen(self) -> None:
        assert self._process.stdout is not None
        try:
            for line in self._process.stdout:
                self._hear(self, json.loads(line))
        finally:
            self._process.wait()
            self._hear(self, END)


def _environment() -> dict[str, str]:
    """One thread a process: small networks are slower on several, and one heap is enough for it.

    Compiled modules are kept, or torch takes 5 s.
    """
    alone = {"OMP_NUM_THREADS": "1", "MKL_NUM_THREADS": "1", "OPENBLAS_NUM_THREADS": "1", "MALLOC_ARENA_MAX": "1"}
    # Arrow's own pool keeps what it was given; the system's gives it back.
    environment = {**os.environ, **alone, "ARROW_DEFAULT_MEMORY_POOL": "system", "PYTHONUNBUFFERED": "1"}
    environment.pop("PYTHONDONTWRITEBYTECODE", None)
    before = environment.get("PYTHONPATH")
    environment["PYTHONPATH"] = os.pathsep.join([str(ROOT), *([before] if before else [])])
    return environment
