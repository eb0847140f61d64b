"""`models`: saved runs go out to a file, come back equal, and are deleted."""

from __future__ import annotations

import json
from pathlib import Path

import torch

from core.store import load_run
from tests.cli.conftest import QUICK, Command


def test_no_runs_is_said_and_is_an_empty_list(command: Command) -> None:
    assert "No run is saved yet" in command("models", "list").out
    assert json.loads(command("models", "list", "--json", "-").out) == []


def test_a_run_goes_out_and_comes_back(command: Command, wave_csv: Path, tmp_path: Path) -> None:
    packed = tmp_path / "wave.zip"
    assert command("forecast", "--csv", wave_csv, *QUICK, "--save", "wave").code == 0
    before = load_run("wave")
    assert command("models", "export", "wave", packed).code == 0
    assert command("models", "delete", "wave").out == "Deleted wave.\n"
    assert json.loads(command("models", "list", "--json", "-").out) == []
    done = command("models", "import", packed, "--name", "wave again")
    assert (done.code, done.out) == (0, "Saved wave again.\n")
    after = load_run("wave again")
    assert all(torch.equal(after.state[name], weight) for name, weight in before.state.items())
    listed = command("models", "list").out
    assert "wave again" in listed
    assert "elman" in listed


def test_the_card_is_shown(command: Command, wave_csv: Path) -> None:
    assert command("forecast", "--csv", wave_csv, *QUICK, "--save", "wave").code == 0
    content = json.loads(command("models", "show", "wave", "--json", "-").out)
    assert content["model"] == "elman"
    assert content["card"]["horizon"] == 5
    assert "horizon" in command("models", "show", "wave").out


def test_a_file_that_is_no_run_is_refused(command: Command, tmp_path: Path) -> None:
    wrong = tmp_path / "wrong.zip"
    wrong.write_bytes(b"no zip at all")
    done = command("models", "import", wrong)
    assert done.code == 2
    assert len(done.err.splitlines()) == 1
