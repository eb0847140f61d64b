"""Fitting: the form is chosen on the validation part, then a few networks are trained in it."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field, replace

import numpy as np
import pandas as pd
import torch
from torch import Tensor, nn

from core import config
from core.forecasting import effort, inputs
from core.forecasting.inputs import InputPlan
from core.forecasting.module import normalise
from core.forecasting.parts import Parts
from core.forecasting.types import ForecastSettings
from core.messages import M, Message
from core.models.quantile_network import NetworkConfig, QuantileNetwork
from core.task import Progress, Report
from core.training.loop import Batch, Epoch, TrainingSettings, train, validate

MOST_TRAINING_WINDOWS = 20_000
SECONDS_BETWEEN_REPORTS = 0.1


@dataclass(frozen=True)
class Fitted:
    """Networks of the chosen form, with what training showed."""

    plan: InputPlan
    networks: list[QuantileNetwork]
    telemetry: list[dict[str, float]]
    trials: dict[str, float]
    cut_short: bool


@dataclass(frozen=True)
class Rows:
    """Past of a series as the trainer may see it: values (cut,), times, and the parts they fall into."""

    values: np.ndarray
    times: pd.DatetimeIndex
    parts: Parts


@dataclass(frozen=True)
class Examples:
    """Normalised windows of one form; data: past, known, context, target, weight, with row numbers of the parts."""

    data: Batch
    training: Tensor
    validation: Tensor


def pinball_loss(network: nn.Module, batch: Batch) -> Tensor:
    """Twice the pinball loss, mean over steps and levels, weighted by example: the CRPS in window scales."""
    past, known, context, target, weight = batch
    quantiles = network(past, known, context)  # (B, h, Q)
    levels = quantiles.new_tensor(network.config.levels)  # type: ignore[union-attr]
    above = target[..., None] - quantiles
    loss = 2 * torch.maximum(levels * above, (levels - 1) * above).mean((1, 2))  # (B,)
    return (loss * weight).mean()


def examples(rows: Rows, plan: InputPlan) -> Examples:
    """Training and validation windows of a form; at most MOST_TRAINING_WINDOWS, evenly spread."""
    training = rows.parts.training_origins(plan.first_origin, plan.horizon)
    if len(training) > MOST_TRAINING_WINDOWS:
        training = training[np.linspace(0, len(training) - 1, MOST_TRAINING_WINDOWS).astype(int)]
    validation = rows.parts.validation_origins(plan.horizon)
    origins = np.concatenate([training, validation])
    raw = inputs.gather(rows.values, rows.times, origins, plan)
    ready = normalise(torch.from_numpy(raw.past), torch.from_numpy(raw.known), plan)
    actual = torch.from_numpy(inputs.targets(rows.values, origins, plan.horizon))
    target = ((actual - ready.base) / ready.scale[:, None]).float()
    data = (ready.past, ready.known, ready.context, target, torch.ones(len(origins)))
    split = len(training)
    return Examples(data, torch.arange(split), torch.arange(split, len(origins)))


def fit_networks(rows: Rows, plans: list[InputPlan], wanted: ForecastSettings, report: Report) -> Fitted:
    """Chooses among `plans` on the validation part and trains the networks of the chosen one."""
    meter = _Meter(report, deadline=time.monotonic() + wanted.budget_seconds)
    plan, trials, spent = _choose(rows, plans, wanted, meter)
    shown = examples(rows, plan)
    size = replace(_work(plan, wanted.model), training_windows=len(shown.training), batches_spent=spent)
    work = effort.planned(size, wanted.budget_seconds, wanted.networks)
    networks: list[QuantileNetwork] = []
    telemetry: list[dict[str, float]] = []
    cut_short = False
    for number in range(work.networks):
        stage = M("Training network {number} of {total}", number=number + 1, total=work.networks)
        watch = meter.stage(
            stage,
            meter.trial_share + (1 - meter.trial_share) * number / work.networks,
            (1 - meter.trial_share) / work.networks,
            telemetry,
            number,
        )
        network = new_network(plan, wanted.model, wanted.seed + number)
        settings = TrainingSettings(work.epochs, effort.BATCH, work.batches_per_epoch, seed=wanted.seed + number)
        result = train(
            network,
            shown.data,
            shown.training,
            shown.validation,
            pinball_loss,
            settings,
            watch.batch,
            watch.epoch,
            meter.deadline,
        )
        if result.cut_short and networks:
            cut_short = True
            break
        networks.append(network)
        cut_short = cut_short or result.cut_short
        if cut_short:
            break
    return Fitted(plan, networks, telemetry, trials, cut_short)


def new_network(plan: InputPlan, model: str, seed: int) -> QuantileNetwork:
    """A fresh network for a plan, its weights drawn from `seed` alone."""
    settings = NetworkConfig(
        encoder=model,
        window=plan.window,
        horizon=plan.horizon,
        past=len(plan.past_names) - (1 if plan.seasonal else 0),
        known=len(plan.known_names) - (1 if plan.seasonal else 0),
        context=2,
        levels=config.QUANTILES,
        highway=plan.seasonal,
    )
    with torch.random.fork_rng(devices=[]):
        torch.manual_seed(seed)
        return QuantileNetwork(settings)


def _work(plan: InputPlan, model: str) -> effort.Work:
    """What one update of a network of this plan costs, but for the number of windows."""
    return effort.Work(model, plan.window, len(plan.past_names), NetworkConfig.hidden, 0)


def _choose(
    rows: Rows, plans: list[InputPlan], wanted: ForecastSettings, meter: _Meter
) -> tuple[InputPlan, dict[str, float], int]:
    """The plan with the lowest validation CRPS in the series' unit, the loss of each tried, the batches spent."""
    if len(plans) == 1:
        meter.trial_share = 0.0
        return plans[0], {}, 0
    trials: dict[str, float] = {}
    chosen, lowest, spent = plans[0], np.inf, 0
    share = meter.trial_share / len(plans)
    for number, plan in enumerate(plans):
        watch = meter.stage(M("Choosing the form of the forecast"), share * number, share, None, number)
        batches = effort.trial_batches(_work(plan, wanted.model), wanted.budget_seconds, len(plans))
        loss = _trial(rows, plan, wanted, batches, watch.batch)
        spent += batches
        trials[describe(plan)] = loss
        if loss < lowest:
            chosen, lowest = plan, loss
    return chosen, trials, spent


