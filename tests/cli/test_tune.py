"""`tune`: its JSON, the file that `forecast` takes, and what it refuses."""

from __future__ import annotations

import json
from pathlib import Path

from tests.cli.conftest import SMALL, Command


def test_what_it_writes_is_what_forecast_uses(command: Command, wave_csv: Path, tmp_path: Path) -> None:
    made, used = tmp_path / "tuned.json", tmp_path / "forecast.json"
    done = command("tune", "--csv", wave_csv, *SMALL, "--trials", 5, "--seconds", 60, "--json", made)
    assert done.code == 0, done.err
    content = json.loads(made.read_text())
    assert content["series"]["name"] == "wave"
    assert content["ended"] == "trials"
    assert [trial["number"] for trial in content["trials"]] == [1, 2, 3, 4, 5]
    assert content["crps"] <= content["crps_before"]
    assert "the test part was not looked at" in done.out

    done = command("forecast", "--csv", wave_csv, "--tuned", made, "--budget", 1, "--seed", 4, "--json", used)
    assert done.code == 0, done.err
    model = json.loads(used.read_text())["model"]
    assert (model["name"], model["seed"]) == (content["settings"]["model"], 4)
    assert len(json.loads(used.read_text())["forecast"]) == 5


def test_tuned_settings_bring_their_own_model(command: Command, wave_csv: Path, tmp_path: Path) -> None:
    made = tmp_path / "tuned.json"
    made.write_text(json.dumps({"settings": {"model": "gru", "horizon": 5}}))
    done = command("forecast", "--csv", wave_csv, "--tuned", made, "--model", "lstm")
    assert done.code == 2
    assert "bring their own model, horizon and columns" in done.err


def test_a_file_without_tuned_settings_is_refused(command: Command, wave_csv: Path, tmp_path: Path) -> None:
    for text in ("", "[]", "{}", '{"settings": {"hidden": "many"}}'):
        (tmp_path / "other.json").write_text(text)
        done = command("backtest", "--csv", wave_csv, "--tuned", tmp_path / "other.json")
        assert done.code == 2, text
        assert "holds no tuned settings" in done.err


def test_limits_out_of_bounds_are_refused(command: Command, wave_csv: Path) -> None:
    done = command("tune", "--csv", wave_csv, "--trials", 0)
    assert done.code == 2
    assert "number of trials is 0, outside 1 to 500" in done.err
