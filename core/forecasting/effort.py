"""How much training fits a budget in seconds, from the size of the work alone.

The plan must not depend on a stop-watch: the same seed has to give the same numbers. It rests on the cost of a batch
on a slow shared core and leaves a part of the budget free; the watch only guards against a slower machine still.
"""

from __future__ import annotations

import math
from dataclasses import dataclass

from core.models.registry import model_entry

BATCH = 128
EPOCHS = 8
MOST_EPOCHS = 24
LEAST_BATCHES = 140
MOST_BATCHES_PER_EPOCH = 24
TRIAL_EPOCHS = 6
SLOW, TRIAL_MODEL = 4.0, "lstm"
"""Relative cost from which another network tries the forms: which suits is a matter of the data, and the few updates
that a slow network could afford tell nothing of it."""
MOST_TRIAL_BATCHES = 60
SHARE_PLANNED = 0.5
FLOPS_PER_SECOND = 1.0e10
SECONDS_PER_BATCH = 0.004
"""Of one slow core: an Elman network's products and sums a second, and the fixed cost of a batch."""


@dataclass(frozen=True)
class Effort:
    """networks: seeds averaged. epochs and batches_per_epoch: of each. seconds: estimate for all of it."""

    networks: int
    epochs: int
    batches_per_epoch: int
    seconds: float


@dataclass(frozen=True)
class Work:
    """Size of what is to be trained. batches_spent: already used on choosing the form."""

    model: str
    window: int
    features: int
    hidden: int
    training_windows: int
    batches_spent: int = 0


def batch_seconds(work: Work) -> float:
    """Estimated seconds of one update on a batch."""
    cost = model_entry(work.model).capabilities.relative_cost
    flops = 6.0 * BATCH * work.window * cost * work.hidden * (work.hidden + work.features)
    return flops / FLOPS_PER_SECOND + SECONDS_PER_BATCH


def planned(work: Work, budget_seconds: float, most_networks: int) -> Effort:
    """Epochs and networks for a budget: first one network's full schedule, then more networks."""
    one = batch_seconds(work)
    affordable = max(int(SHARE_PLANNED * budget_seconds / one) - work.batches_spent, 10)
    per_epoch = min(math.ceil(work.training_windows / BATCH), MOST_BATCHES_PER_EPOCH)
    epochs = max(EPOCHS, min(MOST_EPOCHS, math.ceil(LEAST_BATCHES / per_epoch)))
    if epochs * per_epoch > affordable:
        per_epoch = max(1, affordable // epochs)
        epochs = max(1, min(epochs, affordable // per_epoch))
    networks = max(1, min(most_networks, affordable // (epochs * per_epoch)))
    return Effort(networks, epochs, per_epoch, networks * epochs * per_epoch * one)


def trial_model(model: str) -> str:
    """The model that the forms are tried with."""
    return TRIAL_MODEL if model_entry(model).capabilities.relative_cost > SLOW else model


def trial_batches(work: Work, budget_seconds: float, forms: int) -> int:
    """Batches that trying one form may take: a quarter of what is planned, shared among the forms."""
    affordable = 0.25 * SHARE_PLANNED * budget_seconds / batch_seconds(work)
    return max(TRIAL_EPOCHS, min(MOST_TRIAL_BATCHES, int(affordable / max(forms, 1))))
