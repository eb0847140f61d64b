"""`forecast`: the result, its reproducibility, saving and using a run again, and how bad input ends."""

from __future__ import annotations

import json
from pathlib import Path

import numpy as np
import pandas as pd
import pytest

from core.store import list_runs
from tests.cli.conftest import QUICK, STEADY, Command


def result(path: Path) -> dict:
    """A command's JSON without what a clock wrote."""
    content: dict = json.loads(path.read_text())
    content["model"].pop("train_seconds")
    return content


def test_a_file_is_forecast_and_summed_up(command: Command, wave_csv: Path, tmp_path: Path) -> None:
    made = tmp_path / "out.json"
    done = command("forecast", "--csv", wave_csv, "--time", "day", "--target", "load", *QUICK, "--json", made)
    assert done.code == 0, done.err
    content = json.loads(made.read_text())
    assert content["series"]["n"] == 300
    assert [entry["time"][:10] for entry in content["forecast"]] == [f"2021-10-{day}" for day in range(28, 32)] + [
        "2021-11-01"
    ]
    assert done.out.startswith(content["evaluation"]["verdict"])
    assert "seasonal" in content["evaluation"]["baselines"] or "seasonal_naive" in content["evaluation"]["baselines"]
    assert "Completeness error" in done.out


def test_same_seed_gives_the_same_json(command: Command, wave_csv: Path, tmp_path: Path) -> None:
    first, second, other = (tmp_path / f"{name}.json" for name in ("first", "second", "other"))
    for path, seed in ((first, 4), (second, 4), (other, 5)):
        assert command("forecast", "--csv", wave_csv, *STEADY, "--seed", seed, "--json", path).code == 0
    assert result(first) == result(second)
    assert result(first)["forecast"] != result(other)["forecast"]


def test_json_on_standard_output_leaves_it_clean(command: Command, wave_csv: Path) -> None:
    done = command("forecast", "--csv", wave_csv, *QUICK, "--json", "-")
    content = json.loads(done.out)
    assert content["evaluation"]["verdict"] in done.err.splitlines()


def test_a_saved_run_forecasts_again_without_training(command: Command, wave_csv: Path, tmp_path: Path) -> None:
    saved, again = tmp_path / "saved.json", tmp_path / "again.json"
    assert command("forecast", "--csv", wave_csv, *QUICK, "--save", "wave", "--json", saved).code == 0
    assert [run.name for run in list_runs()] == ["wave"]
    assert command("forecast", "--csv", wave_csv, "--run", "wave", "--json", again).code == 0
    assert result(saved) == result(again)
    assert result(again)["model"]["run"] == "wave"


def test_a_sample_can_be_forecast(command: Command, tmp_path: Path) -> None:
    made = tmp_path / "out.json"
    done = command("forecast", "--sample", "seattle-weather", "--target", "wind", *QUICK, "--json", made)
    assert done.code == 0, done.err
    assert json.loads(made.read_text())["series"]["n"] == 1461


def test_the_explained_step_can_be_chosen(command: Command, wave_csv: Path) -> None:
    done = command("forecast", "--csv", wave_csv, *QUICK, "--explain-step", 3, "--json", "-")
    assert json.loads(done.out)["explanation"]["target_step"] == 3


def test_quantile_method_and_reference_can_be_chosen_and_are_checked(command: Command, wave_csv: Path) -> None:
    asked = ("--explain-quantile", 0.9, "--explain-method", "occlusion", "--explain-reference", "persistence")
    done = command("forecast", "--csv", wave_csv, *QUICK, "--explain", *asked, "--json", "-")
    content = json.loads(done.out)
    found = content["explanation"]
    assert [found[name] for name in ("quantile", "method", "reference")] == [0.9, "occlusion", "persistence"]
    assert found["output"] == pytest.approx(content["forecast"][0]["quantiles"]["0.9"], rel=1e-5)
    checks = found["checks"]
    assert checks["trust"] in ("yes", "caution", "no")
    assert checks["sentence"] in done.err.splitlines()
    assert len(checks["stability"]["correlations"]) == 20
    total = sum(cause["value"] for cause in found["attributions"])
    assert sum(checks["by_kind"].values()) == pytest.approx(total)


