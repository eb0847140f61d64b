"""The space of settings that a search may choose from, and the examples each choice is tried on."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Any

import optuna

from core.data.series import Series
from core.forecasting.cut import cut_position
from core.forecasting.fitting import Rows, describe, has_windows, trial_rows
from core.forecasting.forecaster import covariate_helpers, rows_and_forms
from core.forecasting.inputs import InputPlan
from core.forecasting.parts import split
from core.forecasting.tuning.types import Choice
from core.forecasting.types import ForecastSettings
from core.models.network import NetworkConfig
from core.models.registry import MODELS, model_entry
from core.task import Report
from core.training.loop import TrainingSettings

QUICK = 3.0
"""Models up to this relative cost are tried, and the one that was asked for."""
WINDOWS = (16, 32, 64, 120)
HIDDEN = (16, 96, 16)
"""Units: smallest, largest, step."""
LEARNING_RATES = (1e-3, 2e-2)
WEIGHT_DECAYS = (1e-4, 1e-1)


@dataclass(frozen=True)
class Space:
    """What may be chosen. rows: before the cut, parted for trials. plans: by window (None: usual) and form."""

    rows: Rows
    models: tuple[str, ...]
    windows: tuple[int | None, ...]
    forms: tuple[str, ...]
    plans: dict[tuple[int | None, str], InputPlan]

    def plan(self, choice: Choice) -> InputPlan:
        """How windows are cut for a choice."""
        return self.plans[choice.window, choice.form]

    def suggest(self, trial: optuna.Trial) -> Choice:
        """The next choice, by whatever the trial's study has learned."""
        low, high, step = HIDDEN
        window = trial.suggest_categorical("window", self.windows)
        assert window is None or isinstance(window, int)
        return Choice(
            model=trial.suggest_categorical("model", self.models),
            form=trial.suggest_categorical("form", self.forms),
            window=window,
            hidden=trial.suggest_int("hidden", low, high, step=step),
            learning_rate=trial.suggest_float("learning_rate", *LEARNING_RATES, log=True),
            weight_decay=trial.suggest_float("weight_decay", *WEIGHT_DECAYS, log=True),
        )

    def start(self, settings: ForecastSettings) -> list[dict[str, Any]]:
        """Parameters of the first trials: the settings as they are, with the wanted form or each of them."""
        usual = {
            "model": settings.model,
            "window": settings.window,
            "hidden": NetworkConfig.hidden if settings.hidden is None else settings.hidden,
            "learning_rate": _or_usual(settings.learning_rate, TrainingSettings.learning_rate),
            "weight_decay": _or_usual(settings.weight_decay, TrainingSettings.weight_decay),
        }
        forms = [form for form in self.forms if settings.form in (None, form)] or list(self.forms)
        return [{**usual, "form": form} for form in forms]


def space_of(series: Series, settings: ForecastSettings, report: Report) -> Space:
    """The space for a series, from its rows before the cut; UserError where they are too few for the horizon.

    A window is offered where it leaves every form possible; on a short series, where long ones are cut, only once.
    """
    model_entry(settings.model)
    cut = cut_position(len(series), settings.test_fraction)
    parts, seen = split(cut, settings.horizon), series.head(cut)
    helpers = covariate_helpers(series, settings, report)
    rows, usual = rows_and_forms(seen, parts, settings, helpers)
    rows = trial_rows(rows, usual)
    offered = {settings.window: usual}
    for window in WINDOWS:
        _, plans = rows_and_forms(seen, parts, replace(settings, window=window), helpers)
        possible = len(plans) == len(usual) and all(has_windows(rows.parts, plan) for plan in plans)
        if possible and plans not in offered.values():
            offered[window] = plans
    quick = (name for name, entry in MODELS.items() if entry.capabilities.relative_cost <= QUICK)
    models = tuple(dict.fromkeys((settings.model, *quick)))
    by_choice = {(window, describe(plan)): plan for window, plans in offered.items() for plan in plans}
    return Space(rows, models, tuple(offered), tuple(describe(plan) for plan in usual), by_choice)


def _or_usual(wanted: float | None, usual: float) -> float:
    return usual if wanted is None else wanted
