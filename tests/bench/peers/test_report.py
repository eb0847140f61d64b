"""The comparison's bookkeeping: parts run at different times come together, and what counts as reached is counted."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from bench.peers.exchange import Cost
from bench.peers.report import Entry, Results, report
from bench.peers.rows import REACH

COST = Cost(import_seconds=3.0, fit_seconds=5.0, fit_cpu_seconds=4.5, predict_seconds=0.1, peak_mb=400.0)
FAILED = Entry("2026-11-24 00:00", 1.0, failure="no module named x")


def good(series: str) -> Entry:
    """An entry that meets all three of what issue 4 asks for on a series."""
    scrps, seconds = REACH[series]
    return Entry("2026-11-24 00:00", 1.0, 0.9, scrps, 0.80, replace(COST, fit_seconds=seconds))


def line_of(results: Results, title: str) -> str:
    return next(line for line in report(results, "settings").splitlines() if line.startswith(title))


def test_parts_come_together_on_disk(tmp_path: Path) -> None:
    path = tmp_path / "peers.json"
    assert Results.read(path) == Results()
    Results().with_entry("naive", "seattle", good("seattle")).write(path)
    Results.read(path).with_entry("naive", "aapl", FAILED).with_entry("ours, gru", "aapl", good("aapl")).write(path)
    kept = Results.read(path).entries
    assert kept == {"naive": {"seattle": good("seattle"), "aapl": FAILED}, "ours, gru": {"aapl": good("aapl")}}


@pytest.mark.parametrize(
    ("change", "reached"),
    [
        ({}, 9),
        ({"scrps": REACH["aapl"][0] + 0.001}, 8),
        ({"cov80": 0.76}, 8),
        ({"cov80": 0.84}, 8),
        ({"cost": replace(COST, fit_seconds=REACH["aapl"][1] + 0.1)}, 8),
        ({"cost": None, "failure": "killed"}, 6),
    ],
)
def test_reached_counts_score_coverage_and_time_of_each_series(change: dict[str, object], reached: int) -> None:
    results = Results({"ours, lstm": {name: good(name) for name in REACH}})
    results = results.with_entry("ours, lstm", "aapl", replace(good("aapl"), **change))
    assert line_of(results, "ours, lstm").endswith(f"{reached} of 9")


def test_the_table_shows_what_failed_and_leaves_out_what_was_not_run() -> None:
    results = Results().with_entry("darts BlockRNN LSTM", "seattle", FAILED)
    cells = line_of(results, "darts BlockRNN LSTM").removeprefix("darts BlockRNN LSTM").split()
    assert cells == ["failed"] + ["-"] * 10
    assert "neuralforecast LSTM" not in report(results, "settings")


@pytest.mark.parametrize(("cpu", "mark"), [(4.9, "5.0"), (3.9, "5.0*")])
def test_a_fit_that_others_took_the_core_from_is_marked(cpu: float, mark: str) -> None:
    entry = replace(good("seattle"), cost=replace(COST, fit_cpu_seconds=cpu))
    assert line_of(Results({"ours, lstm": {"seattle": entry}}), "ours, lstm").split()[4] == mark
