"""What the comparison hands to a forecasting process and gets back; read in both environments, so numpy alone.

A case goes over as one .npz file. The answer's quantiles come back as another, its times and memory as one line of
JSON, the last that the process prints.
"""

from __future__ import annotations

import argparse
import json
import os
import resource
import sys
import time
from collections.abc import Callable
from dataclasses import asdict, dataclass
from pathlib import Path

import numpy as np

LEVELS = (0.1, 0.25, 0.5, 0.75, 0.9)
"""Quantile levels that every method gives."""


@dataclass(frozen=True)
class Case:
    """A series to forecast. values: (T,) float64; times: (T,) datetime64[ns]; cut: rows that fitting may see.

    origins: (N,) last known rows, `horizon` apart. season: steps of the MASE scale and of what is told a season;
    window: past steps shown to the peers' networks.
    """

    name: str
    values: np.ndarray
    times: np.ndarray
    cut: int
    origins: np.ndarray
    horizon: int
    season: int
    window: int

    def write(self, path: Path) -> None:
        """Writes the case to one file."""
        np.savez(path, **asdict(self))

    @classmethod
    def read(cls, path: Path) -> Case:
        """The case that `write` wrote."""
        with np.load(path) as file:
            plain = {name: file[name].item() for name in ("name", "cut", "horizon", "season", "window")}
            return cls(**plain, values=file["values"], times=file["times"], origins=file["origins"])


@dataclass(frozen=True)
class Cost:
    """Wall seconds of importing, fitting and forecasting all origins; peak_mb: largest resident memory in MB.

    fit_cpu_seconds: of the processor, which a busy machine changes less.
    """

    import_seconds: float
    fit_seconds: float
    fit_cpu_seconds: float
    predict_seconds: float
    peak_mb: float


Predict = Callable[[], np.ndarray]
"""Gives the quantiles (N, h, Q) of all origins."""

Fit = Callable[[Case], Predict]
"""Fits on the rows before the cut."""


def answer(methods: Callable[[], dict[str, Fit]]) -> None:
    """The main function of a forecasting process: `CASE METHOD ANSWER`. methods: imports and lists what it can fit."""
    parser = argparse.ArgumentParser()
    parser.add_argument("case", type=Path)
    parser.add_argument("method")
    parser.add_argument("answer", type=Path)
    chosen = parser.parse_args()
    case = Case.read(chosen.case)
    began = time.perf_counter()
    fit = methods()[chosen.method]
    imported, spent = time.perf_counter(), time.process_time()
    predict = fit(case)
    fitted, spent = time.perf_counter(), time.process_time() - spent
    quantiles = predict()
    ended = time.perf_counter()
    expected = (len(case.origins), case.horizon, len(LEVELS))
    if quantiles.shape != expected:
        raise ValueError(f"{chosen.method} gave quantiles of shape {quantiles.shape}, not {expected}.")
    np.savez(chosen.answer, quantiles=quantiles)
    cost = Cost(imported - began, fitted - imported, spent, ended - fitted, peak_megabytes())
    print(json.dumps(asdict(cost)), flush=True)


def peak_megabytes() -> float:
    """Largest resident memory of this process so far; Linux counts it in kilobytes, macOS in bytes."""
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    return peak * (1 if sys.platform == "darwin" else 1024) / 1e6


def one_thread() -> dict[str, str]:
    """This environment with one thread a process, and compiled modules kept: without them torch takes 5 s to import."""
    environment = {**os.environ}
    environment.pop("PYTHONDONTWRITEBYTECODE", None)
    names = ("OMP_NUM_THREADS", "MKL_NUM_THREADS", "OPENBLAS_NUM_THREADS", "NUMBA_NUM_THREADS")
    return {**environment, **dict.fromkeys(names, "1")}
