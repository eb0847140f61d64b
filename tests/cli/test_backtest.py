"""`backtest`: its JSON and its options."""

from __future__ import annotations

import json
from pathlib import Path

from tests.cli.conftest import QUICK, Command


def test_it_forecasts_from_every_origin(command: Command, wave_csv: Path, tmp_path: Path) -> None:
    made = tmp_path / "out.json"
    options = ("--test-fraction", 0.1, "--step", 10, "--json", made)
    done = command("backtest", "--csv", wave_csv, *QUICK, *options)
    assert done.code == 0, done.err
    content = json.loads(made.read_text())
    # 300 rows, cut 270: origins 269, 279 and 289 leave five steps each
    assert content["origins"] == 3
    assert len(content["predictions"]) == 15
    assert content["predictions"][0]["origin"] == "2021-09-27T00:00:00"
    assert content["predictions"][0]["time"] == "2021-09-28T00:00:00"
    assert "3 origins from 2021-09-27 to 2021-10-17, trained once" in done.out


def test_it_can_train_again_at_each_origin(command: Command, wave_csv: Path) -> None:
    options = ("--test-fraction", 0.1, "--step", 20, "--refit", "always", "--json", "-")
    done = command("backtest", "--csv", wave_csv, *QUICK, *options)
    assert done.code == 0, done.err
    content = json.loads(done.out)
    assert content["refit"] == "always"
    assert content["origins"] == 2
    assert "trained again at each origin" in done.err
