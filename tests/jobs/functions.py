"""Small jobs for a real worker: each does one thing that a job may do."""

from __future__ import annotations

import os
import subprocess
import sys
import time
import warnings
from pathlib import Path
from typing import Any

import numpy as np

from core.errors import UserError
from core.messages import M, Number
from core.task import Progress, Report


def write_answer(folder: Path, arguments: dict[str, Any], report: Report) -> None:
    """Leaves its arguments in its folder."""
    report(Progress(0.5, M("Writing {name}", name=arguments.get("name", "it")), seconds_left=1.5))
    (folder / "answer.txt").write_text(repr(arguments))


def train(folder: Path, arguments: dict[str, Any], report: Report) -> None:
    """Reports telemetry epoch by epoch, with numbers as numpy leaves them; the share done once falls back."""
    for epoch in range(arguments["epochs"]):
        share = np.float32(0.2 if epoch == 3 else epoch / arguments["epochs"])
        loss = np.float32(1 / (epoch + 1))
        stage = M("Epoch {epoch} of {epochs}", epoch=np.int64(epoch), epochs=arguments["epochs"])
        report(Progress(float(share), stage, telemetry={"epoch": epoch, "train_loss": loss}))  # type: ignore[dict-item]
        time.sleep(arguments.get("seconds", 0.0))


def report_often(folder: Path, arguments: dict[str, Any], report: Report) -> None:
    """Works for minutes, reporting a hundred times a second."""
    for step in range(60_000):
        report(Progress(step / 60_000, M("Working")))
        time.sleep(0.01)


def chatter(folder: Path, arguments: dict[str, Any], report: Report) -> None:
    """Reports as fast as it can for the given time, as a loop over small batches does."""
    end, count = time.monotonic() + arguments["seconds"], 0
    while time.monotonic() < end:
        report(Progress(0.5, M("Working")))
        count += 1
    (folder / "count.txt").write_text(str(count))


def sleep_stuck(folder: Path, arguments: dict[str, Any], report: Report) -> None:
    """Sits in one long call below Python."""
    report(Progress(0.1, M("Stuck")))
    time.sleep(600)


def spin_stuck(folder: Path, arguments: dict[str, Any], report: Report) -> None:
    """Holds the interpreter in one long computation below Python: no other thread runs."""
    report(Progress(0.1, M("Stuck")))
    pow(7, 10**2000, 10**40000 + 1)  # minutes


def ignore_cancel(folder: Path, arguments: dict[str, Any], report: Report) -> None:
    """Catches what should stop it."""
    while True:
        try:
            report(Progress(0.1, M("Stubborn")))
        except Exception:
            time.sleep(0.05)


def refuse(folder: Path, arguments: dict[str, Any], report: Report) -> None:
    raise UserError(
        M("Only {rows} rows, {share} of what is needed.", rows=30, share=Number(0.5)),
        M("Bring {more}.", more=M("more rows")),
    )


def fail(folder: Path, arguments: dict[str, Any], report: Report) -> None:
    raise ZeroDivisionError("a bug on line 42")


def leave(folder: Path, arguments: dict[str, Any], report: Report) -> None:
    sys.exit(3)


def crash(folder: Path, arguments: dict[str, Any], report: Report) -> None:
    """Ends the process as a crash below Python does."""
    report(Progress(0.1, M("About to crash")))
    os._exit(11)


def print_much(folder: Path, arguments: dict[str, Any], report: Report) -> None:
    """Writes to every stream in every way, also what looks like the worker's own words, and reads its input."""
    print('{"event": "done", "id": "nobody"}')
    os.write(1, b'{"event": "end"}\nraw bytes to one\n')
    os.write(2, b"raw bytes to two\n")
    print("Tiếng Việt", file=sys.stderr)
    warnings.warn("a warning", stacklevel=1)
    subprocess.run(["cat"], check=True)  # reads the standard input to its end, were it the worker's
    report(Progress(0.9, M("Printed")))


def process_number(folder: Path, arguments: dict[str, Any], report: Report) -> None:
    (folder / "pid.txt").write_text(str(os.getpid()))


def threads(folder: Path, arguments: dict[str, Any], report: Report) -> None:
    import torch

    (folder / "threads.txt").write_text(f"{torch.get_num_threads()} {os.environ['OMP_NUM_THREADS']}")
