"""The search on series with known structure: what it may see, what it finds, what ends it."""

from __future__ import annotations

import dataclasses
import math
import time

import numpy as np
import pandas as pd
import pytest

from core.data.series import Frequency, Provenance, Series
from core.errors import Cancelled, UserError
from core.forecasting.cut import cut_position
from core.forecasting.fitting import examples, new_network, pinball_loss
from core.forecasting.parts import split
from core.forecasting.tuning.search import SEEDS_AGAIN, tune
from core.forecasting.tuning.space import space_of
from core.forecasting.tuning.training import in_units
from core.forecasting.tuning.types import Choice, Tuning, TuningLimits
from core.forecasting.types import ForecastSettings
from core.task import Progress, silent
from core.training.loop import validate

HOURLY = Frequency("h", pd.Timedelta("1h"), (24,))
SETTINGS = ForecastSettings(model="elman", horizon=6, seed=3, learning_rate=1e-3)
"""Learning this slowly is a poor start, so that there is something to find."""
LIMITS = TuningLimits(seconds=600, trials=8)


def hours(values: np.ndarray) -> Series:
    index = pd.date_range("2020-01-01", periods=len(values), freq="h", name="time")
    return Series("made", pd.DataFrame({"y": values}, index=index), "y", HOURLY, Provenance("file", "made"), "MW")


def daily_cycle(rows: int = 360) -> np.ndarray:
    noise = np.random.default_rng(0).normal(0, 1, rows)
    return 10 * np.sin(2 * np.pi * np.arange(rows) / 24) + noise


@pytest.fixture(scope="module")
def heard() -> list[Progress]:
    """What the search below reported."""
    return []


@pytest.fixture(scope="module")
def found(heard: list[Progress]) -> Tuning:
    return tune(hours(daily_cycle()), SETTINGS, LIMITS, heard.append)


def same(one: Tuning, other: Tuning) -> bool:
    """Whether two searches differ in nothing but their time."""
    first, second = (
        dataclasses.replace(each, seconds=0.0, trials=tuple(dataclasses.replace(t, seconds=0.0) for t in each.trials))
        for each in (one, other)
    )
    return first == second


def test_it_is_better_than_a_poor_start_and_finds_the_season(found: Tuning) -> None:
    assert found.ended == "trials"
    assert len(found.trials) == LIMITS.trials
    assert found.best is not None
    assert found.start is not None
    assert found.best.crps < found.start.crps
    assert "24 steps" in found.best.choice.form or "day" in found.best.choice.form
    # No forecast can beat the noise alone: its CRPS at the seven levels is 0.45 for a spread of 1.
    assert 0.45 < found.best.crps < 0.8


def test_the_first_trials_are_the_usual_settings_in_each_form(found: Tuning) -> None:
    usual = [trial.choice for trial in found.trials[: found.usual]]
    assert len({choice.form for choice in usual}) == found.usual > 1
    for choice in usual:
        assert dataclasses.replace(choice, form="") == Choice("elman", "", None, 48, 1e-3, 1e-2)
    assert not any(trial.pruned for trial in found.trials[: found.usual])


def test_no_row_after_the_validation_part_reaches_a_trial(found: Tuning) -> None:
    """Every row of the calibration and the test part is changed: trials, winner and its second training stay the same,
    which also says that the same seed gives the same search."""
    values = daily_cycle()
    cut = cut_position(len(values), SETTINGS.test_fraction)
    values[split(cut, SETTINGS.horizon).calibration :] = np.random.default_rng(9).normal(1e4, 1e3)
    assert same(tune(hours(values), SETTINGS, LIMITS), found)


def test_a_row_of_the_validation_part_does_reach_them(found: Tuning) -> None:
    values = daily_cycle()
    values[found.training_rows + 20] += 5.0
    other = tune(hours(values), SETTINGS, dataclasses.replace(LIMITS, trials=1))
    assert other.trials[0].crps != found.trials[0].crps


