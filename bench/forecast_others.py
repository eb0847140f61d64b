"""The forecaster on series it was not developed on: `python -m bench.forecast_others [PART OF A NAME …]`.

Other columns and cuts of the samples, two stations where their files are at hand, and simulated series of many kinds.
The protocol is that of issue 4: fitted once on the first 80 %, an origin every horizon after it; sCRPS over the levels
0.1, 0.25, 0.5, 0.75 and 0.9. One seed, the default network and budget. "share" is what the network has of the
forecast, "beside" what the rest is; both are chosen before the cut. "time" is that of the processor.
"""

from __future__ import annotations

import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import numpy as np
import pandas as pd
import torch
import vega_datasets

from bench.machine import head, table
from core.config import QUANTILES
from core.data.files import series_from_table
from core.data.samples import load_sample
from core.data.series import Frequency, Provenance, Series
from core.forecasting import metrics
from core.forecasting.baselines import BASELINES
from core.forecasting.cut import cut_position, rolling_origins
from core.forecasting.forecaster import fit
from core.forecasting.types import ForecastSettings

LEVELS = (0.1, 0.25, 0.5, 0.75, 0.9)
TABLES = Path(vega_datasets.__file__).parent / "_data"
STATIONS = Path(__file__).resolve().parents[2] / "shared" / "data" / "weather"
TOLERANCE, LOW, HIGH = 0.05, 0.75, 0.85

HALF_HOURLY = Frequency("30min", pd.Timedelta("30min"), (48, 336))
HOURLY = Frequency("h", pd.Timedelta("1h"), (24, 168))
DAILY = Frequency("D", pd.Timedelta("1D"), (7, 365))
WEEKLY = Frequency("W", pd.Timedelta("7D"), (52,))
MONTHLY = Frequency("MS", pd.Timedelta(days=30.4375), (12,))


def made(name: str, values: np.ndarray, frequency: Frequency) -> Series:
    """A simulated series."""
    start = "2004-01-01" if frequency.code in ("MS", "W", "D") else "2023-01-02"
    code = {"W": "W-MON"}.get(frequency.code, frequency.code)
    index = pd.date_range(start, periods=len(values), freq=code, name="time")
    return Series(name, pd.DataFrame({"y": values}, index=index), "y", frequency, Provenance("file", "made"))


def logarithm(series: Series) -> Series:
    """The logarithms of a price."""
    frame = np.log(series.frame[[series.target]])
    return Series(series.name, frame, series.target, series.frequency, series.provenance, "", series.calendar)


def station(file: str, column: str, frequency: str) -> Series:
    """One column of a station's year."""
    frame = pd.read_csv(STATIONS / file)
    if "hour" in frame:
        frame["time"] = pd.to_datetime(frame[["year", "month", "day", "hour"]])
    elif {"year", "month", "day"} <= set(frame.columns):
        frame["time"] = pd.to_datetime(frame[["year", "month", "day"]])
    when = "time" if "time" in frame else frame.columns[0]
    return series_from_table(frame, when, column, name=f"{file[8:13]} {column} {frequency}")[0]


def packaged(file: str, column: str, every: str | None = None) -> Series:
    """One column of a further table of vega_datasets; every: means over this step."""
    frame = pd.read_csv(TABLES / file, parse_dates=[0], index_col=0)[[column]]
    frame = frame.groupby(level=0).mean()  # an hour of the change to summer time is told twice
    frame = frame.resample(every).mean().dropna() if every else frame
    return series_from_table(frame.reset_index(), frame.index.name, column, name=column)[0]


def noise(seed: int) -> np.random.Generator:
    return np.random.default_rng(seed)


