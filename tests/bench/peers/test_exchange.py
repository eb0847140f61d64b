"""What goes to a forecasting process and comes back: the case whole, the answer only in the right shape."""

from __future__ import annotations

import json
from dataclasses import fields
from pathlib import Path

import numpy as np
import pytest

from bench.peers.baselines import methods
from bench.peers.cases import SETTINGS, load_case
from bench.peers.exchange import LEVELS, Case, Cost, Fit, answer
from core.data.samples import load_sample
from core.forecasting.metrics import mase_scale


@pytest.fixture
def case() -> Case:
    """y = t, cut at 80, origins every 5 rows."""
    times = np.arange(100).astype("datetime64[D]").astype("datetime64[ns]")
    return Case("line", np.arange(100.0), times, 80, np.arange(79, 95, 5), 5, 1, 10)


def run(method: Fit, case: Case, folder: Path, monkeypatch: pytest.MonkeyPatch) -> np.ndarray:
    """What `answer` leaves for a method called "it"."""
    case.write(folder / "case.npz")
    monkeypatch.setattr("sys.argv", ["it", str(folder / "case.npz"), "it", str(folder / "answer.npz")])
    answer(lambda: {"it": method})
    with np.load(folder / "answer.npz") as file:
        return np.asarray(file["quantiles"])


def test_a_case_survives_the_file(case: Case, tmp_path: Path) -> None:
    case.write(tmp_path / "case.npz")
    again = Case.read(tmp_path / "case.npz")
    for field in fields(Case):
        np.testing.assert_array_equal(getattr(again, field.name), getattr(case, field.name))
    assert type(again.cut) is int
    assert type(again.name) is str


@pytest.mark.parametrize(
    ("name", "rows", "cut", "origins"),
    [("seattle", 1461, 1169, 20), ("hourly", 8760, 7008, 73), ("aapl", 3270, 2616, 130)],
)
def test_the_three_series_are_cut_as_issue_4_says(name: str, rows: int, cut: int, origins: int) -> None:
    case, setting = load_case(name), SETTINGS[name]
    assert (len(case.values), case.cut, len(case.origins)) == (rows, cut, origins)
    assert case.origins[0] == cut - 1
    assert set(np.diff(case.origins)) == {setting.horizon}
    assert case.origins[-1] + setting.horizon < rows
    scale = np.abs(case.values[case.season : case.cut] - case.values[: case.cut - case.season]).mean()
    assert mase_scale(case.values[: case.cut], case.season) == pytest.approx(scale)


def test_the_price_series_is_in_logarithms() -> None:
    np.testing.assert_allclose(np.exp(load_case("aapl").values), load_sample("aapl", "Adj Close").values)


def test_a_method_is_run_and_its_cost_is_the_last_line(
    case: Case, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    quantiles = run(methods()["point:naive"], case, tmp_path, monkeypatch)
    assert quantiles.shape == (4, 5, len(LEVELS))
    np.testing.assert_array_equal(quantiles, np.broadcast_to(case.origins[:, None, None], quantiles.shape))
    cost = Cost(**json.loads(capsys.readouterr().out.splitlines()[-1]))
    assert cost.peak_mb > 20
    assert cost.fit_seconds >= 0


def test_an_answer_of_another_shape_is_refused(case: Case, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    with pytest.raises(ValueError, match=r"\(4, 5\), not \(4, 5, 5\)"):
        run(lambda given: lambda: np.zeros((4, 5)), case, tmp_path, monkeypatch)
