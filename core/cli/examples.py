"""`examples`: makes the finished forecasts again that the pages open on."""

from __future__ import annotations

import shutil
import tempfile
from dataclasses import dataclass
from pathlib import Path
from typing import Annotated

import typer

from core.cli.output import TerminalProgress
from core.cli.settings import forecast_settings, use_one_thread
from core.config import examples_folder


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


def examples(
    only: Annotated[str | None, typer.Option("--only", metavar="NAME", help="One of them.")] = None,
    folder: Annotated[Path | None, typer.Option("--folder", help="Where to; the project's own by default.")] = None,
    budget: Annotated[float | None, typer.Option("--budget", metavar="SECONDS", help="Time to train each.")] = None,
) -> None:
    """Make the shipped example forecasts again."""
    if only is not None and only not in EXAMPLES:
        raise typer.BadParameter(f"There is no example {only}; there are {', '.join(EXAMPLES)}.")
    use_one_thread()
    for name in EXAMPLES if only is None else [only]:
        make_example(name, folder or examples_folder(), budget)


def make_example(name: str, folder: Path, budget: float | None) -> None:
    """Forecasts one sample and replaces its folder once the forecast is complete."""
    from core.data.samples import load_sample
    from core.pipeline import run_forecast, save_outcome

    example = EXAMPLES[name]
    progress = TerminalProgress()
    settings = forecast_settings(None, example.horizon, None, budget)
    outcome = run_forecast(load_sample(example.sample), settings, progress)
    progress.clear()
    folder.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory(dir=folder) as unfinished:
        made = Path(unfinished) / name
        save_outcome(outcome, made)
        shutil.rmtree(folder / name, ignore_errors=True)
        made.rename(folder / name)
    size = sum(file.stat().st_size for file in (folder / name).rglob("*") if file.is_file())
    print(f"{name} ({round(size / 1000)} kB): {outcome.evaluation.verdict}")
