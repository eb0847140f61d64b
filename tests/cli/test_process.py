"""The command line as a process: starts fast, imports little, and ends with the promised codes."""

from __future__ import annotations

import os
import resource
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]


def core(*arguments: str) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-m", "core", *arguments]
    return subprocess.run(command, capture_output=True, text=True, cwd=ROOT, check=False)


@pytest.mark.parametrize("arguments", [("--help",), ("models", "list"), ("forecast", "--help")])
def test_it_starts_within_a_second(arguments: tuple[str, ...]) -> None:
    def processor_seconds() -> float:
        """Of the command alone: the clock on the wall would measure whatever else the machine does."""
        before = resource.getrusage(resource.RUSAGE_CHILDREN)
        assert core(*arguments).returncode == 0
        after = resource.getrusage(resource.RUSAGE_CHILDREN)
        return after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime

    assert min(processor_seconds() for _ in range(3)) < 1.0


@pytest.mark.parametrize("arguments", [["--help"], ["models", "list"], ["forecast", "--sample", "no-such"]])
def test_torch_stays_out_until_there_is_something_to_train(arguments: list[str]) -> None:
    program = (
        "import sys; from core.cli.app import main; main(sys.argv[1:])\n"
        "print({'torch', 'captum', 'streamlit'} & set(sys.modules))"
    )
    done = subprocess.run(
        [sys.executable, "-c", program, *arguments], capture_output=True, text=True, cwd=ROOT, check=True
    )
    assert done.stdout.splitlines()[-1] == "set()"


def test_bad_input_ends_with_code_2_and_one_line() -> None:
    done = core("forecast", "--sample", "no-such")
    assert done.returncode == 2
    assert done.stdout == ""
    assert len(done.stderr.splitlines()) == 1


def test_an_interrupt_ends_at_once_without_a_traceback(wave_csv: Path, tmp_path: Path) -> None:
    made = tmp_path / "out.json"
    made.write_text("old")
    command = [sys.executable, "-m", "core", "forecast", "--csv", str(wave_csv), "--budget", "60", "--json", str(made)]
    process = subprocess.Popen(command, cwd=ROOT, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True)
    time.sleep(1.5)
    assert process.poll() is None
    os.kill(process.pid, signal.SIGINT)
    _, error = process.communicate(timeout=10)
    assert process.returncode == 130
    assert "Traceback" not in error
    assert made.read_text() == "old"
