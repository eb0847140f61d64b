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
def test_it_starts_as_fast_as_an_import_of_pandas(arguments: tuple[str, ...]) -> None:
    """Half a second on a quiet machine; in processor time beside another program's, since machines differ."""

    def processor_seconds(*command: str) -> float:
        before = resource.getrusage(resource.RUSAGE_CHILDREN)
        subprocess.run([sys.executable, *command], capture_output=True, cwd=ROOT, check=True)
        after = resource.getrusage(resource.RUSAGE_CHILDREN)
        return after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime

    pairs = [(processor_seconds("-m", "core", *arguments), processor_seconds("-c", "import pandas")) for _ in range(3)]
    assert min(ours for ours, _ in pairs) < 1.5 * min(pandas for _, pandas in pairs)


@pytest.mark.parametrize(
    ("arguments", "unneeded"),
    [
        (["--help"], {"torch", "captum", "streamlit", "pandas"}),
        (["models", "list"], {"torch", "captum", "streamlit", "pandas"}),
        (["forecast", "--sample", "no-such"], {"torch", "captum", "streamlit"}),
    ],
)
def test_what_loads_slowly_stays_out_until_it_is_needed(arguments: list[str], unneeded: set[str]) -> None:
    program = f"import sys; from core.cli.app import main; main(sys.argv[1:])\nprint({unneeded!r} & set(sys.modules))"
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
