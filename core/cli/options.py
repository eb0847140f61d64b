"""Options that several commands share."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from core.config import DEFAULT_BUDGET_SECONDS, DEFAULT_HORIZON, DEFAULT_MODEL
from core.models.registry import MODELS

Csv = Annotated[Path | None, typer.Option("--csv", metavar="FILE", help="A CSV, TSV, Parquet or Excel file.")]
Time = Annotated[str | None, typer.Option("--time", metavar="COL", help="Time column of the file; found by itself.")]
Targets = Annotated[
    list[str] | None,
    typer.Option("--target", metavar="COL", help="Column to forecast. May be repeated, or name several as a,b."),
]
IdColumn = Annotated[str | None, typer.Option("--id", metavar="COL", help="Column that tells the file's series apart.")]
IdValue = Annotated[str | None, typer.Option("--series", metavar="VALUE", help="Which of them to forecast.")]
Sample = Annotated[str | None, typer.Option("--sample", metavar="NAME", help="A bundled series, needs no network.")]
Stock = Annotated[str | None, typer.Option("--stock", metavar="TICKER", help="A stock, from Yahoo Finance.")]
Period = Annotated[str, typer.Option("--period", help="How far back a stock goes: 1y, 5y, 10y, max.")]
Interval = Annotated[str, typer.Option("--interval", help="Step of a stock: 1d, 1h, 1wk, 1mo.")]
Weather = Annotated[
    str | None, typer.Option("--weather", metavar="PLACE", help="A place, or its “latitude, longitude”.")
]
Start = Annotated[str | None, typer.Option("--start", metavar="DATE", help="First day of the weather.")]
End = Annotated[str | None, typer.Option("--end", metavar="DATE", help="Last day of the weather.")]
Hourly = Annotated[bool, typer.Option("--hourly", help="Weather by the hour instead of by the day.")]
Horizon = Annotated[int | None, typer.Option("--horizon", help=f"Steps ahead; {DEFAULT_HORIZON} where not given.")]
Model = Annotated[str | None, typer.Option("--model", help=f"{', '.join(MODELS)}; {DEFAULT_MODEL} where not given.")]
Seed = Annotated[int | None, typer.Option("--seed", help="Same seed, same machine: same numbers.")]
Covariates = Annotated[
    list[str] | None,
    typer.Option(
        "--covariate",
        metavar="COL[=AHEAD]",
        help="Another column to look at; AHEAD: past (default), known, hold or forecast. May be repeated.",
    ),
]
Budget = Annotated[
    float | None, typer.Option("--budget", metavar="SECONDS", help=f"Time to train; {DEFAULT_BUDGET_SECONDS:g} s.")
]
TestFraction = Annotated[
    float | None, typer.Option("--test-fraction", help="Share of the rows kept for the test part.")
]
Tuned = Annotated[Path | None, typer.Option("--tuned", metavar="FILE", help="Settings that `tune --json FILE` wrote.")]
Json = Annotated[str | None, typer.Option("--json", metavar="FILE", help="Write the result as JSON; - prints it.")]
