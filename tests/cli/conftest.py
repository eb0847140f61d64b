"""The command line called in this process, with what it printed."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import pandas as pd
import pytest

from core.cli.app import main


@dataclass(frozen=True)
class Done:
    """How a command ended."""

    code: int
    out: str
    err: str


Command = Callable[..., Done]


@pytest.fixture
def command(capsys: pytest.CaptureFixture[str]) -> Command:
    """Runs `python -m core …` without a new process."""

    def run(*arguments: object) -> Done:
        code = main([str(argument) for argument in arguments])
        printed = capsys.readouterr()
        return Done(code, printed.out, printed.err)

    return run


@pytest.fixture(scope="session")
def wave_csv(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """300 days of a weekly sine with a little noise."""
    time = np.arange(300)
    values = 10 + np.sin(2 * np.pi * time / 7) + np.random.default_rng(2).normal(0, 0.2, 300)
    path = tmp_path_factory.mktemp("csv") / "wave.csv"
    pd.DataFrame({"day": pd.date_range("2021-01-01", periods=300), "load": values}).to_csv(path, index=False)
    return path


SMALL = ("--model", "elman", "--horizon", "5")
QUICK = (*SMALL, "--budget", "0.5")
"""Options that train for a moment only."""
STEADY = (*SMALL, "--budget", "12")
"""Options that train for a second of their twelve: a slower machine must not cut it short and change the numbers."""
