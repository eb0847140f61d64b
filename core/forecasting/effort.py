"""How much training fits a budget in seconds, from the size of the work alone.

The plan must not depend on a stop-watch: the same seed has to give the same numbers. It rests on a cost per batch
measured once (bench/fit.py) and fills about half the budget; the watch only guards against a slower machine.
"""

from __future__ import annotations

import math
from dataclasses import dataclass

from core.models.registry import model_entry

BATCH = 128
EPOCHS = 15
LEAST_BATCHES = 150
MOST_BATCHES_PER_EPOCH = 32
MOST_NETWORKS = 3
SHARE_PLANNED = 0.5
FLOPS_PER_SECOND = 2.0e10
SECONDS_PER_BATCH = 0.003
"""Of one core of the machine the plan was measured on: an Elman network's products and sums a second, and the fixed
cost of a batch."""


@dataclass(frozen=True)
class Effort:
    """networks: seeds averaged. epochs and batches_per_epoch: of each. seconds: estimate for all of it."""

    networks: int
    epochs: int
    batches_per_epoch: int
    seconds: float


def batch_seconds(model: str, window: int, features: int, hidden: int) -> float:
    """Estimated seconds of one update on a batch."""
    cost = model_entry(model).capabilities.relative_cost
    flops = 6.0 * BATCH * window * cost * hidden * (hidden + features)
    return flops / FLOPS_PER_SECOND + SECONDS_PER_BATCH


def planned(model: str, window: int, features: int, hidden: int, training_windows: int, budget_seconds: float) -> Effort:
    """Epochs and networks for a budget: first one network's full schedule, then more networks."""
    one = batch_seconds(model, window, features, hidden)
    affordable = max(int(SHARE_PLANNED * budget_seconds / one), 10)
    per_epoch = min(math.ceil(training_windows / BATCH), MOST_BATCHES_PER_EPOCH)
    epochs = max(EPOCHS, min(2 * EPOCHS, math.ceil(LEAST_BATCHES / per_epoch)))
    if epochs * per_epoch > affordable:
        per_epoch = max(1, affordable // epochs)
        epochs = max(1, min(epochs, affordable // per_epoch))
    networks = max(1, min(MOST_NETWORKS, affordable // (epochs * per_epoch)))
    return Effort(networks, epochs, per_epoch, networks * epochs * per_epoch * one)
