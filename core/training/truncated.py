"""Truncated backpropagation through time: a long sequence in short pieces, the state carried from piece to piece.

R. J. Williams and J. Peng, "An efficient gradient-based algorithm for on-line training of recurrent network
trajectories" (1990). Averaged weights: B. T. Polyak and A. B. Juditsky, "Acceleration of stochastic approximation by
averaging" (1992), here exponentially weighted. Learning rate: up, level, and down to zero in a straight line, whose
end can be chosen late (X. Zhai et al., "Scaling vision transformers", 2022).
"""

from __future__ import annotations

import copy
import math
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass

import torch
import torch._dynamo  # the first optimiser imports it anyway, 1.4 s that would count against the budget
from torch import Tensor, nn

from core.models.language_model import LanguageModel, State, detached


@dataclass(frozen=True)
class TruncatedSettings:
    """streams: rows read side by side. steps: tokens between two updates, and how far a gradient goes back.

    warm_up: updates until the learning rate is reached. decay: share of the updates over which it falls to zero.
    averaging: weight of the past in the averaged weights, per update; 0 keeps the last weights alone.
    checks: how often the validation part is scored. patience: checks without a gain after which training ends.
    """

    epochs: float = 2.0
    streams: int = 64
    steps: int = 100
    learning_rate: float = 4e-3
    weight_decay: float = 1e-2
    clip: float = 1.0
    warm_up: int = 100
    decay: float = 0.3
    averaging: float = 0.99
    checks: int = 10
    patience: int | None = None
    seed: int = 0


@dataclass(frozen=True)
class Check:
    """Where training stands. losses: nats a token, the mean since the last check and of the validation part."""

    update: int
    fraction: float
    train_loss: float
    validation_loss: float
    gradient_norm: float
    cpu_seconds: float


OnUpdate = Callable[[float], None]
OnCheck = Callable[[LanguageModel, Check], None]


def streams_of(tokens: Tensor, streams: int) -> Tensor:
    """A sequence (N,) laid out as parallel streams (streams, N // streams); what is left over at the end is dropped."""
    length = len(tokens) // streams
    return tokens[: streams * length].reshape(streams, length)


def pieces(rows: Tensor, steps: int, start: int = 0) -> Iterator[tuple[Tensor, Tensor]]:
    """Inputs and targets (B, steps) of one pass over rows (B, T); the target of a token is the one after it."""
    for at in range(start, rows.shape[1] - 1, steps):
        end = min(at + steps, rows.shape[1] - 1)
        yield rows[:, at:end], rows[:, at + 1 : end + 1]


def train_truncated(
    model: LanguageModel,
    training: Tensor,
    validation: Tensor,
    settings: TruncatedSettings,
    on_update: OnUpdate = lambda fraction: None,
    on_check: OnCheck = lambda model, check: None,
    cpu_limit: float | None = None,
) -> list[Check]:
    """Fits `model` in place to the tokens `training` (N,); leaves it with the weights that did best on `validation`.

    The weights scored and kept are the averaged ones. Each epoch cuts the text into streams at another place, so
    that pieces fall differently. cpu_limit: seconds of this process after which training stops with what it has.
    """
    generator = torch.Generator().manual_seed(settings.seed)
    torch.manual_seed(settings.seed)  # dropout takes the global generator
    loop = _Loop(model, settings, len(training))
    began, checks = time.process_time(), []
    best, best_loss, since_best = copy.deepcopy(model.state_dict()), math.inf, 0
    while not loop.finished:
        shift = int(torch.randint(settings.steps, (), generator=generator))
        state: State | None = None
        for inputs, targets in pieces(streams_of(torch.roll(training, -shift), settings.streams), settings.steps):
            state = loop.update(inputs, targets, state)
            on_update(loop.fraction)
            late = cpu_limit is not None and time.process_time() - began > cpu_limit
            if not (loop.check_is_due() or late):
                continue
            averaged = loop.averaged()
            check = loop.check(nats(averaged, validation), time.process_time() - began)
            checks.append(check)
            since_best += 1
            if check.validation_loss < best_loss:
                best, best_loss, since_best = copy.deepcopy(averaged.state_dict()), check.validation_loss, 0
            on_check(averaged, check)
            if late or loop.finished or (settings.patience is not None and since_best >= settings.patience):
                loop.finished = True
                break
    model.load_state_dict(best)
    model.eval()
    return checks


