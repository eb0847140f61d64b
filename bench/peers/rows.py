"""The rows of the comparison: which method runs in which environment, and what issue 4 asks of ours."""

from __future__ import annotations

import os
import sys
from dataclasses import dataclass
from pathlib import Path
from typing import Literal

from core.models.registry import MODELS

Group = Literal["baselines", "peers", "ours"]
GROUPS: tuple[Group, ...] = ("baselines", "peers", "ours")

REACH = {"seattle": (0.49, 6.0), "hourly": (0.80, 15.0), "aapl": (0.735, 8.0)}
"""By series: the sCRPS and the seconds to fit that issue 4 asks for, at most."""
COVERAGE_REACH = (0.77, 0.83)


@dataclass(frozen=True)
class Row:
    """One line of the table. module: what answers for it; method: its name there."""

    group: Group
    title: str
    module: str
    method: str

    @property
    def python(self) -> str:
        """The Python of its environment; RuntimeError where the peers have none."""
        if self.group != "peers":
            return sys.executable
        found = Path(os.environ.get("UNROLLED_PEERS_VENV", ".venv-peers")) / "bin" / "python"
        if not found.exists():
            raise RuntimeError(f"There is no {found}; bench/peers/run.sh makes it.")
        return str(found)


def baseline(title: str, name: str) -> Row:
    """A row of the app's own baselines."""
    return Row("baselines", title, "bench.peers.baselines", name)


ROWS: tuple[Row, ...] = (
    baseline("naive, point", "point:naive"),
    baseline("naive", "naive"),
    baseline("seasonal naive, point", "point:seasonal_naive"),
    baseline("seasonal naive", "seasonal_naive"),
    baseline("our ETS baseline", "ets"),
    baseline("our Theta baseline", "theta"),
    Row("peers", "statsforecast AutoETS", "bench.peers.statistical", "AutoETS"),
    Row("peers", "statsforecast AutoTheta", "bench.peers.statistical", "AutoTheta"),
    Row("peers", "neuralforecast LSTM", "bench.peers.neural", "LSTM"),
    Row("peers", "neuralforecast GRU", "bench.peers.neural", "GRU"),
    Row("peers", "neuralforecast NHITS", "bench.peers.neural", "NHITS"),
    Row("peers", "darts BlockRNN LSTM", "bench.peers.darts_rnn", "BlockRNN"),
    *(Row("ours", f"ours, {name}", "bench.peers.ours", name) for name in MODELS),
)
