"""Turns batches trained into a fraction done and an estimate of the seconds left."""

from __future__ import annotations

import time
from dataclasses import dataclass, field

from core.messages import Message
from core.task import Progress, Report
from core.training.allowance import Allowance
from core.training.loop import Epoch

SECONDS_BETWEEN_REPORTS = 0.1


@dataclass
class Meter:
    """Reports not more often than needed. limit: of the training, or time.monotonic() at which it must end."""

    report: Report
    limit: float | Allowance
    started: float = field(default_factory=time.monotonic)
    fraction: float = 0.0
    told: float = 0.0

    def tell(self, stage: Message, fraction: float, row: dict[str, float]) -> None:
        """Passes on a stage, the share of all work done and the numbers of an epoch, if any."""
        self.fraction = max(self.fraction, min(fraction, 1.0))
        now = time.monotonic()
        if not row and now - self.told < SECONDS_BETWEEN_REPORTS:
            return
        self.told = now
        spent = now - self.started
        left = spent * (1 - self.fraction) / self.fraction if self.fraction > 0.02 else None
        self.report(Progress(self.fraction, stage, left, row))


@dataclass(frozen=True)
class Watch:
    """Callbacks of one training run, which fills the progress from `start` on by `share`."""

    meter: Meter
    stage: Message
    start: float
    share: float

    def batch(self, done: float) -> None:
        """A batch is done; `done` is the share of this run."""
        self.meter.tell(self.stage, self.start + self.share * done, {})

    def epoch(self, row: dict[str, float]) -> None:
        """An epoch is done."""
        self.meter.tell(self.stage, self.meter.fraction, row)


def telemetry_row(network: int, epoch: Epoch) -> dict[str, float]:
    """One epoch of one network (numbered from 1) as plain numbers."""
    return {
        "network": float(network),
        "epoch": float(epoch.epoch),
        "train_loss": epoch.train_loss,
        "validation_loss": epoch.validation_loss,
        "gradient_norm": epoch.gradient_norm,
    }
