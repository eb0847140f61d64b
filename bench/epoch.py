"""Our training epoch beside a bare torch loop over the same network and windows, one thread: `python -m bench.epoch`.

Goal: at most 1.10. "same work" is a loop that clips and validates as ours does; "bare" draws batches, takes the loss
and steps, and does nothing else. The loops take turns, and each ratio is the median over the rounds.
"""

from __future__ import annotations

import statistics
import time
from collections.abc import Callable
from dataclasses import dataclass

import torch
from torch import Tensor, nn

from bench.machine import head, table
from bench.peers.cases import SETTINGS, load_series
from core.config import TEST_FRACTION
from core.forecasting import effort
from core.forecasting.cut import cut_position
from core.forecasting.fitting import Examples, examples, new_network, train_network
from core.forecasting.forecaster import rows_and_forms
from core.forecasting.parts import split
from core.forecasting.types import ForecastSettings
from core.models.network import Network
from core.training.loop import TrainingSettings

SERIES = ("seattle", "hourly")
MODELS = ("lstm", "gru", "elman", "mlp")
EPOCHS = 3
ROUNDS = 7
GOAL = 1.10


@dataclass(frozen=True)
class Work:
    """What all loops train: fresh networks with the same weights, on the same windows."""

    build: Callable[[], Network]
    shown: Examples

    def batches(self, generator: torch.Generator) -> list[tuple[Tensor, ...]]:
        """One epoch of shuffled batches."""
        rows = self.shown.training[torch.randperm(len(self.shown.training), generator=generator)]
        return [tuple(part[chosen] for part in self.shown.data) for chosen in torch.split(rows, effort.BATCH)]


def prepare(series_name: str, model: str) -> Work:
    """The last form that fitting would try on a series, which is the one with most inputs."""
    series, horizon = load_series(series_name), SETTINGS[series_name].horizon
    settings = ForecastSettings(model=model, horizon=horizon)
    cut = cut_position(len(series), TEST_FRACTION)
    rows, plans = rows_and_forms(series.head(cut), split(cut, horizon), settings, {})
    return Work(lambda: new_network(plans[-1], settings, seed=0), examples(rows, plans[-1]))


def ours(work: Work) -> float:
    """Seconds of an epoch of our loop."""
    network = work.build()
    began = time.perf_counter()
    train_network(network, work.shown, TrainingSettings(EPOCHS, effort.BATCH), lambda share: None)
    return (time.perf_counter() - began) / EPOCHS


def bare(work: Work, same_work: bool) -> float:
    """Seconds of an epoch of a loop as one would write it by hand. same_work: it clips and validates."""
    network, order = work.build(), torch.Generator().manual_seed(0)
    optimiser = torch.optim.AdamW(network.parameters(), lr=5e-3, weight_decay=1e-2)
    levels = torch.tensor(network.config.levels)
    held = tuple(part[work.shown.validation] for part in work.shown.data)

    def loss(past: Tensor, known: Tensor, context: Tensor, target: Tensor) -> Tensor:
        above = target[..., None] - network(past, known, context, target)
        return 2 * torch.maximum(levels * above, (levels - 1) * above).mean()

    began = time.perf_counter()
    for _ in range(EPOCHS):
        network.train()
        for past, known, context, target, *_ in work.batches(order):
            optimiser.zero_grad()
            loss(past, known, context, target).backward()  # type: ignore[no-untyped-call]
            if same_work:
                nn.utils.clip_grad_norm_(network.parameters(), 1.0)
            optimiser.step()
        if same_work:
            network.eval()
            with torch.no_grad():
                loss(*held[:4])
    return (time.perf_counter() - began) / EPOCHS


def compare(series: str, model: str) -> list[str]:
    """One row of the table; a first round that only warms up is left out."""
    work = prepare(series, model)
    loops: list[Callable[[], float]] = [lambda: ours(work), lambda: bare(work, True), lambda: bare(work, False)]
    rounds = [[loop() for loop in loops] for _ in range(ROUNDS + 1)][1:]
    epoch, same, least = (statistics.median(column) for column in zip(*rounds, strict=True))
    to_same = statistics.median(mine / other for mine, other, _ in rounds)
    to_least = statistics.median(mine / other for mine, _, other in rounds)
    windows = len(work.shown.training)
    milliseconds = [f"{1000 * value:.0f}" for value in (epoch, same, least)]
    return [series, model, str(windows), *milliseconds, f"{to_same:.2f}", f"{to_least:.2f}"]


def main() -> None:
    """Measures and prints the table."""
    torch.set_num_threads(1)
    print(head(f"Our epoch beside a bare torch loop, one thread, median of {ROUNDS} rounds, goal ≤ {GOAL:.2f}"))
    rows = [["series", "model", "windows", "ours ms", "same work ms", "bare ms", "ours / same work", "ours / bare"]]
    rows += [compare(series, model) for series in SERIES for model in MODELS]
    print(table(rows))


if __name__ == "__main__":
    main()
