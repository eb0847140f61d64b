"""Fitting: the form is chosen on the validation part, then a few networks are trained in it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace

import numpy as np
import pandas as pd
import torch
from torch import Tensor, nn

from core import config
from core.errors import UserError
from core.forecasting import effort, inputs, mirror
from core.forecasting.covariates import Beside
from core.forecasting.inputs import InputPlan
from core.forecasting.meter import Meter, Watch, telemetry_row
from core.forecasting.module import normalise
from core.forecasting.parts import MIN_TRAINING_WINDOWS, Parts
from core.forecasting.types import ForecastSettings
from core.messages import M
from core.models.network import Network, NetworkConfig
from core.models.registry import model_entry
from core.task import Report
from core.training.allowance import Allowance, Stopped
from core.training.loop import Batch, Epoch, TrainingResult, TrainingSettings, train, validate

MOST_TRAINING_WINDOWS = 20_000
MOST_VALIDATION_WINDOWS = 1_000
CHUNK = 1_000
"""Windows made ready at once: their raw form takes several times the memory of what is kept."""
TRIAL_SHARE = 0.25
"""Share of the progress bar for choosing the form."""


@dataclass(frozen=True)
class Fitted:
    """Networks of the chosen form, with what training showed."""

    plan: InputPlan
    networks: list[Network]
    telemetry: list[dict[str, float]]
    trials: dict[str, float]
    stopped: Stopped = ""


@dataclass(frozen=True)
class Rows:
    """Past of a series as the trainer may see it: values (cut,), times, the parts they fall into, covariates."""

    values: np.ndarray
    times: pd.DatetimeIndex
    parts: Parts
    beside: Beside | None = None


@dataclass(frozen=True)
class Examples:
    """Normalised windows of one form; data: past, known, context, target, weight, with row numbers of the parts.

    scale: of each window, in the series' unit.
    """

    data: Batch
    training: Tensor
    validation: Tensor
    scale: Tensor


def pinball_loss(network: nn.Module, batch: Batch) -> Tensor:
    """Mean of `example_losses`: what is trained on."""
    return example_losses(network, batch).mean()


def example_losses(network: nn.Module, batch: Batch) -> Tensor:
    """Twice the pinball loss (B,), mean over steps and levels, weighted by example: the CRPS in window scales."""
    past, known, context, target, weight = batch
    quantiles = network(past, known, context, target if network.training else None)  # (B, h, Q)
    levels = quantiles.new_tensor(network.config.levels)  # type: ignore[union-attr]
    above = target[..., None] - quantiles
    loss = 2 * torch.maximum(levels * above, (levels - 1) * above).mean((1, 2))  # (B,)
    return loss * weight


def examples(rows: Rows, plan: InputPlan) -> Examples:
    """Training and validation windows of a form; of a long series evenly spread ones."""
    training = _thinned(rows.parts.training_origins(plan.first_origin, plan.horizon), MOST_TRAINING_WINDOWS)
    validation = _thinned(rows.parts.validation_origins(plan.horizon), MOST_VALIDATION_WINDOWS)
    origins = np.concatenate([training, validation])
    past, known, context, target, scale = _all_windows(rows, plan, origins)
    split = len(training)
    if mirror.mirrors(plan):
        mirror.turn_over(past, known, context, target, plan, mirror.turned_over(split))
    data = (past, known, context, target, torch.ones(len(origins)))
    return Examples(data, torch.arange(split), torch.arange(split, len(origins)), scale)


def _all_windows(rows: Rows, plan: InputPlan, origins: np.ndarray) -> tuple[Tensor, ...]:
    """`_windows` of all origins, written chunk by chunk into their places: never held twice."""
    whole: tuple[Tensor, ...] = ()
    for start in range(0, len(origins), CHUNK):
        some = slice(start, start + CHUNK)
        ready = _windows(rows, plan, origins[some])
        whole = whole or tuple(part.new_empty((len(origins), *part.shape[1:])) for part in ready)
        for column, part in zip(whole, ready, strict=True):
            column[some] = part
    return whole


def _windows(rows: Rows, plan: InputPlan, origins: np.ndarray) -> tuple[Tensor, ...]:
    """Normalised past, known, context, target and scale at some origins; single precision, half the raw size."""
    raw = inputs.gather(rows.values, rows.times, origins, plan, rows.beside)
    ready = normalise(torch.from_numpy(raw.past), torch.from_numpy(raw.known), plan)
    actual = torch.from_numpy(inputs.targets(rows.values, origins, plan.horizon))
    target = ((actual - ready.base) / ready.scale[:, None]).float()
    return ready.past, ready.known, ready.context, target, ready.scale.float()


def _thinned(origins: np.ndarray, most: int) -> np.ndarray:
    """At most `most` of the origins, evenly spread."""
    if len(origins) <= most:
        return origins
    return np.asarray(origins[np.linspace(0, len(origins) - 1, most).astype(int)])


def fit_networks(rows: Rows, plans: list[InputPlan], wanted: ForecastSettings, report: Report) -> Fitted:
    """Chooses among `plans` on the validation part and trains the networks of the chosen one."""
    meter = Meter(report, Allowance(wanted.budget_seconds))
    plan, trials, spent = _choose(rows, plans, wanted, meter)
    shown = examples(rows, plan)
    size = replace(_work(plan, wanted), training_windows=len(shown.training), batches_spent=spent)
    work = effort.planned(size, wanted.budget_seconds, wanted.networks)
    share = (1.0 - meter.fraction) / work.networks
    telemetry: list[dict[str, float]] = []
    networks: list[Network] = []
    for number in range(1, work.networks + 1):
        stage = M("Training network {number} of {total}", number=number, total=work.networks)
        watch = Watch(meter, stage, 1.0 - share * (work.networks - number + 1), share)
        network, result = _member(plan, wanted, work, number, shown, watch, telemetry)
        # A later network that was cut short would only blur the mean of the finished ones.
        if not (result.cut_short and networks):
            networks.append(network)
        if result.cut_short:
            return Fitted(plan, networks, telemetry, trials, result.stopped)
    return Fitted(plan, networks, telemetry, trials)


def _member(
    plan: InputPlan,
    wanted: ForecastSettings,
    work: effort.Effort,
    number: int,
    shown: Examples,
    watch: Watch,
    telemetry: list[dict[str, float]],
) -> tuple[Network, TrainingResult]:
    """The `number`-th network of the mean, with a seed of its own; adds its epochs to the telemetry."""
    seed = wanted.seed + number - 1
    network = new_network(plan, wanted, seed)

    def on_epoch(epoch: Epoch) -> None:
        telemetry.append(telemetry_row(number, epoch))
        watch.epoch(telemetry[-1])

    settings = training_settings(wanted, work.epochs, work.batches_per_epoch, seed)
    return network, train_network(network, shown, settings, watch.batch, on_epoch, watch.meter.limit)


def train_network(
    network: Network,
    shown: Examples,
    settings: TrainingSettings,
    on_batch: Callable[[float], None],
    on_epoch: Callable[[Epoch], None] = lambda epoch: None,
    deadline: float | Allowance | None = None,
) -> TrainingResult:
    """Trains a network on its examples; everything drawn at random on the way comes from the seed."""

    def tell(share: float) -> None:
        network.progress(share)
        on_batch(share)

    with torch.random.fork_rng(devices=[]):
        torch.manual_seed(settings.seed)
        return train(
            network, shown.data, shown.training, shown.validation, pinball_loss, settings, tell, on_epoch, deadline
        )


def training_settings(wanted: ForecastSettings, epochs: int, batches_per_epoch: int, seed: int) -> TrainingSettings:
    """Settings of one training, with the wanted learning rate and weight decay or the usual ones."""
    usual = TrainingSettings(epochs, effort.BATCH, batches_per_epoch, seed=seed)
    return replace(
        usual,
        learning_rate=usual.learning_rate if wanted.learning_rate is None else wanted.learning_rate,
        weight_decay=usual.weight_decay if wanted.weight_decay is None else wanted.weight_decay,
    )


def new_network(plan: InputPlan, wanted: ForecastSettings, seed: int) -> Network:
    """A fresh network for a plan, its weights drawn from `seed` alone."""
    settings = NetworkConfig(
        encoder=wanted.model,
        window=plan.window,
        horizon=plan.horizon,
        past=len(plan.past_names) - (1 if plan.seasonal else 0),
        known=len(plan.known_names) - (1 if plan.seasonal else 0),
        context=inputs.CONTEXT,
        levels=config.QUANTILES,
        hidden=_hidden(wanted),
        highway=plan.highway,
    )
    with torch.random.fork_rng(devices=[]):
        torch.manual_seed(seed)
        return model_entry(wanted.model).build_network(settings)


def _work(plan: InputPlan, wanted: ForecastSettings) -> effort.Work:
    """What one update of a network of this plan costs, but for the number of windows."""
    return effort.Work(wanted.model, plan.window, len(plan.past_names), _hidden(wanted), 0)


def _hidden(wanted: ForecastSettings) -> int:
    """Units of the hidden state: as wanted, else the usual number."""
    return NetworkConfig.hidden if wanted.hidden is None else wanted.hidden


def _choose(
    rows: Rows, plans: list[InputPlan], wanted: ForecastSettings, meter: Meter
) -> tuple[InputPlan, dict[str, float], int]:
    """The plan with the lowest validation CRPS in the series' unit, the loss of each tried, and what all of it cost in
    batches of the wanted network."""
    if len(plans) == 1:
        return plans[0], {}, 0
    trials: dict[str, float] = {}
    for_trials, tried = trial_rows(rows, plans), replace(wanted, model=effort.trial_model(wanted.model))
    chosen, lowest, seconds = plans[0], np.inf, 0.0
    share = TRIAL_SHARE / len(plans)
    for number, plan in enumerate(plans):
        stage = M("Trying form {number} of {total}", number=number + 1, total=len(plans))
        watch = Watch(meter, stage, share * number, share)
        work = _work(plan, tried)
        batches = effort.trial_batches(work, wanted.budget_seconds, len(plans))
        loss = _trial(for_trials, plan, tried, batches, watch.batch)
        seconds += batches * effort.batch_seconds(work)
        trials[describe(plan)] = loss
        if loss < lowest:
            chosen, lowest = plan, loss
    return chosen, trials, round(seconds / effort.batch_seconds(_work(chosen, wanted)))


def trial_rows(rows: Rows, plans: list[InputPlan]) -> Rows:
    """The rows with a long validation part, unless that leaves one of the plans too few windows to train on."""
    parts = rows.parts.for_trials(plans[0].horizon)
    enough = all(has_windows(parts, plan) for plan in plans)
    return replace(rows, parts=parts) if enough else rows


def has_windows(parts: Parts, plan: InputPlan) -> bool:
    """Whether the training part holds enough windows of this form."""
    return len(parts.training_origins(plan.first_origin, plan.horizon)) >= MIN_TRAINING_WINDOWS


def _trial(
    rows: Rows, plan: InputPlan, wanted: ForecastSettings, batches: int, on_batch: Callable[[float], None]
) -> float:
    """Validation CRPS of a briefly trained network of this form, in the series' unit."""
    shown = examples(rows, plan)
    network = new_network(plan, wanted, wanted.seed)
    epochs = effort.TRIAL_EPOCHS
    settings = training_settings(wanted, epochs, max(1, batches // epochs), wanted.seed)
    few = replace(shown, validation=shown.validation[::4])  # enough to find the best epoch
    train_network(network, few, settings, on_batch)
    return validate(network, (*shown.data[:4], shown.scale), shown.validation, pinball_loss)


def describe(plan: InputPlan) -> str:
    """A plan's form in a few words, for the card."""
    words = f"seasonal residual ({plan.season} steps)" if plan.seasonal else "last value"
    if plan.lags and not plan.seasonal:
        words += f" + lags of {plan.lags[0][0]} steps"
    return f"{words} + calendar ({', '.join(plan.cycles)})" if plan.cycles else words


def of_form(plans: list[InputPlan], form: str | None) -> list[InputPlan]:
    """All plans, or the one of the wanted form; UserError with the forms there are where it is not among them."""
    chosen = [plan for plan in plans if form in (None, describe(plan))]
    if not chosen:
        raise UserError(
            M("This series offers no forecast of the form “{form}”.", form=form),
            M("It offers these: {forms}. Choose one, or leave the form to be found.", forms=list(map(describe, plans))),
        )
    return chosen
