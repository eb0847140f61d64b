"""A backtest without refit after training, and the worker's memory over a whole forecast: `python -m bench.backtest`.

Goals: 1,000 origins in under 1 s, a worker under 500 MB. "forecasts" is our network at all origins with its
calibration, "CPU" the processor's part of it, which a busy machine changes less; "with scores" adds the baselines,
the scores by step and the bootstrap.
"""

from __future__ import annotations

import statistics
import tempfile
import time
from functools import partial
from pathlib import Path

import numpy as np
import torch

from bench.jobs import seconds_until
from bench.machine import head, resident_megabytes, table
from bench.peers.cases import SETTINGS, load_series
from core.forecasting.evaluation import evaluate
from core.forecasting.forecaster import fit
from core.forecasting.types import ForecastSettings
from core.jobs import JobQueue
from core.messages import M
from core.models.registry import MODELS
from core.pipeline import forecast_arguments
from core.store.series import save_series

ORIGINS = 1000
ROUNDS, MEMORY_ROUNDS = 5, 2


def backtest_seconds(model: str) -> list[str]:
    """One row: seconds for 1,000 origins of the hourly series, the median of several."""
    series, horizon = load_series("hourly"), SETTINGS["hourly"].horizon
    fitted = fit(series, ForecastSettings(model=model, horizon=horizon))
    origins = np.arange(fitted.cut - 1, len(series) - horizon)[:ORIGINS]
    if len(origins) < ORIGINS:
        raise ValueError(f"The series offers {len(origins)} origins after its cut, not {ORIGINS}.")
    forecasts, spent, scores = [], [], []
    for _ in range(ROUNDS):
        began, busy = time.perf_counter(), time.process_time()
        predictions = fitted.predict(series, origins)
        spent.append(time.process_time() - busy)
        forecasts.append(time.perf_counter() - began)
        evaluate(series, fitted.cut, fitted.season, predictions)
        scores.append(time.perf_counter() - began)
    medians = [f"{statistics.median(seconds):.2f}" for seconds in (forecasts, spent, scores)]
    return [model, str(len(fitted.module.networks)), *medians]


def worker_memory(folder: Path) -> list[list[str]]:
    """Rows: memory of a warm worker, and over a forecast of each series with its scores and explanation."""
    queue = JobQueue(folder)
    seconds_until(lambda: queue.warm)
    assert queue.worker_pid is not None
    rows = [["warm", *_megabytes(queue.worker_pid)]]
    for number, (name, setting) in enumerate(MEMORY_ROUNDS * list(SETTINGS.items())):
        arguments = forecast_arguments(ForecastSettings(horizon=setting.horizon))
        identifier = queue.submit("forecast", arguments, M("Measured"), partial(save_series, load_series(name)))
        while queue.get(identifier).active:
            time.sleep(0.1)
        if queue.get(identifier).status != "done":
            raise RuntimeError(f"The forecast of {name} ended as {queue.get(identifier).status}.")
        rows.append([f"{number + 1}: after {name}", *_megabytes(queue.worker_pid)])
    queue.close()
    return rows


def _megabytes(pid: int) -> tuple[str, str]:
    """Memory now, and the most so far."""
    return f"{resident_megabytes(pid):.0f}", f"{resident_megabytes(pid, 'VmHWM'):.0f}"


def main() -> None:
    """Measures and prints both tables."""
    torch.set_num_threads(1)
    print(head(f"Backtest without refit: {ORIGINS} origins of the hourly series, 24 steps each, one thread"))
    rows = [["model", "networks", "forecasts s", "CPU s", "with scores s"]]
    print(table(rows + [backtest_seconds(model) for model in MODELS]))
    with tempfile.TemporaryDirectory() as folder:
        print("\n" + table([["worker", "MB now", "MB at most"], *worker_memory(Path(folder))]))


if __name__ == "__main__":
    main()
