"""--target a --target b: one forecast a column, named in the JSON; a run keeps all of them and brings them back."""

from __future__ import annotations

import json
from pathlib import Path

from tests.cli.conftest import QUICK, STEADY, Command


def test_two_columns_of_a_sample(command: Command, tmp_path: Path) -> None:
    result = tmp_path / "both.json"
    done = command("forecast", "--sample", "seattle-weather", "--target", "wind, temp_min", *QUICK, "--json", result)
    assert done.code == 0, done.err
    content = json.loads(result.read_text())
    assert content["target"] == "wind"
    (also,) = content["also"]
    assert (also["target"], also["series"]["unit"], len(also["forecast"])) == ("temp_min", "°C", 5)
    assert "seattle-weather: temp_min" in done.out


def test_a_column_that_is_not_there_is_told(command: Command) -> None:
    done = command("forecast", "--sample", "seattle-weather", "--target", "wind,snow", *QUICK)
    assert done.code == 2
    assert "no column “snow”" in done.err


BOTH = ("--target", "wind", "--target", "temp_min")


def test_a_run_of_two_columns_is_kept_and_forecasts_the_same_again(command: Command, tmp_path: Path) -> None:
    sample = ("--sample", "seattle-weather")
    made, again, one = (tmp_path / name for name in ("made.json", "again.json", "one.json"))
    done = command("forecast", *sample, *BOTH, "--save", "both", *STEADY, "--json", made)
    assert done.code == 0, done.err
    assert command("forecast", *sample, "--run", "both", "--json", again).code == 0
    first, second = (json.loads(path.read_text()) for path in (made, again))
    assert second["target"] == "wind"
    assert [also["target"] for also in second["also"]] == ["temp_min"]
    assert second["forecast"] == first["forecast"]
    assert second["also"][0]["forecast"] == first["also"][0]["forecast"]
    assert second["also"][0]["evaluation"]["skill"] == first["also"][0]["evaluation"]["skill"]
    assert {part["model"]["run"] for part in (first, second, *first["also"], *second["also"])} == {"both"}
    assert command("forecast", *sample, "--run", "both", "--target", "temp_min", "--json", one).code == 0
    assert json.loads(one.read_text())["forecast"] == first["also"][0]["forecast"]
    shown = command("models", "show", "both")
    assert "wind, temp_min" in shown.out
    wrong = command("forecast", *sample, "--run", "both", "--target", "precipitation")
    assert wrong.code == 2
    assert wrong.err.startswith("Error: The saved run both does not forecast “precipitation”. It forecasts wind, temp")


def test_a_backtest_looks_at_every_column_named(command: Command, tmp_path: Path) -> None:
    result = tmp_path / "both.json"
    done = command("backtest", "--sample", "seattle-weather", *BOTH, "--step", "60", *QUICK, "--json", result)
    assert done.code == 0, done.err
    content = json.loads(result.read_text())
    assert [content["target"], *(also["target"] for also in content["also"])] == ["wind", "temp_min"]
    assert content["origins"] == content["also"][0]["origins"]


def test_settings_are_searched_for_one_column_at_a_time(command: Command) -> None:
    done = command("tune", "--sample", "seattle-weather", *BOTH, "--seconds", "1")
    assert done.code == 2
    assert done.err.startswith("Error: Settings are searched for one column at a time, not for wind, temp_min.")