@torch.no_grad()
def nats(model: LanguageModel, tokens: Tensor, warm: int = 0, steps: int = 1000) -> float:
    """Mean −ln p of each token of (N,) after the first, read in one go with the state carried along.

    warm: tokens at the start that are read and not scored.
    """
    model.eval()
    total, count, state = 0.0, 0, None
    for number, (inputs, targets) in enumerate(pieces(tokens[None], steps)):
        logits, state = model(inputs, state)
        losses = nn.functional.cross_entropy(logits[0], targets[0], reduction="none")
        scored = losses[max(0, warm - number * steps) :]
        total, count = total + float(scored.sum(dtype=torch.float64)), count + len(scored)
    return total / count


class _Loop:
    """The optimiser, its schedule and the averaged weights."""

    def __init__(self, model: LanguageModel, settings: TruncatedSettings, tokens: int) -> None:
        self._model, self._settings = model, settings
        per_epoch = math.ceil((tokens // settings.streams - 1) / settings.steps)
        self.updates = max(1, round(settings.epochs * per_epoch))
        self.done, self.finished = 0, False
        self._optimiser = torch.optim.AdamW(
            model.parameters(), lr=settings.learning_rate, betas=(0.9, 0.99), weight_decay=settings.weight_decay
        )
        self._schedule = torch.optim.lr_scheduler.LambdaLR(self._optimiser, self._rate)
        self._average = copy.deepcopy(model)
        self._losses: list[float] = []
        self._norms: list[float] = []

    @property
    def fraction(self) -> float:
        return self.done / self.updates

    def _rate(self, done: int) -> float:
        """Share of the learning rate for the update after `done` of them."""
        falling = max(1.0, self._settings.decay * self.updates)
        return min(1.0, (done + 1) / self._settings.warm_up, max(0.0, (self.updates - done) / falling))

    def update(self, inputs: Tensor, targets: Tensor, state: State | None) -> State:
        """One update; returns the state to carry to the next piece."""
        self._model.train()
        logits, after = self._model(inputs, state)
        loss = nn.functional.cross_entropy(logits.flatten(0, 1), targets.flatten())
        self._optimiser.zero_grad()
        loss.backward()  # type: ignore[no-untyped-call]
        norm = nn.utils.clip_grad_norm_(self._model.parameters(), self._settings.clip)
        self._optimiser.step()
        self._schedule.step()
        self.done += 1
        self.finished = self.done >= self.updates
        self._follow()
        self._losses.append(float(loss.detach()))
        self._norms.append(float(norm))
        return detached(after)

    @torch.no_grad()
    def _follow(self) -> None:
        """Moves the average towards the weights; quickly at first, when there is little to average."""
        kept = min(self._settings.averaging, self.done / (self.done + 10))
        for mean, value in zip(self._average.parameters(), self._model.parameters(), strict=True):
            mean.lerp_(value, 1 - kept)

    def averaged(self) -> LanguageModel:
        return self._average

    def check_is_due(self) -> bool:
        """True `checks` times over the whole training, at its last update too."""
        every = max(1, self.updates // self._settings.checks)
        return self.done % every == 0 or self.finished

    def check(self, validation_loss: float, cpu_seconds: float) -> Check:
        """The numbers since the last check."""
        mean_loss, mean_norm = (sum(part) / len(part) for part in (self._losses, self._norms))
        self._losses, self._norms = [], []
        return Check(self.done, self.fraction, mean_loss, validation_loss, mean_norm, cpu_seconds)
