"""`backtest`: forecasts from every origin of the test part, trained on the part before it only."""

from __future__ import annotations

from enum import StrEnum
from typing import Annotated

import typer

from core.cli import options
from core.cli.output import Output, TerminalProgress
from core.cli.settings import forecast_settings, several_targets, use_one_thread
from core.cli.sources import Source
from core.cli.tune import tuned_settings


class Refit(StrEnum):
    """Whether the model is trained again at each origin."""

    never = "never"
    always = "always"


def backtest(
    csv: options.Csv = None,
    time: options.Time = None,
    targets: options.Targets = None,
    id_column: options.IdColumn = None,
    id_value: options.IdValue = None,
    sample: options.Sample = None,
    stock: options.Stock = None,
    period: options.Period = "10y",
    interval: options.Interval = "1d",
    weather: options.Weather = None,
    start: options.Start = None,
    end: options.End = None,
    hourly: options.Hourly = False,
    horizon: options.Horizon = None,
    model: options.Model = None,
    seed: options.Seed = None,
    budget: options.Budget = None,
    covariate: options.Covariates = None,
    tuned: options.Tuned = None,
    test_fraction: options.TestFraction = None,
    step: Annotated[
        int | None, typer.Option("--step", help="Rows between origins; the horizon where not given.")
    ] = None,
    refit: Annotated[Refit, typer.Option("--refit", help="Train once, or again at each origin.")] = Refit.never,
    json: options.Json = None,
) -> None:
    """Forecast from every origin of the test part and compare with the baselines there."""
    target, also = several_targets(targets)
    source = Source(
        csv, time, target, id_column, id_value, sample, stock, period, interval, weather, start, end, hourly
    )
    output = Output(json)
    settings = forecast_settings(model, horizon, seed, budget, test_fraction, covariate, also)
    if tuned is not None:
        settings = tuned_settings(
            tuned, settings, any(option is not None for option in (model, horizon, covariate, also or None))
        )
    loaded = source.load()
    output.note(loaded.notes)
    use_one_thread()
    from core.cli.summary import backtest_summary
    from core.pipeline import backtest as run_backtest
    from core.pipeline import backtest_json, jobs_of

    progress = TerminalProgress()
    try:
        columns = jobs_of(loaded.series, settings)
        first, *others = (run_backtest(column, own, step, refit.value, progress) for column, own in columns)
    finally:
        progress.clear()
    output.json(backtest_json(first, others))
    output.say(*backtest_summary(first), *(line for other in others for line in ("", "", *backtest_summary(other))))
