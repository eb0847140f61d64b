"""What a search for settings is and what it found: plain values that pages, JSON and charts share."""

from __future__ import annotations

import math
from dataclasses import asdict, dataclass, replace
from typing import Literal

import pandas as pd

from core import config
from core.forecasting.types import ForecastSettings

Ended = Literal["running", "trials", "time"]
"""What ended a search: nothing yet, the number of trials, or the time."""


@dataclass(frozen=True)
class TuningLimits:
    """A search ends at whichever comes first; the same seed gives the same trials only where their number does."""

    seconds: float = config.TUNING_SECONDS
    trials: int = config.TUNING_TRIALS


@dataclass(frozen=True)
class Choice:
    """One point of the space; window: past steps, None for what suits the form."""

    model: str
    form: str
    window: int | None
    hidden: int
    learning_rate: float
    weight_decay: float

    def applied_to(self, settings: ForecastSettings) -> ForecastSettings:
        """The settings with everything that was chosen."""
        return replace(settings, **asdict(self))


@dataclass(frozen=True)
class Trial:
    """One setting, briefly trained.

    number: from 1. crps: on the validation part, in the series' unit; infinite where training went astray.
    pruned: given up early, so that crps is that of an unfinished training. window: past steps the network really saw.
    """

    number: int
    choice: Choice
    crps: float
    pruned: bool
    window: int
    epochs: int
    seconds: float


@dataclass(frozen=True)
class Again:
    """Validation CRPS, in the series' unit, of the best trial and of the start, both trained with another seed."""

    seed: int
    best: float
    start: float


@dataclass(frozen=True)
class Tuning:
    """A search as far as it has come.

    settings: what it started from. usual: its first trials are the settings it started from, one a form.
    training_rows, validation_rows: of the trials. again: the best trial and the start with other seeds; interval: of
    the gain over these seeds, 95 %, by block bootstrap over the validation origins.
    """

    settings: ForecastSettings
    limits: TuningLimits
    usual: int
    training_rows: int
    validation_rows: int
    unit: str = ""
    trials: tuple[Trial, ...] = ()
    again: tuple[Again, ...] = ()
    interval: tuple[float, float] | None = None
    ended: Ended = "running"
    seconds: float = 0.0

    @property
    def best(self) -> Trial | None:
        """The finished trial with the lowest CRPS."""
        return _lowest(self.trials)

    @property
    def start(self) -> Trial | None:
        """The best of the trials that only try the forms of the settings the search started from."""
        return _lowest(self.trials[: self.usual])

    @property
    def gain(self) -> float:
        """How much lower the best CRPS is than the one it started from, as a share; NaN without a finished trial."""
        if self.best is None or self.start is None:
            return math.nan
        return _lower(self.best.crps, self.start.crps)

    @property
    def gain_again(self) -> float:
        """The same with other seeds, which is what can be hoped for; NaN where none was trained."""
        if not self.again:
            return math.nan
        return _lower(sum(other.best for other in self.again), sum(other.start for other in self.again))

    @property
    def better(self) -> bool:
        """Whether the best trial stayed better with other seeds, by more than chance among the validation origins."""
        return self.interval is not None and self.interval[0] > 0

    @property
    def tuned(self) -> ForecastSettings:
        """The settings of the best trial; those it started from while there is none."""
        return self.settings if self.best is None else self.best.choice.applied_to(self.settings)

    def frame(self) -> pd.DataFrame:
        """Tidy twin of the trials: trial, crps, best (lowest so far), pruned, then what was chosen."""
        rows = [
            {
                "trial": trial.number,
                "crps": trial.crps,
                "pruned": trial.pruned,
                **asdict(trial.choice),
                "window": trial.window,
            }
            for trial in self.trials
        ]
        columns = ["trial", "crps", "pruned", *Choice.__dataclass_fields__]
        table = pd.DataFrame(rows, columns=columns)
        table.insert(2, "best", table["crps"].where(~table["pruned"].astype(bool)).cummin().ffill())
        return table


def _lower(score: float, than: float) -> float:
    return 1 - score / than if than > 0 else 0.0


def _lowest(trials: tuple[Trial, ...]) -> Trial | None:
    finished = [trial for trial in trials if not trial.pruned]
    return min(finished, key=lambda trial: trial.crps, default=None)