def _trial(
    rows: Rows, plan: InputPlan, wanted: ForecastSettings, batches: int, on_batch: Callable[[float], None]
) -> float:
    """Validation CRPS of a briefly trained network of this form, in the series' unit."""
    shown = examples(rows, plan)
    network = new_network(plan, wanted.model, wanted.seed)
    epochs = effort.TRIAL_EPOCHS
    settings = TrainingSettings(epochs, effort.BATCH, max(1, batches // epochs), seed=wanted.seed)
    train(network, shown.data, shown.training, shown.validation, pinball_loss, settings, on_batch)
    raw = inputs.gather(rows.values, rows.times, rows.parts.validation_origins(plan.horizon), plan)
    scale = normalise(torch.from_numpy(raw.past), torch.from_numpy(raw.known), plan).scale.float()
    weights = torch.cat([torch.ones(len(shown.training)), scale])
    return validate(network, (*shown.data[:4], weights), shown.validation, pinball_loss)


def describe(plan: InputPlan) -> str:
    """A plan's form in a few words, for the card."""
    words = f"seasonal residual ({plan.season} steps)" if plan.seasonal else "last value"
    return f"{words} + calendar ({', '.join(plan.cycles)})" if plan.cycles else words


@dataclass
class _Watch:
    """Callbacks for one training run that occupies a slice of the whole progress."""

    meter: _Meter
    stage: Message
    start: float
    share: float
    telemetry: list[dict[str, float]] | None
    network: int

    def batch(self, done: float) -> None:
        self.meter.tell(self.stage, self.start + self.share * done, {})

    def epoch(self, epoch: Epoch) -> None:
        if self.telemetry is None:
            return
        row = {
            "network": float(self.network + 1),
            "epoch": float(epoch.epoch),
            "train_loss": epoch.train_loss,
            "validation_loss": epoch.validation_loss,
            "gradient_norm": epoch.gradient_norm,
        }
        self.telemetry.append(row)
        self.meter.tell(self.stage, self.meter.fraction, row)


@dataclass
class _Meter:
    """Turns batches into a fraction and an estimate of the seconds left, not more often than needed."""

    report: Report
    deadline: float
    trial_share: float = 0.3
    started: float = field(default_factory=time.monotonic)
    fraction: float = 0.0
    told: float = 0.0

    def stage(
        self, stage: Message, start: float, share: float, telemetry: list[dict[str, float]] | None, network: int
    ) -> _Watch:
        return _Watch(self, stage, start, share, telemetry, network)

    def tell(self, stage: Message, fraction: float, row: dict[str, float]) -> None:
        self.fraction = max(self.fraction, min(fraction, 1.0))
        now = time.monotonic()
        if not row and now - self.told < SECONDS_BETWEEN_REPORTS:
            return
        self.told = now
        spent = now - self.started
        left = spent * (1 - self.fraction) / self.fraction if self.fraction > 0.02 else None
        self.report(Progress(self.fraction, stage, left, row))


def chunks(count: int, size: int) -> Iterator[slice]:
    """Slices of at most `size` that cover `count` rows."""
    return (slice(start, start + size) for start in range(0, count, size))
