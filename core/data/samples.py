"""Bundled samples: real series that need no network, read from the installed packages' own files."""

from __future__ import annotations

import gzip
import io
from collections.abc import Callable
from dataclasses import dataclass, field
from importlib.util import find_spec
from pathlib import Path

import pandas as pd

from core.data import regular
from core.data.frequency import infer
from core.data.series import Provenance, Series
from core.errors import UserError
from core.messages import M, Message


@dataclass(frozen=True)
class Sample:
    """One bundled series.

    columns: its numeric columns and their units. target: the column forecast unless another is named.
    calendar: exchange calendar code for trading days, else None.
    """

    name: str
    title: Message
    description: Message
    licence: str
    origin: str
    url: str
    columns: dict[str, str]
    target: str
    read: Callable[[], pd.DataFrame] = field(repr=False, compare=False)
    calendar: str | None = None


def load_sample(name: str, target: str | None = None) -> Series:
    """The sample `name` with `target` to forecast; raises UserError for an unknown name or column."""
    sample = SAMPLES.get(name)
    if sample is None:
        raise UserError(
            M("There is no sample called “{name}”.", name=name), M("The samples are {names}.", names=list(SAMPLES))
        )
    target = target or sample.target
    if target not in sample.columns:
        raise UserError(
            M("The sample {name} has no column “{column}”.", name=name, column=target),
            M("Its columns are {columns}.", columns=list(sample.columns)),
        )
    frame = sample.read()[list(sample.columns)].astype("float64")
    frequency = infer(pd.DatetimeIndex(frame.index))
    frame, filled = regular.complete(frame, target, frequency)
    provenance = Provenance("sample", sample.origin, sample.licence, sample.url)
    return Series(name, frame, target, frequency, provenance, sample.columns[target], sample.calendar, filled)


def _package_file(package: str, file: str) -> Path:
    """A data file of an installed package, found without importing the package."""
    spec = find_spec(package)
    if spec is None or not spec.submodule_search_locations:
        raise ModuleNotFoundError(f"The package {package} is not installed; run: pip install -r requirements.txt")
    return Path(spec.submodule_search_locations[0]) / "_data" / file


def _read_stock(ticker: str) -> pd.DataFrame:
    """Daily rows of one ticker; the file holds all tickers one after the other."""
    content = gzip.decompress(_package_file("bokeh_sampledata", "stocks.csv.gz").read_bytes()).decode()
    table = pd.read_csv(io.StringIO(content))
    rows = table[table["Ticker"] == ticker]
    return rows.set_index(pd.DatetimeIndex(pd.to_datetime(rows["Date"], format="%Y-%m-%d"), name="time"))


def _read_weather(file: str, time_format: str) -> pd.DataFrame:
    table = pd.read_csv(_package_file("vega_datasets", file))
    return table.set_index(pd.DatetimeIndex(pd.to_datetime(table["date"], format=time_format), name="time"))


PRICE_UNITS = {"Open": "USD", "High": "USD", "Low": "USD", "Close": "USD", "Volume": "shares", "Adj Close": "USD"}
STOCK_ORIGIN = "Quandl WIKI Prices (values as supplied), in the package bokeh_sampledata"
STOCK_LICENCE = "public domain as declared by the publisher; package under BSD-3-Clause"
STOCK_URL = "https://github.com/bokeh/bokeh_sampledata"
WEATHER_ORIGIN = "NOAA (National Oceanic and Atmospheric Administration), in the package vega_datasets"
WEATHER_LICENCE = "data of the US government, public domain; package under the MIT licence"
WEATHER_URL = "https://github.com/vega/vega-datasets"


def _stock(ticker: str, company: str) -> Sample:
    return Sample(
        name=ticker.lower(),
        title=M("{company} stock, daily", company=company),
        description=M(
            "Daily prices of {ticker} to March 2013. Adj Close is adjusted for splits and dividends, later ones too;"
            " the other prices are as traded.",
            ticker=ticker,
        ),
        licence=STOCK_LICENCE,
        origin=STOCK_ORIGIN,
        url=STOCK_URL,
        columns=PRICE_UNITS,
        target="Adj Close",
        read=lambda: _read_stock(ticker),
        calendar="XNYS",
    )


SEATTLE = Sample(
    name="seattle-weather",
    title=M("Seattle weather, daily"),
    description=M("Rain, temperature extremes and wind in Seattle, every day from 2012 to 2015."),
    licence=WEATHER_LICENCE,
    origin=WEATHER_ORIGIN,
    url=WEATHER_URL,
    columns={"precipitation": "mm", "temp_max": "°C", "temp_min": "°C", "wind": "m/s"},
    target="temp_max",
    read=lambda: _read_weather("seattle-weather.csv", "%Y/%m/%d"),
)

SAN_FRANCISCO = Sample(
    name="sf-hourly",
    title=M("San Francisco temperature, hourly"),
    description=M(
        "Hourly temperature normals of San Francisco for the year 2010: averages over many years, and so smoother"
        " than weather. The hour lost to daylight saving time is filled from the hour before."
    ),
    licence=WEATHER_LICENCE,
    origin=WEATHER_ORIGIN,
    url=WEATHER_URL,
    columns={"temp": "°F"},
    target="temp",
    read=lambda: _read_weather("sf-temps.csv", "%Y/%m/%d %H:%M:%S"),
)

_STOCKS = [_stock("AAPL", "Apple"), _stock("GOOG", "Google"), _stock("IBM", "IBM"), _stock("MSFT", "Microsoft")]
SAMPLES: dict[str, Sample] = {sample.name: sample for sample in (*_STOCKS, SEATTLE, SAN_FRANCISCO)}
"""The bundled samples by name."""
