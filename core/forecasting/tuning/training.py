"""How one setting is tried: a training short enough for many of them, scored in the series' unit."""

from __future__ import annotations

import math
from collections.abc import Callable
from dataclasses import dataclass, replace

import numpy as np
import torch

from core.forecasting import effort
from core.forecasting.fitting import Examples, example_losses, examples, new_network, train_network, training_settings
from core.forecasting.forecaster import PREDICTION_BATCH
from core.forecasting.tuning.space import Space
from core.forecasting.tuning.types import Choice
from core.forecasting.types import ForecastSettings
from core.models.network import Network
from core.training.allowance import Allowance
from core.training.loop import Epoch, TrainingResult, TrainingSettings

LEAST_EPOCHS, MOST_EPOCHS = 10, 30
BATCHES = 150
"""Of one trial: a number and not a time, since the same seed has to give the same trials; and no fewer than a forecast
takes at least, since the learning rate that suits a shorter training would be too high for it."""

OnEpoch = Callable[[Epoch, int], None]
"""Called with an epoch and how many there are to be."""


@dataclass(frozen=True)
class Tried:
    """A briefly trained network with its examples; result.best_validation is its CRPS in the series' unit."""

    result: TrainingResult
    network: Network
    shown: Examples

    @torch.no_grad()
    def losses(self) -> np.ndarray:
        """CRPS of each validation origin (N,), in the series' unit."""
        parts = torch.split(self.shown.validation, PREDICTION_BATCH)
        losses = [example_losses(self.network, tuple(part[rows] for part in self.shown.data)) for rows in parts]
        return torch.cat(losses).double().numpy()


def tried(
    choice: Choice,
    space: Space,
    settings: ForecastSettings,
    on_batch: Callable[[float], None],
    on_epoch: OnEpoch = lambda epoch, of: None,
    deadline: float | Allowance | None = None,
) -> Tried:
    """A choice trained with the seed of `settings`."""
    plan, wanted = space.plan(choice), choice.applied_to(settings)
    shown = in_units(examples(space.rows, plan))
    training = brief(wanted, len(shown.training))
    network = new_network(plan, wanted, wanted.seed)
    result = train_network(network, shown, training, on_batch, lambda epoch: on_epoch(epoch, training.epochs), deadline)
    return Tried(result, network, shown)


def brief(wanted: ForecastSettings, training_windows: int) -> TrainingSettings:
    """The training of one trial: about the same number of batches whatever was chosen."""
    per_epoch = min(math.ceil(training_windows / effort.BATCH), BATCHES // LEAST_EPOCHS)
    epochs = min(MOST_EPOCHS, math.ceil(BATCHES / per_epoch))
    return training_settings(wanted, epochs, per_epoch, wanted.seed)


def in_units(shown: Examples) -> Examples:
    """The same examples with validation losses in the series' unit, so that forms and windows can be compared."""
    past, known, context, target, weight = shown.data
    weight = torch.cat([weight[shown.training], shown.scale[shown.validation]])
    return replace(shown, data=(past, known, context, target, weight))
