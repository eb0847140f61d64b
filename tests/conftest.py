"""What every test gets: a fixed seed, one thread, a home folder of its own, and small series with known structure."""

from __future__ import annotations

import os
import random
from collections.abc import Callable, Iterator
from pathlib import Path

import numpy as np
import pandas as pd
import pytest
from playwright.sync_api import Browser

from core.data.series import Frequency, Provenance, Series
from tools.browser import chromium

# Small networks run slower on two threads; torch reads this when the first test imports it.
os.environ["OMP_NUM_THREADS"] = "1"


@pytest.fixture(autouse=True)
def unrolled_home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Nothing a test does reaches the runs, jobs and caches of whoever runs it."""
    home = tmp_path / "home"
    monkeypatch.setenv("UNROLLED_HOME", str(home))
    return home


@pytest.fixture(autouse=True)
def seeded() -> None:
    """The same numbers at every run, whichever tests ran before."""
    random.seed(0)
    np.random.seed(0)


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    """One headless Chromium for all tests: Playwright cannot be started twice in a process."""
    with chromium() as running:
        yield running


MakeSeries = Callable[..., Series]


@pytest.fixture
def make_series() -> MakeSeries:
    """A daily series of given values."""

    def make(
        values: np.ndarray, name: str = "test", seasons: tuple[int, ...] = (7,), start: str = "2020-01-01"
    ) -> Series:
        times = pd.date_range(start, periods=len(values), freq="D")
        frame = pd.DataFrame({"value": np.asarray(values, dtype=np.float64)}, index=times.rename("time"))
        frequency = Frequency("D", pd.Timedelta(days=1), seasons)
        return Series(name, frame, "value", frequency, Provenance("file", "made by a test"), "kg")

    return make


@pytest.fixture
def weekly_wave(make_series: MakeSeries) -> Series:
    """400 days of a weekly sine with noise a fifth of its height."""
    time = np.arange(400)
    noise = np.random.default_rng(1).normal(0, 0.2, 400)
    return make_series(10 + np.sin(2 * np.pi * time / 7) + noise, name="weekly wave")
