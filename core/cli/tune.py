"""`tune`: searches for settings on the validation part only, and says whether they are worth using."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from core.cli import options
from core.cli.output import Output, TerminalProgress, decimals, table
from core.cli.settings import check_inside, forecast_settings, several_targets, use_one_thread
from core.cli.sources import Source
from core.config import MAX_TUNING_SECONDS, MAX_TUNING_TRIALS, TUNING_SECONDS, TUNING_TRIALS
from core.errors import UserError
from core.messages import M

if TYPE_CHECKING:
    from core.forecasting.tuning.types import Trial, Tuning
    from core.forecasting.types import ForecastSettings

SHOWN_TRIALS = 8


def tune(
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
    covariate: options.Covariates = None,
    test_fraction: options.TestFraction = None,
    trials: Annotated[int, typer.Option("--trials", help="Settings to try at most.")] = TUNING_TRIALS,
    seconds: Annotated[float, typer.Option("--seconds", help="Time for the search at most.")] = TUNING_SECONDS,
    json: options.Json = None,
) -> None:
    """Search for better settings on the validation part; `forecast --tuned FILE` uses what --json FILE has written."""
    target, also = several_targets(targets)
    if also:
        raise UserError(
            M("Settings are searched for one column at a time, not for {names}.", names=[target, *also]),
            M("Name one column with --target, and with --covariate those to look at beside it."),
        )
    source = Source(
        csv, time, target, id_column, id_value, sample, stock, period, interval, weather, start, end, hourly
    )
    output = Output(json)
    settings = forecast_settings(model, horizon, seed, None, test_fraction, covariate)
    check_inside(M("number of trials"), trials, 1, MAX_TUNING_TRIALS)
    check_inside(M("time to search in seconds"), seconds, 1, MAX_TUNING_SECONDS)
    loaded = source.load()
    output.note(loaded.notes)
    use_one_thread()
    from core.forecasting.tuning.types import TuningLimits
    from core.pipeline import run_tuning, tuning_json
    from core.pipeline.results import series_json

    progress = TerminalProgress()
    try:
        found = run_tuning(loaded.series, settings, TuningLimits(seconds, trials), progress)
    finally:
        progress.clear()
    output.json({"series": series_json(loaded.series), **tuning_json(found)})
    output.say(*summary(found, None if json in (None, "-") else json))


def tuned_settings(path: Path, settings: ForecastSettings, chosen: bool) -> ForecastSettings:
    """The settings that `tune --json` wrote into `path`, with the seed, budget and test part of `settings`.

    chosen: whether the command names a model, horizon or covariate beside them, which raises UserError.
    """
    import dataclasses
    import json

    from pydantic import TypeAdapter

    from core.cli.sources import read_bytes
    from core.forecasting.types import ForecastSettings

    if chosen:
        raise UserError(
            M("The tuned settings in {path} bring their own model, horizon and columns.", path=str(path)),
            M("Leave these options out, or leave out --tuned."),
        )
    try:
        content = json.loads(read_bytes(path))
        found = TypeAdapter(ForecastSettings).validate_python(content["settings"])
    except (ValueError, KeyError, TypeError) as error:
        raise UserError(
            M("The file {path} holds no tuned settings.", path=str(path)),
            M("Make it with `python -m core tune … --json FILE`."),
        ) from error
    kept = ("seed", "budget_seconds", "test_fraction", "networks")
    return dataclasses.replace(found, **{name: getattr(settings, name) for name in kept})


def summary(found: Tuning, written: str | None) -> list[str]:
    """The verdict, what was searched, and the best trials."""
    from core.pipeline.tune import verdict

    finished = sorted((trial for trial in found.trials if not trial.pruned), key=lambda trial: trial.crps)
    pruned = len(found.trials) - len(finished)
    ended = "all of them" if found.ended == "trials" else "until the time was over"
    return [
        str(verdict(found)),
        "",
        f"{len(found.trials)} settings in {decimals(found.seconds, 0)} s, {ended}; {pruned} given up early.",
        f"Trained on {found.training_rows} rows, scored on the {found.validation_rows} after them; "
        "the test part was not looked at.",
        "",
        *_table(finished[:SHOWN_TRIALS], found),
        *([f"Use the best: --tuned {written}"] if written and found.better else []),
    ]


def _table(trials: list[Trial], found: Tuning) -> list[str]:
    unit = f"CRPS ({found.unit})" if found.unit else "CRPS"
    header = ["form", "trial", "model", "window", "units", "learning rate", "weight decay", unit]
    rows = [
        [
            trial.choice.form,
            str(trial.number),
            trial.choice.model,
            str(trial.window),
            str(trial.choice.hidden),
            f"{trial.choice.learning_rate:.2g}",
            f"{trial.choice.weight_decay:.2g}",
            f"{trial.crps:.4g}",
        ]
        for trial in trials
    ]
    return table(header, rows)
