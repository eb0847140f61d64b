"""The search: each setting is trained briefly on the training part and scored by its CRPS on the validation part.

Tree-structured Parzen estimator: Bergstra et al., "Algorithms for hyper-parameter optimization" (2011), and the median
pruner, both as in optuna. Nothing at or after the calibration part is looked at, so the test part stays unseen. The
best of many noisy scores is lower than it deserves: the winner is trained again with other seeds, beside the settings
that the search started from, and their difference set against its chance over the validation origins.
"""

from __future__ import annotations

import math
import time
from collections.abc import Callable
from dataclasses import dataclass, field, replace

import numpy as np
import optuna
from optuna.trial import TrialState

from core.data.series import Series
from core.forecasting.bootstrap import skill_interval
from core.forecasting.meter import Meter
from core.forecasting.tuning.space import Space, space_of
from core.forecasting.tuning.training import tried
from core.forecasting.tuning.types import Again, Choice, Trial, Tuning, TuningLimits
from core.forecasting.types import ForecastSettings
from core.messages import M
from core.models.registry import MODELS
from core.task import Report, silent
from core.training.loop import Epoch

CHECKS = 10
"""Times in a trial that its loss is compared with that of the trials before."""
TRIALS_BEFORE_PRUNING = 6
CHECKS_BEFORE_PRUNING = 3
SEARCH_SHARE = 0.75
"""Of the time, for the search; the rest is for training its winner again."""
SEEDS_AGAIN = 2

OnTrial = Callable[[Tuning], None]


def tune(
    series: Series,
    settings: ForecastSettings,
    limits: TuningLimits | None = None,
    report: Report = silent,
    on_trial: OnTrial = lambda tuning: None,
) -> Tuning:
    """Searches for settings better than the given ones, on the rows of `series` before the calibration part.

    on_trial: called with the search so far after each trial. Raises UserError where the series is too short for the
    horizon or the model is unknown, core.errors.Cancelled where `report` does.
    """
    limits = limits or TuningLimits()
    optuna.logging.set_verbosity(optuna.logging.ERROR)
    meter = Meter(report, time.monotonic() + limits.seconds)
    meter.tell(M("Preparing the data"), 0.0, {})
    space = space_of(series, settings, report)
    study = optuna.create_study(
        sampler=optuna.samplers.TPESampler(seed=settings.seed),
        pruner=optuna.pruners.MedianPruner(TRIALS_BEFORE_PRUNING, CHECKS_BEFORE_PRUNING),
    )
    start = space.start(settings)
    for parameters in start:
        study.enqueue_trial(parameters)
    validation, calibration = space.rows.parts.validation, space.rows.parts.calibration
    found = Tuning(settings, limits, len(start), validation, calibration - validation, series.unit)
    while found.ended == "running":
        found = _after_next(found, study, space, meter)
        on_trial(found)
    found = _trained_again(found, space, meter)
    on_trial(found)
    return found


def _after_next(found: Tuning, study: optuna.Study, space: Space, meter: Meter) -> Tuning:
    """The search one trial later, or ended by the time."""
    asked = study.ask()
    trial = _tried(_Following(found, asked, space.suggest(asked), meter), space)
    seconds = time.monotonic() - meter.started
    if trial is None:
        study.tell(asked, state=TrialState.FAIL)
        return replace(found, ended="time", seconds=seconds)
    if trial.pruned:
        study.tell(asked, state=TrialState.PRUNED)
    else:
        study.tell(asked, trial.crps)
    found = replace(found, trials=(*found.trials, trial), seconds=seconds)
    if len(found.trials) >= found.limits.trials:
        return replace(found, ended="trials")
    return replace(found, ended="time") if time.monotonic() > _search_ends(found, meter) else found


def _tried(following: _Following, space: Space) -> Trial | None:
    """The next trial; None where the time cut it short, which it never does to the first."""
    began, choice = time.monotonic(), following.choice
    deadline = _search_ends(following.found, following.meter) if following.number > 1 else None
    try:
        result = tried(choice, space, following.found.settings, following.batch, following.epoch, deadline).result
    except optuna.TrialPruned:
        crps, pruned = following.losses[-1], True
    else:
        if result.cut_short:
            return None
        crps, pruned = result.best_validation, False
    seconds = time.monotonic() - began
    crps = crps if math.isfinite(crps) else math.inf
    trial = Trial(following.number, choice, crps, pruned, space.plan(choice).window, len(following.losses), seconds)
    following.finish(trial)
    return trial


