"""Time of one step of each cell on this machine, forwards and backwards, by torch's own kernels and threads."""

from __future__ import annotations

import statistics
import time

import torch

from core.labs.compared.cost import width
from core.labs.compared.names import CELLS
from core.models.registry import model_entry

BATCH, STEPS, ROUNDS = 32, 40, 7


def step_times(inputs: int, hidden: int, size: str) -> dict[str, list[float]]:
    """cell -> microseconds of one time step of a batch of BATCH sequences: forwards, and backwards; medians."""
    return {cell: list(_times(cell, inputs, width(cell, inputs, size, hidden))) for cell in CELLS}


def _times(cell: str, inputs: int, hidden: int) -> tuple[float, float]:
    encoder = model_entry(cell).build_encoder(inputs, hidden, 0)
    x, rounds = torch.randn(BATCH, STEPS, inputs), []
    for _ in range(ROUNDS + 2):
        start = time.perf_counter()
        states = encoder(x)
        middle = time.perf_counter()
        states.sum().backward()
        rounds.append((middle - start, time.perf_counter() - middle))
    ahead, back = zip(*rounds[2:], strict=True)  # the first ones pay for what torch sets up
    return statistics.median(ahead) * 1e6 / STEPS, statistics.median(back) * 1e6 / STEPS
