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
from core.messages import M, Message


@dataclass(frozen=True)
class Example:
    """A bundled sample, how far it is forecast, and by which network where it is not the usual one."""

    sample: str
    horizon: int
    model: str | None = None


EXAMPLES = {
    "seattle-weather": Example("seattle-weather", 14),
    "aapl": Example("aapl", 14),
    "sf-hourly": Example("sf-hourly", 24),
    "attention": Example("seattle-weather", 14, "attention"),
}

BACKTEST = "backtest"
"""The example of the backtest page: networks and baselines on the first sample."""
CELLS = "cells"
"""The example of the page that looks inside: three cells trained on the first sample."""
VIEWS = "views"
"""What some example forecasts did with their last window, made again from the runs as they are."""
WITH_VIEW = ("seattle-weather", "attention")
"""Examples whose view is shipped too, so that it opens without torch; the others' are made when they are asked for."""


def examples(
    only: Annotated[str | None, typer.Option("--only", metavar="NAME", help="One of them.")] = None,
    folder: Annotated[Path | None, typer.Option("--folder", help="Where to; the project's own by default.")] = None,
    budget: Annotated[float | None, typer.Option("--budget", metavar="SECONDS", help="Time to train each.")] = None,
) -> None:
    """Make the shipped example forecasts again."""
    makers = {**dict.fromkeys(EXAMPLES, make_example), BACKTEST: make_backtest, CELLS: make_cells, VIEWS: make_views}
    names = list(makers)
    if only is not None and only not in names:
        raise typer.BadParameter(f"There is no example {only}; there are {', '.join(names)}.")
    use_one_thread()
    for name in names if only is None else [only]:
        makers[name](name, folder or examples_folder(), budget)


def make_example(name: str, folder: Path, budget: float | None) -> None:
    """Forecasts one sample and replaces its folder once the forecast is complete."""
    from core.data.samples import load_sample
    from core.pipeline import run_forecast, save_outcome
    from core.pipeline.inside import save_view, window_view

    example = EXAMPLES[name]
    progress = TerminalProgress()
    settings = forecast_settings(example.model, example.horizon, None, budget)
    outcome = run_forecast(load_sample(example.sample), settings, progress)
    progress.clear()

    def save(made: Path) -> None:
        save_outcome(outcome, made)
        if name in WITH_VIEW:
            save_view(window_view(outcome.fitted, outcome.series), made)

    keep(folder / name, save, outcome.evaluation.verdict)


def make_cells(name: str, folder: Path, budget: float | None) -> None:
    """Trains three cells on the first sample and replaces the folder once that is complete."""
    from core.data.samples import load_sample
    from core.pipeline.inside import CellsPlan, compare_cells, save_cells

    progress = TerminalProgress()
    plan = CellsPlan() if budget is None else CellsPlan(budget_seconds=budget)
    found, trained = compare_cells(load_sample("seattle-weather"), plan, progress)
    progress.clear()
    scores = [f"{cell.model} {cell.mase:.2f}" for cell in found.cells]
    keep(folder / name, lambda made: save_cells(found, trained, made), M("MASE of {cells}", cells=scores))


def make_views(name: str, folder: Path, budget: float | None) -> None:
    """Looks at the last window of the example forecasts whose view is shipped; trains nothing."""
    from core.pipeline import load_outcome
    from core.pipeline.inside import CellsPlan, fitted_cell, has_cells, save_view, window_view
    from core.store.series import load_series

    for example in WITH_VIEW:
        if (folder / example / "outcome.json").is_file():
            outcome = load_outcome(folder / example)
            save_view(window_view(outcome.fitted(), outcome.series), folder / example)
            print(f"{example}: {name}")
    if has_cells(folder / CELLS):
        cells = load_series(folder / CELLS)
        for model in CellsPlan().models:
            save_view(window_view(fitted_cell(folder / CELLS, model), cells), folder / CELLS / model)
        print(f"{CELLS}: {name}")


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
