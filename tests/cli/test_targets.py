"""--target a,b: one forecast a column, named in the JSON; a run that is kept or used has one column."""

from __future__ import annotations

import json
from pathlib import Path

from tests.cli.conftest import QUICK, Command


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


def test_a_run_to_keep_has_one_column(command: Command) -> None:
    done = command("forecast", "--sample", "seattle-weather", "--target", "wind,temp_min", "--save", "both", *QUICK)
    assert done.code == 2
    assert "one column" in done.err
