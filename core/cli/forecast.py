"""`forecast`: one series, one forecast, how good it is and what it rests on."""

from __future__ import annotations

import dataclasses
from typing import TYPE_CHECKING, Annotated

import typer

from core.cli import options
from core.cli.output import Output, TerminalProgress
from core.cli.settings import forecast_settings, several_targets, use_one_thread
from core.cli.sources import Source
from core.cli.tune import tuned_settings
from core.config import QUANTILES
from core.errors import UserError
from core.explain.registry import METHODS
from core.messages import M

if TYPE_CHECKING:
    from core.data.series import Series
    from core.forecasting.types import ForecastSettings
    from core.pipeline import ExplainChoice, Outcome


def forecast(
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
    explain: Annotated[
        bool, typer.Option("--explain", help="Check the explanation thoroughly, and say whether to trust it.")
    ] = False,
    explain_step: Annotated[
        int | None, typer.Option("--explain-step", help="Step to explain; 1 where not given.")
    ] = None,
    explain_method: Annotated[
        str | None, typer.Option("--explain-method", metavar="NAME", help=f"{', '.join(METHODS)}.")
    ] = None,
    explain_reference: Annotated[
        str | None,
        typer.Option("--explain-reference", metavar="NAME", help="Compared with what; a suitable one by itself."),
    ] = None,
    explain_quantile: Annotated[
        float | None, typer.Option("--explain-quantile", metavar="LEVEL", help="Quantile to explain; 0.5.")
    ] = None,
    save: Annotated[
        str | None, typer.Option("--save", metavar="NAME", help="Keep the trained run under a name.")
    ] = None,
    run: Annotated[str | None, typer.Option("--run", metavar="NAME", help="Use a saved run; no training.")] = None,
    json: options.Json = None,
) -> None:
    """Forecast a series, compare with the baselines and say what the forecast rests on."""
    target, also = several_targets(targets)
    source = Source(
        csv, time, target, id_column, id_value, sample, stock, period, interval, weather, start, end, hourly
    )
    output = Output(json)
    settings = forecast_settings(model, horizon, seed, budget, covariates=covariate, also=also)
    if tuned is not None:
        settings = tuned_settings(
            tuned, settings, any(option is not None for option in (model, horizon, covariate, also or None))
        )
    asked = explain_settings(explain_step, explain_method, explain_reference, explain_quantile)
    if save is not None:
        check_new_name(save)
    if run is not None and any(option is not None for option in (horizon, model, seed, budget, covariate, tuned)):
        raise UserError(
            M("The saved run {name} brings its own model, horizon, seed and budget.", name=run),
            M("Leave these options out, or leave out --run."),
        )
    columns = () if run is None or target is None else columns_of_run(run, (target, *also))
    loaded = source.load()
    output.note(loaded.notes)
    if run is not None:
        outcome = saved_run_outcome(run, loaded.series, asked, columns)
    else:
        outcome = trained_outcome(loaded.series, settings, asked)
    report(outcome, save, output, thorough=explain)


def explain_settings(
    step: int | None, method: str | None, reference: str | None, quantile: float | None
) -> ExplainChoice:
    """What is explained, and how; a method or quantile that does not exist is refused before anything is trained."""
    from core.pipeline.explaining import ExplainChoice, check_choice

    usual = ExplainChoice()
    choice = ExplainChoice(
        usual.step if step is None else step,
        usual.quantile if quantile is None else quantile,
        usual.method if method is None else method,
        reference,
    )
    check_choice(dataclasses.replace(choice, step=1), 1, QUANTILES)
    return choice


def trained_outcome(series: Series, settings: ForecastSettings, choice: ExplainChoice) -> Outcome:
    """Trains and forecasts, with a line of progress."""
    from core.pipeline import run_forecast

    use_one_thread()
    progress = TerminalProgress()
    try:
        return run_forecast(series, settings, progress, choice=choice)
    finally:
        progress.clear()


def columns_of_run(name: str, wanted: tuple[str, ...]) -> tuple[str, ...]:
    """Those of the columns of the saved run `name` that are wanted; none for a run of one, which takes any series.

    Raises UserError where the run has no such column.
    """
    from core.forecasting.together import targets_of
    from core.store.format import read_header
    from core.store.runs import run_folder

    kept = targets_of(read_header(run_folder(name)).card)
    if len(kept) < 2 and len(wanted) == 1:
        return ()
    missing = [column for column in wanted if column not in kept]
    if missing:
        raise UserError(
            M("The saved run {name} does not forecast “{column}”.", name=name, column=missing[0]),
            M("It forecasts {names}; name some of these with --target, or none for all.", names=list(kept)),
        )
    return wanted


def saved_run_outcome(name: str, series: Series, choice: ExplainChoice, columns: tuple[str, ...]) -> Outcome:
    """Forecasts with the saved run `name`; columns: some of a run of several, none for all."""
    from core.pipeline import reuse_run
    from core.store import load_run

    run = load_run(name)
    use_one_thread()
    progress = TerminalProgress()
    try:
        return reuse_run(run, name, series, progress, choice=choice, columns=columns)
    finally:
        progress.clear()


def report(outcome: Outcome, save: str | None, output: Output, thorough: bool = False) -> None:
    """Saves the run where asked, writes the JSON and prints the summary. thorough: with every check."""
    from core.cli.summary import checks_summary, forecast_summary
    from core.pipeline import outcome_json
    from core.pipeline.checks import checks_json, thorough_checks
    from core.store import save_run

    if save is not None:
        save_run(outcome.to_run(), save)
        outcome = saved_as(outcome, save)
    content, lines = outcome_json(outcome), forecast_summary(outcome)
    if thorough:
        checks = thorough_checks(outcome.fitted.evidence(outcome.series), outcome.explanation, outcome.settings.seed)
        content["explanation"] = {**explanation_of(content), "checks": checks_json(outcome.explanation, checks)}
        lines += ["", *checks_summary(outcome.explanation, checks)]
    output.json(content)
    output.say(*lines)


def saved_as(outcome: Outcome, name: str) -> Outcome:
    """The outcome, and those of its other columns, with the name of the run that holds them."""
    return dataclasses.replace(outcome, run=name, also=tuple(saved_as(other, name) for other in outcome.also))


def explanation_of(content: dict[str, object]) -> dict[str, object]:
    """The explanation of a forecast's JSON."""
    explanation = content["explanation"]
    assert isinstance(explanation, dict)
    return explanation


def check_new_name(name: str) -> None:
    """Raises UserError where a run cannot be saved under `name`, before any time is spent on training it."""
    from core.store import list_runs
    from core.store.names import checked_name

    name = checked_name(name)
    if any(run.name == name for run in list_runs()):
        raise UserError(
            M("A run called {name} is saved already.", name=name),
            M("Choose another name, or delete it with `python -m core models delete`."),
        )