def _search_ends(found: Tuning, meter: Meter) -> float:
    return meter.started + SEARCH_SHARE * found.limits.seconds


@dataclass
class _Following:
    """Follows the trial after those of `found`: passes its progress on, and gives it up when it is hopeless."""

    found: Tuning
    asked: optuna.Trial
    choice: Choice
    meter: Meter
    losses: list[float] = field(default_factory=list)
    checks: int = 0

    @property
    def number(self) -> int:
        """Of this trial, from 1."""
        return len(self.found.trials) + 1

    def batch(self, share: float) -> None:
        """A batch is done; `share` is that of this trial."""
        self._tell(share, {})

    def epoch(self, epoch: Epoch, of: int) -> None:
        """An epoch is done; raises optuna.TrialPruned where its loss is above the median of the trials before."""
        self.losses.append(epoch.validation_loss)
        if not math.isfinite(epoch.validation_loss):
            raise optuna.TrialPruned
        if epoch.epoch * CHECKS // of > self.checks:
            self.checks = epoch.epoch * CHECKS // of
            self.asked.report(epoch.validation_loss, self.checks)
            if self.number > self.found.usual and self.asked.should_prune():
                raise optuna.TrialPruned

    def finish(self, trial: Trial) -> None:
        """Tells the numbers of the trial that has just ended."""
        row = {
            "trial": float(trial.number),
            "validation_crps": trial.crps,
            "pruned": float(trial.pruned),
            "window": float(trial.window),
            "hidden": float(trial.choice.hidden),
            "learning_rate": trial.choice.learning_rate,
            "weight_decay": trial.choice.weight_decay,
        }
        self._tell(1.0, {name: value for name, value in row.items() if math.isfinite(value)})

    def _tell(self, share: float, row: dict[str, float]) -> None:
        """Whichever of the two limits is nearer says how much of the search is done."""
        limits = self.found.limits
        stage = M(
            "Trial {number} of {total}: {model}, {hidden} units",
            number=self.number,
            total=limits.trials,
            model=MODELS[self.choice.model].title,
            hidden=self.choice.hidden,
        )
        by_time = (time.monotonic() - self.meter.started) / limits.seconds
        by_trials = SEARCH_SHARE * (self.number - 1 + share) / limits.trials
        self.meter.tell(stage, max(by_time, by_trials), row)


def _trained_again(found: Tuning, space: Space, meter: Meter) -> Tuning:
    """The winner and the settings the search started from, each trained again with other seeds, as time allows."""
    best, start = found.best, found.start
    if best is None or start is None or best == start:
        return found
    losses: list[tuple[np.ndarray, np.ndarray]] = []
    for number in range(1, SEEDS_AGAIN + 1):
        settings = replace(found.settings, seed=found.settings.seed + number)
        ours, before = (_losses_again(trial.choice, space, settings, meter) for trial in (best, start))
        if ours is None or before is None:
            break
        losses.append((ours, before))
        again = Again(settings.seed, float(ours.mean()), float(before.mean()))
        found = replace(found, again=(*found.again, again))
    found = replace(found, seconds=time.monotonic() - meter.started)
    return replace(found, interval=_interval(losses, found, space)) if losses else found


def _losses_again(choice: Choice, space: Space, settings: ForecastSettings, meter: Meter) -> np.ndarray | None:
    """CRPS of a choice at each validation origin, with another seed; None where the time cut its training short."""
    before, share = meter.fraction, (1 - SEARCH_SHARE) / (2 * SEEDS_AGAIN)

    def on_batch(done: float) -> None:
        meter.tell(M("Training the best setting again with other seeds"), before + share * done, {})

    made = tried(choice, space, settings, on_batch, deadline=meter.limit)
    return None if made.result.cut_short else made.losses()


def _interval(losses: list[tuple[np.ndarray, np.ndarray]], found: Tuning, space: Space) -> tuple[float, float]:
    """Interval of the gain over the mean of the seeds; of a long series not every row is an origin."""
    ours, before = (np.mean([pair[side] for pair in losses], axis=0) for side in (0, 1))
    horizon = found.settings.horizon
    rows = len(space.rows.parts.validation_origins(horizon))
    overlap = max(1, round(horizon * len(ours) / rows))
    return skill_interval(ours, before, overlap, seed=found.settings.seed)
