"""`examples`: makes the finished forecasts again that the pages open on."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Annotated

import typer

from core.cli.output import TerminalProgress
from core.cli.settings import forecast_settings, use_one_thread
from core.config import examples_folder
from core.messages import Message


@dataclass(frozen=True)
class Example:
    """A bundled sample and how far it is forecast."""

    sample: str
    horizon: int


EXAMPLES = {
    "seattle-weather": Example("seattle-weather", 14),
    "aapl": Example("aapl", 14),
    "sf-hourly": Example("sf-hourly", 24),
}

BACKTEST = "backtest"
"""The example of the backtest page: networks and baselines on the first sample."""


def examples(
    only: Annotated[str | None, typer.Option("--only", metavar="NAME", help="One of them.")] = None,
    folder: Annotated[Path | None, typer.Option("--folder", help="Where to; the project's own by default.")] = None,
    budget: Annotated[float | None, typer.Option("--budget", metavar="SECONDS", help="Time to train each.")] = None,
) -> None:
    """Make the shipped example forecasts again."""
    names = [*EXAMPLES, BACKTEST]
    if only is not None and only not in names:
        raise typer.BadParameter(f"There is no example {only}; there are {', '.join(names)}.")
    use_one_thread()
    for name in names if only is None else [only]:
        make = make_backtest if name == BACKTEST else make_example
        make(name, folder or examples_folder(), budget)


def make_example(name: str, folder: Path, budget: float | None) -> None:
    """Forecasts one sample and replaces its folder once the forecast is complete."""
    from core.data.samples import load_sample
    from core.pipeline import run_forecast, save_outcome

    example = EXAMPLES[name]
    progress = TerminalProgress()
    settings = forecast_settings(None, example.horizon, None, budget)
    outcome = run_forecast(load_sample(example.sample), settings, progress)
    progress.clear()
    keep(folder / name, lambda made: save_outcome(outcome, made), outcome.evaluation.verdict)


def make_backtest(name: str, folder: Path, budget: float | None) -> None:
    """Compares four networks on the first sample and replaces the folder once that is complete."""
    from core.data.samples import load_sample
    from core.pipeline import ComparePlan, compare, save_comparison

    progress = TerminalProgress()
    settings = forecast_settings(None, None, None, budget)
    plan = ComparePlan(("lstm", "gru", "elman", "mlp"), horizon=14, step=3, budget_seconds=settings.budget_seconds)
    found = compare(load_sample("seattle-weather"), plan, progress)
    progress.clear()
    keep(folder / name, lambda made: save_comparison(found, made), found.evaluation.verdict)


def keep(target: Path, save: Callable[[Path], None], verdict: Message) -> None:
    """Puts what `save` writes in the place of `target`, and says in a line how large it is and what it comes to."""
    from core.store.atomic import whole_folder  # the store imports pandas, which the help should not pay for

    with whole_folder(target, overwrite=True) as unfinished:
        save(unfinished)
    size = sum(file.stat().st_size for file in target.rglob("*") if file.is_file())
    print(f"{target.name} ({round(size / 1000)} kB): {verdict}")
