"""Our forecaster beside the field on issue 4's three series: `bench/peers/run.sh [--only ours] [--series seattle]`.

Each method is fitted once on the first 80 %, in a process of its own with one thread, and forecasts h steps from
every h-th origin after that without refit. MASE scale: mean |y[t] - y[t - m]| of the first 80 %. sCRPS: mean over
the quantiles 0.1, 0.25, 0.5, 0.75, 0.9 of twice the pinball loss, over that scale. cov80: share of values between
the 0.1 and the 0.9 quantile. Parts run at different times come together in bench/results/peers.json.
"""

from __future__ import annotations

import argparse
import json
import os
import subprocess
import tempfile
from collections.abc import Sequence
from pathlib import Path

import numpy as np

from bench.peers.cases import SETTINGS, load_case
from bench.peers.exchange import LEVELS, Case, Cost, one_thread
from bench.peers.ours import BUDGET, SEED
from bench.peers.report import Entry, Results, now, report
from bench.peers.rows import GROUPS, ROWS, Row
from core.config import DEFAULT_BUDGET_SECONDS
from core.forecasting.metrics import mase_scale, score

RESULTS = Path("bench/results")
TIME_LIMIT = 600
"""Seconds after which a method is given up."""


def measure(row: Row, case: Case, folder: Path, settings: dict[str, str]) -> Entry:
    """One method on one series, in a process of its own; an entry with the reason where it fails."""
    sent, got = folder / "case.npz", folder / "answer.npz"
    case.write(sent)
    command = [row.python, "-m", row.module, str(sent), row.method, str(got)]
    load = os.getloadavg()[0]
    try:
        done = subprocess.run(
            command, env=one_thread() | settings, cwd=folder, capture_output=True, text=True, timeout=TIME_LIMIT
        )
    except subprocess.TimeoutExpired:
        return Entry(now(), load, failure=f"took more than {TIME_LIMIT} s")
    if done.returncode:
        return Entry(now(), load, failure=done.stderr.strip().splitlines()[-1][:200])
    cost = Cost(**json.loads(done.stdout.splitlines()[-1]))
    with np.load(got) as file:
        quantiles = file["quantiles"]
    actual = case.values[case.origins[:, None] + np.arange(1, case.horizon + 1)]
    scored = score(actual, quantiles, LEVELS, mase_scale(case.values[: case.cut], case.season))
    return Entry(now(), load, scored.mase, scored.crps, scored.coverage[0.8], cost)


def arguments(given: Sequence[str] | None = None) -> argparse.Namespace:
    """What to run."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--only", choices=GROUPS, action="append", help="these groups of rows alone")
    parser.add_argument("--rows", nargs="+", help="these methods alone, e.g. lstm gru AutoETS")
    parser.add_argument("--series", choices=list(SETTINGS), nargs="+", default=list(SETTINGS))
    parser.add_argument("--budget", type=float, default=DEFAULT_BUDGET_SECONDS, help="seconds, of ours")
    parser.add_argument("--seed", type=int, default=0, help="of ours")
    parser.add_argument("--results", type=Path, default=RESULTS, help="folder of peers.json and peers.txt")
    return parser.parse_args(given)


def main() -> None:
    """Measures what is asked for, one process after the other, and writes the table after each."""
    chosen = arguments()
    rows = [row for row in ROWS if row.group in (chosen.only or GROUPS)]
    rows = [row for row in rows if not chosen.rows or row.method in chosen.rows]
    settings = {BUDGET: str(chosen.budget), SEED: str(chosen.seed), "PYTHONPATH": os.getcwd()}
    results = Results.read(chosen.results / "peers.json")
    for name in chosen.series:
        case = load_case(name)
        for row in rows:
            if name == "aapl" and "seasonal" in row.method:
                continue  # without a season it is the naive forecast
            with tempfile.TemporaryDirectory() as folder:
                entry = measure(row, case, Path(folder), settings)
            print(f"{name:8} {row.title:26} {entry.line()}", flush=True)
            results = results.with_entry(row.title, name, entry)
            results.write(chosen.results / "peers.json")
    text = report(results, f"ours: one thread, budget {chosen.budget:g} s, seed {chosen.seed}")
    (chosen.results / "peers.txt").write_text(text + "\n")
    print("\n" + text)


if __name__ == "__main__":
    main()