def half_hourly(rows: int = 48 * 70) -> np.ndarray:
    """A load: morning and evening, weekends lower, noise that lingers."""
    t, rng = np.arange(rows), noise(1)
    day, weekend = 2 * np.pi * t / 48, ((t // 48) % 7 >= 5) * 1.0
    shape = 30 + 8 * np.sin(day - 2) + 4 * np.sin(2 * day) - weekend * (6 + 3 * np.sin(day - 2))
    return shape + lingering(rows, 0.9, 0.8, rng)


def lingering(rows: int, keep: float, size: float, rng: np.random.Generator) -> np.ndarray:
    """An autoregression of order one."""
    values, now = np.empty(rows), 0.0
    for row, shock in enumerate(rng.normal(0, size, rows)):
        now = keep * now + shock
        values[row] = now
    return values


def monthly(rows: int, seed: int) -> np.ndarray:
    """Sales that grow with a season that grows along."""
    t, rng = np.arange(rows), noise(seed)
    season = 1 + 0.25 * np.sin(2 * np.pi * t / 12) + 0.1 * np.cos(4 * np.pi * t / 12)
    return 100 * np.exp(0.005 * t) * season * np.exp(rng.normal(0, 0.04, rows))


def weekly(rows: int = 260) -> np.ndarray:
    """Sales by week with a yearly season."""
    t, rng = np.arange(rows), noise(4)
    return 200 + 0.3 * t + 30 * np.sin(2 * np.pi * t / 52) + lingering(rows, 0.5, 10, rng)


def shifted(rows: int = 900) -> np.ndarray:
    """Weekly swing whose level jumps twice, once after the cut."""
    t, rng = np.arange(rows), noise(5)
    return 50 + 5 * np.sin(2 * np.pi * t / 7) + 25 * (t > 400) - 40 * (t > 800) + rng.normal(0, 2, rows)


def gappy(series: Series, share: float = 0.03) -> Series:
    """The same with rows missing at random, read as a file would be."""
    rows = np.sort(noise(6).choice(len(series), round((1 - share) * len(series)), replace=False))
    frame = series.frame.iloc[rows].reset_index()
    return series_from_table(frame, frame.columns[0], series.target, name=f"{series.name}, gaps")[0]


def cases() -> Iterator[tuple[str, Callable[[], Series], int]]:
    """Name, how to get it, horizon."""
    for column in ("temp_min", "wind", "precipitation"):
        yield f"Seattle {column}", lambda column=column: load_sample("seattle-weather", column), 14
    yield "Seattle temp_max, 500 days", lambda: load_sample("seattle-weather").head(500), 14
    yield "Seattle temp_max, h 3", lambda: load_sample("seattle-weather"), 3
    yield "Seattle temp_max, h 30", lambda: load_sample("seattle-weather"), 30
    yield "SF hourly, h 72", lambda: load_sample("sf-hourly"), 72
    yield "SF hourly, 2 months", lambda: load_sample("sf-hourly").head(24 * 61), 24
    yield "SF hourly, 4 months, h 48", lambda: load_sample("sf-hourly").head(24 * 122), 48
    yield "Seattle hourly normals", lambda: packaged("seattle-temps.csv", "temp"), 24
    yield "Seattle 3-hourly normals", lambda: packaged("seattle-temps.csv", "temp", "3h"), 16
    yield "Seattle daily normals", lambda: packaged("seattle-temps.csv", "temp", "D"), 7
    yield "US employment", lambda: packaged("us-employment.csv", "nonfarm"), 6
    if STATIONS.is_dir():
        for column in ("temp", "rhum", "wspd"):
            yield (
                f"10532 hourly {column}",
                lambda column=column: station("station_10532_hourly_2024.csv", column, "hourly"),
                24,
            )
        yield "10637 daily tmax", lambda: station("station_10637_daily_2024.csv", "tmax", "daily"), 7
    for ticker in ("ibm", "goog", "msft"):
        yield f"{ticker} log close", lambda ticker=ticker: logarithm(load_sample(ticker, "Adj Close")), 5
    yield "half-hourly load", lambda: made("load", half_hourly(), HALF_HOURLY), 48
    yield "monthly 60", lambda: made("monthly", monthly(60, 60), MONTHLY), 3
    yield "daily 90", lambda: made("daily", lingering(90, 0.7, 1, noise(10)), DAILY), 7
    yield "monthly 120", lambda: made("monthly", monthly(120, 2), MONTHLY), 6
    yield "monthly 240", lambda: made("monthly", monthly(240, 3), MONTHLY), 12
    yield "weekly sales", lambda: made("weekly", weekly(), WEEKLY), 8
    yield "random walk", lambda: made("walk", 100 + noise(7).normal(0, 1, 900).cumsum(), DAILY), 6
    yield "short random walk", lambda: made("walk", 100 + noise(8).normal(0, 1, 250).cumsum(), DAILY), 5
    yield "level shift", lambda: made("shift", shifted(), DAILY), 7
    yield "heavy tails", lambda: made("tails", 10 + noise(9).standard_t(2, 1200), DAILY), 7
    yield "hourly cycle with gaps", lambda: gappy(load_sample("sf-hourly").head(24 * 90)), 24


def measure(name: str, series: Series, horizon: int) -> list[str]:
    """One row of the table."""
    torch.manual_seed(0)
    began = time.process_time()
    fitted = fit(series, ForecastSettings(horizon=horizon, budget_seconds=12.0))
    seconds = time.process_time() - began
    cut, season = cut_position(len(series), 0.2), fitted.season
    origins = rolling_origins(len(series), cut, horizon, horizon)
    scale = metrics.mase_scale(series.values[:cut], season)
    ours = fitted.predict(series, origins)
    columns = [QUANTILES.index(level) for level in LEVELS]
    score = metrics.score(ours.actual, ours.values[..., columns], LEVELS, scale)
    others = {}
    for kind in BASELINES:
        baseline = BASELINES[kind](season).fit(series.values[:cut])
        values = baseline.predict(series.values, origins, horizon, LEVELS)
        others[kind] = metrics.score(ours.actual, values, LEVELS, scale).crps
    best = min(others.values())
    held = score.coverage[0.8]
    remark = " ".join(
        (["lost"] if score.crps > (1 + TOLERANCE) * best else []) + (["coverage"] if not LOW <= held <= HIGH else [])
    )
    card = fitted.card
    return [
        name, f"{len(series)}", f"{horizon}", f"{season}", f"{score.crps:.3f}",
        *(f"{others[kind]:.3f}" for kind in BASELINES), f"{1 - score.crps / best:+.1%}", f"{held:.2f}",
        f"{seconds:.1f}", f"{card.get('network_share', 1.0):.1f}", str(card.get("beside", "-")), remark,
    ]  # fmt: skip


def main() -> None:
    """Every case whose name holds one of the words given, or all."""
    torch.set_num_threads(1)
    wanted = sys.argv[1:]
    print(head("Series the method was not developed on: sCRPS, one seed, one thread"))
    first = ["series", "rows", "h", "m", "ours", *BASELINES, "gain", "cov80", "time s", "share", "beside", "remark"]
    rows = [first]
    for name, load, horizon in cases():
        if wanted and not any(word in name for word in wanted):
            continue
        rows.append(measure(name, load(), horizon))
        print(table([first, rows[-1]]).splitlines()[-1], file=sys.stderr, flush=True)
    print(table(rows))


if __name__ == "__main__":
    main()
