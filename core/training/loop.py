"""The training loop: batches, one-cycle learning rate, clipping by norm, early stopping, telemetry, a deadline.

One-cycle schedule: L. N. Smith, "Super-convergence" (2018). Clipping: Pascanu, Mikolov and Bengio (2013).
"""

from __future__ import annotations

import math
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field

import torch
from torch import Tensor, nn

from core.training.adamw import AdamW, OneCycle
from core.training.allowance import Allowance, Stopped, ended

Batch = tuple[Tensor, ...]
FEWEST_STEPS = 5
"""Of the learning rate's cycle: a shorter one has no rise, and torch divides by its length."""


@dataclass(frozen=True)
class TrainingSettings:
    """epochs, batch: as usual. batches_per_epoch: cap, None for all. clip: largest gradient norm."""

    epochs: int = 15
    batch: int = 128
    batches_per_epoch: int | None = None
    learning_rate: float = 5e-3
    weight_decay: float = 1e-2
    clip: float = 1.0
    seed: int = 0


Arrange = Callable[[Tensor, int, torch.Generator], Sequence[Tensor]]
"""(rows, batch size, generator) -> the batches of one epoch, as many every time."""


def shuffled(rows: Tensor, batch: int, generator: torch.Generator) -> Sequence[Tensor]:
    """Batches of rows in random order."""
    return torch.split(rows[torch.randperm(len(rows), generator=generator)], batch)


@dataclass(frozen=True)
class Epoch:
    """What one pass over the training part gave."""

    epoch: int
    train_loss: float
    validation_loss: float
    gradient_norm: float


@dataclass
class TrainingResult:
    """best_validation: lowest validation loss; the module holds that epoch's weights. stopped: what ran out, if any."""

    best_validation: float
    best_epoch: int
    epochs: list[Epoch] = field(default_factory=list)
    stopped: Stopped = ""

    @property
    def cut_short(self) -> bool:
        """Whether the deadline came before the last epoch."""
        return bool(self.stopped)


def train(
    module: nn.Module,
    data: Batch,
    training: Tensor,
    validation: Tensor,
    loss: Callable[[nn.Module, Batch], Tensor],
    settings: TrainingSettings,
    on_batch: Callable[[float], None] = lambda share: None,
    on_epoch: Callable[[Epoch], None] = lambda epoch: None,
    deadline: float | Allowance | None = None,
    arrange: Arrange = shuffled,
) -> TrainingResult:
    """Fits `module` in place and leaves it with the weights of its best validation epoch.

    data: tensors with the same first dimension; training, validation: row numbers into them. loss: (module, batch)
    -> mean loss. arrange: cuts an epoch into batches, e.g. of like length (core.training.bucketed).
    deadline: an allowance, or time.monotonic(), after which the loop stops with what it has. The order of batches
    comes from settings.seed alone, so the same seed gives the same weights.
    """
    order = torch.Generator().manual_seed(settings.seed)
    per_epoch = math.ceil(len(training) / settings.batch)
    per_epoch = min(per_epoch, settings.batches_per_epoch or per_epoch)
    schedule = OneCycle(settings.learning_rate, max(per_epoch * settings.epochs + 1, FEWEST_STEPS))
    optimiser = AdamW(module.parameters(), schedule, settings.weight_decay)
    result = TrainingResult(math.inf, 0)
    best = {name: value.clone() for name, value in module.state_dict().items()}
    for epoch in range(1, settings.epochs + 1):
        batches = arrange(training, settings.batch, order)[:per_epoch]
        module.train()
        losses, norms = [], []
        for number, chosen in enumerate(batches):
            value, norm = _step(module, tuple(part[chosen] for part in data), loss, optimiser, settings.clip)
            losses.append(value)
            norms.append(norm)
            on_batch((epoch - 1 + (number + 1) / per_epoch) / settings.epochs)
            result.stopped = ended(deadline)
            if result.stopped:
                break
        held = validate(module, data, validation, loss)
        if held < result.best_validation:
            result.best_validation, result.best_epoch = held, epoch
            best = {name: tensor.clone() for name, tensor in module.state_dict().items()}
        result.epochs.append(Epoch(epoch, sum(losses) / len(losses), held, sum(norms) / len(norms)))
        on_epoch(result.epochs[-1])
        if result.cut_short:
            break
    module.load_state_dict(best)
    module.eval()
    return result


@torch.no_grad()
def validate(
    module: nn.Module, data: Batch, rows: Tensor, loss: Callable[[nn.Module, Batch], Tensor], batch: int = 128
) -> float:
    """Mean loss over `rows` of the data, in evaluation mode."""
    module.eval()
    total: float = sum(
        float(loss(module, tuple(part[chosen] for part in data))) * len(chosen) for chosen in torch.split(rows, batch)
    )
    return total / len(rows)


def _step(
    module: nn.Module,
    batch: Batch,
    loss: Callable[[nn.Module, Batch], Tensor],
    optimiser: AdamW,
    clip: float,
) -> tuple[float, float]:
    """One update; returns the loss and the gradient norm before clipping."""
    value = loss(module, batch)
    optimiser.forget_gradients()
    value.backward()  # type: ignore[no-untyped-call]
    norm = nn.utils.clip_grad_norm_(module.parameters(), clip)
    optimiser.update()
    return float(value.detach()), float(norm)
