"""The two commands do what the README says; what they would run is asked of make itself."""

from __future__ import annotations

import os
import shutil
import subprocess
from pathlib import Path

import pytest

from tests.test_imports import ROOT


def planned(*arguments: str) -> str:
    """The commands that make would run."""
    done = subprocess.run(["make", "-n", *arguments], cwd=ROOT, capture_output=True, text=True, check=True)
    return done.stdout


def test_run_starts_the_app_on_the_port_that_is_asked_for() -> None:
    assert "streamlit run app.py --server.port 8501" in planned("run")
    asked = planned("run", "PORT=8600", "HEADLESS=true")
    assert "--server.port 8600" in asked
    assert "--server.headless true" in asked


def test_test_checks_style_types_arrows_and_everything_else() -> None:
    plan = planned("test")
    steps = [
        "install.sh",
        "ruff check .",
        "ruff format --check .",
        "mypy -p core",
        "lint-imports",
        "chromium.sh",
        "pytest",
    ]
    places = [plan.index(step) for step in steps]
    assert places == sorted(places)
    assert "-m " not in plan.split("pytest")[1]  # nothing is deselected


def test_the_continuous_integration_runs_make_test() -> None:
    script = ROOT / ".ci" / "run"
    assert os.access(script, os.X_OK)
    assert script.read_text().splitlines()[-1] == "make test"


@pytest.fixture
def bare_copy(tmp_path: Path) -> Path:
    """The installer and the requirements, without an environment."""
    for name in ("requirements.txt", "requirements-dev.txt"):
        shutil.copy(ROOT / name, tmp_path / name)
    shutil.copytree(ROOT / "tools", tmp_path / "tools")
    return tmp_path


def test_an_old_python_is_refused_in_one_sentence_and_leaves_nothing(bare_copy: Path) -> None:
    old = bare_copy / "python3.9"
    old.write_text("#!/bin/sh\nexit 1\n")
    old.chmod(0o755)
    command = ["tools/install.sh", "requirements.txt", str(old)]
    done = subprocess.run(command, cwd=bare_copy, capture_output=True, text=True, check=False)
    assert done.returncode == 1
    assert "needs Python 3.11 or newer" in done.stderr
    assert not (bare_copy / ".venv").exists()


def test_nothing_is_installed_twice(bare_copy: Path) -> None:
    """With the stamp of these requirements in place the installer asks nobody; with other requirements it would."""
    python = bare_copy / ".venv" / "bin" / "python"
    python.parent.mkdir(parents=True)
    python.write_text('#!/bin/sh\necho "$@" >> asked\n')
    python.chmod(0o755)
    command = ["tools/install.sh", "requirements-dev.txt"]
    subprocess.run(command, cwd=bare_copy, check=True, capture_output=True)
    first = (bare_copy / "asked").read_text()
    assert "pip install" in first
    assert "requirements-dev.txt" in first
    subprocess.run(command, cwd=bare_copy, check=True)
    subprocess.run(["tools/install.sh", "requirements.txt"], cwd=bare_copy, check=True)
    assert (bare_copy / "asked").read_text() == first
    with (bare_copy / "requirements.txt").open("a") as file:
        file.write("six==1.17.0\n")
    subprocess.run(command, cwd=bare_copy, check=True, capture_output=True)
    assert (bare_copy / "asked").read_text() != first
