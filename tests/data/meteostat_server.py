"""Meteostat's protocol, spoken by a local server: a list of stations (SQLite) and one file a station and year."""

from __future__ import annotations

import gzip
import os
import sqlite3
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path

import numpy as np
import pandas as pd

from tests.data.local_server import Reply

YEAR = 2024
SHARED = Path(__file__).parents[3] / "shared" / "data"
SCHEMA = """
CREATE TABLE stations (id TEXT PRIMARY KEY, country TEXT, region TEXT, latitude REAL, longitude REAL,
                       elevation INTEGER, timezone TEXT);
CREATE TABLE names (station TEXT, language TEXT, name TEXT);
CREATE TABLE identifiers (station TEXT, key TEXT, value TEXT);
CREATE TABLE inventory (station TEXT, provider TEXT, parameter TEXT, start TEXT, end TEXT, completeness REAL);
"""


@dataclass(frozen=True)
class Station:
    """A station in the list; parameters: what its inventory claims for 2020 to 2024."""

    id: str
    name: str
    latitude: float
    longitude: float
    elevation: int = 100
    timezone: str = "Europe/Berlin"
    parameters: tuple[str, ...] = ("temp", "tmin", "tmax", "prcp")


@cache
def measured(hourly: bool) -> pd.DataFrame:
    """A real year where the shared data are at hand, else a year in the same columns; index `time`."""
    name = "station_10532_hourly_2024.csv" if hourly else "station_10637_daily_2024.csv"
    folder = Path(os.environ.get("UNROLLED_SHARED_DATA", SHARED))
    file = folder / "weather" / name
    if file.exists():
        return pd.read_csv(file, index_col="time", parse_dates=["time"])
    return synthetic(hourly)


def synthetic(hourly: bool) -> pd.DataFrame:
    """A year of a plausible climate in Meteostat's columns, with two missing steps of temperature in May."""
    times = pd.date_range(f"{YEAR}-01-01", f"{YEAR}-12-31 23:00", freq="h" if hourly else "D", name="time")
    phase = 2 * np.pi * times.day_of_year.to_numpy() / 366
    noise = np.random.default_rng(0).normal(0, 1, len(times))
    frame = pd.DataFrame({"temp": np.round(10 - 10 * np.cos(phase) + noise, 1)}, index=times)
    frame["prcp"] = np.maximum(0, np.round(noise, 1))
    if not hourly:
        frame["tmin"], frame["tmax"] = frame["temp"] - 4, frame["temp"] + 4
    gap = times.get_loc(pd.Timestamp(f"{YEAR}-05-05"))
    frame.iloc[gap : gap + 2, frame.columns.get_loc("temp")] = np.nan
    return frame


def packed(frame: pd.DataFrame, hourly: bool, source: str | None = None) -> bytes:
    """A station's file: date in columns, and after each value the source it came from."""
    index = pd.DatetimeIndex(frame.index)
    table = pd.DataFrame({"year": index.year, "month": index.month, "day": index.day})
    if hourly:
        table["hour"] = index.hour
    for column in frame.columns:
        table[column] = frame[column].to_numpy()
        held = frame[column].notna().to_numpy()
        table[f"{column}_source"] = np.where(held, source or ("dwd_hourly" if hourly else "dwd_daily"), None)
    return gzip.compress(table.to_csv(index=False).encode())


def station_list(path: Path, stations: list[Station]) -> bytes:
    """The SQLite file that the library searches."""
    path.unlink(missing_ok=True)
    with sqlite3.connect(path) as database:
        database.executescript(SCHEMA)
        for it in stations:
            place = (it.id, "DE", "HE", it.latitude, it.longitude, it.elevation, it.timezone)
            database.execute("INSERT INTO stations VALUES (?, ?, ?, ?, ?, ?, ?)", place)
            database.execute("INSERT INTO names VALUES (?, 'en', ?)", (it.id, it.name))
            for name in it.parameters:
                held = (it.id, "dwd_daily", name, "2020-01-01", "2024-12-31", 1.0)
                database.execute("INSERT INTO inventory VALUES (?, ?, ?, ?, ?, ?)", held)
    database.close()
    return path.read_bytes()


@dataclass
class Meteostat:
    """What the service holds. failure: what it answers instead of anything, None while it works."""

    stations: bytes
    files: dict[str, bytes] = field(default_factory=dict)
    failure: Reply | None = None

    def __call__(self, path: str, query: dict[str, str]) -> Reply:
        if self.failure is not None:
            return self.failure
        content = self.stations if path == "/stations.db" else self.files.get(path)
        return Reply(404, b"", "text/plain") if content is None else Reply(200, content, "application/octet-stream")

    def put(self, station: str, frame: pd.DataFrame, hourly: bool = False, source: str | None = None) -> None:
        """Stores a station's rows, one file a year."""
        kind = "hourly" if hourly else "daily"
        for year, rows in frame.groupby(pd.DatetimeIndex(frame.index).year):
            self.files[f"/{kind}/{year}/{station}.csv.gz"] = packed(rows, hourly, source)