def test_hopeless_trials_are_given_up_early(found: Tuning) -> None:
    pruned = [trial for trial in found.trials if trial.pruned]
    full = max(trial.epochs for trial in found.trials)
    assert pruned
    assert found.best is not None
    for trial in pruned:
        assert trial.epochs < full
        assert trial.crps > found.best.crps


def test_the_winner_is_trained_again_with_other_seeds(found: Tuning) -> None:
    assert [other.seed for other in found.again] == [SETTINGS.seed + 1 + number for number in range(SEEDS_AGAIN)]
    assert found.interval is not None
    low, high = found.interval
    assert low < found.gain_again < high
    assert found.better == (low > 0)


def test_each_trial_is_told_as_it_ends(found: Tuning, heard: list[Progress]) -> None:
    told = [progress.telemetry for progress in heard if progress.telemetry]
    assert [row["trial"] for row in told] == [trial.number for trial in found.trials]
    assert [row["validation_crps"] for row in told] == [trial.crps for trial in found.trials]
    fractions = [progress.fraction for progress in heard]
    assert fractions == sorted(fractions)
    assert fractions[-1] > 0.7


def test_the_time_ends_it_after_the_first_trial_at_the_earliest() -> None:
    began = time.monotonic()
    ended = tune(hours(daily_cycle(300)), SETTINGS, TuningLimits(seconds=0.01, trials=500))
    assert ended.ended == "time"
    assert len(ended.trials) == 1
    assert ended.again == ()
    assert time.monotonic() - began < 10


def test_cancelling_stops_it_and_keeps_what_was_found() -> None:
    kept: list[Tuning] = []

    def cancel_in_the_second(progress: Progress) -> None:
        if kept:
            raise Cancelled

    with pytest.raises(Cancelled):
        tune(hours(daily_cycle(300)), SETTINGS, LIMITS, cancel_in_the_second, kept.append)
    assert [len(each.trials) for each in kept] == [1]


def test_a_short_series_offers_only_windows_that_leave_every_form() -> None:
    long, short = (space_of(hours(daily_cycle(rows)), SETTINGS, silent) for rows in (800, 100))
    assert long.windows == (None, 16, 32, 64, 120)
    assert 120 not in short.windows
    assert len({short.plans[window, short.forms[0]].window for window in short.windows}) == len(short.windows)
    assert {form for _, form in short.plans} == set(short.forms)


def test_the_wanted_model_is_tried_even_where_it_is_slow() -> None:
    space = space_of(hours(daily_cycle(200)), dataclasses.replace(SETTINGS, model="transformer"), silent)
    assert space.models[0] == "transformer"
    assert "cnn" not in space.models


def test_a_series_too_short_is_refused() -> None:
    with pytest.raises(UserError, match="needs 39 rows before the test part; there are 24"):
        tune(hours(daily_cycle(30)), SETTINGS, LIMITS)


def test_trials_are_scored_in_the_unit_of_the_series() -> None:
    """The weighted loss equals the CRPS computed from the network's quantiles, each window scaled back."""
    space = space_of(hours(daily_cycle()), SETTINGS, silent)
    plan = space.plans[None, space.forms[0]]
    shown = examples(space.rows, plan)
    network = new_network(plan, SETTINGS, 0).eval()
    past, known, context, target, _ = (part[shown.validation] for part in shown.data)
    scale = shown.scale[shown.validation].numpy()
    quantiles = network(past, known, context).detach().numpy() * scale[:, None, None]
    above = target.numpy()[..., None] * scale[:, None, None] - quantiles
    levels = np.array(network.config.levels)
    expected = 2 * np.maximum(levels * above, (levels - 1) * above).mean()
    scored = validate(network, in_units(shown).data, shown.validation, pinball_loss)
    assert math.isclose(scored, expected, rel_tol=1e-5)