BAD_OPTIONS = [
    (("forecast", "--sample", "aapl", "--explain-step", "99"), "no step 99"),
    (("forecast", "--sample", "aapl", "--explain-method", "magic"), "no explanation method called “magic”"),
    (("forecast", "--sample", "aapl", "--explain-quantile", "0.33"), "no quantile 0.33"),
    (("forecast", "--sample", "aapl", "--explain-reference", "zeros"), "no reference called “zeros”"),
    (("forecast",), "exactly one source and was given 0"),
    (("forecast", "--sample", "aapl", "--stock", "AAPL"), "exactly one source and was given 2"),
    (("forecast", "--sample", "aapl", "--horizon", "0"), "horizon is 0, outside 1 to 500"),
    (("forecast", "--sample", "aapl", "--horizon", "two"), "--horizon"),
    (("forecast", "--sample", "aapl", "--budget", "-1"), "outside 0.1 to 3,600"),
    (("forecast", "--sample", "aapl", "--model", "prophet"), "no model called “prophet”"),
    (("forecast", "--sample", "no-such"), "no-such"),
    (("forecast", "--sample", "aapl", "--target", "Shoes"), "Shoes"),
    (("forecast", "--csv", "/no/such/file.csv"), "There is no file /no/such/file.csv."),
    (("forecast", "--sample", "aapl", "--run", "nobody"), "nobody"),
    (("forecast", "--sample", "aapl", "--run", "kept", "--horizon", "3"), "brings its own model"),
    (("forecast", "--sample", "aapl", "--json", "/no/such/folder/out.json"), "cannot be written"),
    (("forecast", "--weather", "Xyzzyville"), "No place called “Xyzzyville”"),
    (("forecast", "--unheard-of"), "--unheard-of"),
    (("backtest", "--sample", "aapl", "--refit", "weekly"), "--refit"),
    (("backtest", "--sample", "aapl", "--step", "0"), "cannot stand 0 rows apart"),
    (("backtest", "--sample", "aapl", "--test-fraction", "1.5"), "share of the test part is 1.5"),
    (("models", "show", "nobody"), "No run called nobody"),
    (("models", "export", "nobody", "/tmp/never-written.zip"), "nobody"),
    (("models", "delete", "nobody"), "nobody"),
    (("examples", "--only", "mars"), "no example mars"),
    (("dance",), "dance"),
]


@pytest.mark.parametrize(("arguments", "words"), BAD_OPTIONS, ids=[" ".join(case[0]) for case in BAD_OPTIONS])
def test_bad_input_ends_with_one_line_and_code_2(command: Command, arguments: tuple[str, ...], words: str) -> None:
    done = command(*arguments)
    assert done.code == 2
    assert done.out == ""
    assert words in done.err
    assert done.err.startswith("Error: ")
    assert len(done.err.splitlines()) == 1
    assert "Traceback" not in done.err


BAD_FILES = [
    ("", "empty"),
    ("day,load\n", "row"),
    ("day,load\n2021-01-01,1\n", "row"),
    ("a,b\nx,1\ny,2\n", "time"),
]


@pytest.mark.parametrize(("content", "words"), BAD_FILES)
def test_a_bad_file_leaves_the_old_result_alone(command: Command, tmp_path: Path, content: str, words: str) -> None:
    data, made = tmp_path / "data.csv", tmp_path / "out.json"
    data.write_text(content)
    made.write_text('{"kept": true}')
    done = command("forecast", "--csv", data, "--json", made)
    assert done.code == 2
    assert words in done.err.lower()
    assert made.read_text() == '{"kept": true}'
    assert sorted(path.name for path in tmp_path.iterdir()) == ["data.csv", "home", "out.json"] or (
        sorted(path.name for path in tmp_path.iterdir()) == ["data.csv", "out.json"]
    )


def test_a_name_that_is_taken_is_refused_before_training(command: Command, wave_csv: Path) -> None:
    assert command("forecast", "--csv", wave_csv, *QUICK, "--save", "twice").code == 0
    done = command("forecast", "--csv", wave_csv, *QUICK, "--save", "twice")
    assert done.code == 2
    assert "A run called twice is saved already." in done.err


def test_a_covariate_known_ahead_comes_from_rows_without_a_target(command: Command, tmp_path: Path) -> None:
    """Sales are three times the offers, and the offers of the next five days stand in the file."""
    offers = np.random.default_rng(3).integers(0, 10, 305)
    sales = [f"{3 * offer + 0.1}" for offer in offers[:300]] + [""] * 5
    days = pd.date_range("2021-01-01", periods=305)
    path = tmp_path / "sales.csv"
    pd.DataFrame({"day": days, "sales": sales, "offers": offers}).to_csv(path, index=False)
    made = tmp_path / "out.json"
    source = ("--csv", path, "--time", "day", "--target", "sales")
    assert command("forecast", *source, *STEADY, "--covariate", "offers=known", "--json", made).code == 0
    content = json.loads(made.read_text())
    medians = [step["quantiles"]["0.5"] for step in content["forecast"]]
    np.testing.assert_allclose(medians, 3 * offers[300:] + 0.1, atol=4)
    assert "offers" in {cause["feature"] for cause in content["explanation"]["attributions"]}


@pytest.mark.parametrize(
    ("covariate", "says"),
    [
        ("load2", "no column “load2”"),
        ("load=soon", "“soon” does not say how far ahead"),
        ("load", "cannot be an input beside itself"),
    ],
)
def test_a_wrong_covariate_is_one_sentence(command: Command, wave_csv: Path, covariate: str, says: str) -> None:
    done = command("forecast", "--csv", wave_csv, *QUICK, "--covariate", covariate)
    assert done.code == 2
    assert says in done.err
    assert "Traceback" not in done.err
