"""`examples`: a shipped example is made again and opens."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pandas as pd
import pytest

from core.cli.examples import EXAMPLES
from core.config import examples_folder
from core.data.samples import load_sample
from core.pipeline import load_outcome
from tests.cli.conftest import Command


def test_an_example_is_made_in_a_folder_and_replaces_the_old_one(command: Command, tmp_path: Path) -> None:
    old = tmp_path / "seattle-weather"
    old.mkdir()
    (old / "left-over").write_text("")
    done = command("examples", "--only", "seattle-weather", "--folder", tmp_path, "--budget", 0.5)
    assert done.code == 0, done.err
    outcome = load_outcome(tmp_path / "seattle-weather")
    assert outcome.settings.horizon == 14
    assert not (old / "left-over").exists()
    assert [path.name for path in tmp_path.iterdir() if path.is_dir() and path.name != "home"] == ["seattle-weather"]
    assert done.out.startswith("seattle-weather (")


@pytest.mark.parametrize("name", EXAMPLES)
def test_a_shipped_example_is_what_this_code_makes_of_its_model(name: str) -> None:
    """A change of the forecaster that the shipped examples do not know of shows here: `make examples` mends it."""
    outcome = load_outcome(examples_folder() / name)
    series = load_sample(EXAMPLES[name].sample)
    assert outcome.settings.horizon == EXAMPLES[name].horizon
    pd.testing.assert_frame_equal(outcome.series.frame, series.frame, check_freq=False)
    np.testing.assert_allclose(outcome.fitted().forecast(series).values, outcome.forecast.values, rtol=1e-4)
    size = sum(file.stat().st_size for file in outcome.folder.rglob("*") if file.is_file())
    assert size < 3e6
