"""Meteostat's library with bounded waits: files are fetched here, side by side, and read by the library.

Left alone the library fetches one file after the other without a time limit, takes a broken connection for a year
without data, and keeps its cache as pickles. So its cache is off and its providers read the files fetched here.
"""

from __future__ import annotations

import logging
import os
import tempfile
import time
from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from importlib import import_module
from pathlib import Path
from typing import Any

import pandas as pd
import requests
from tenacity import Retrying, retry_if_exception_type, stop_after_attempt, stop_after_delay, wait_fixed

from core import config
from core.data.cache import LATER, NO_NETWORK, OutageError, ServiceError
from core.messages import M

REQUEST_SECONDS = (2.0, 4.0)
"""Longest waits for a connection and for the next bytes."""

RETRY_SECONDS = 1.0
"""Time after which a failed request is not made again."""

SIDE_BY_SIDE = 8
WEEK, MONTH, CENTURY = 7 * 24 * 3600, 30 * 24 * 3600, 100 * 365 * 24 * 3600
SQLITE, GZIP = b"SQLite format 3\0", b"\x1f\x8b"
"""How files begin that are what was asked for, and no page of a hotel's network."""


def library() -> Any:
    """The module meteostat, set up: our list of stations, our files, observations only, its log silent."""
    import meteostat

    folder = _folder()
    settings = meteostat.config
    settings.cache_enable = False
    settings.block_large_requests = False
    settings.include_model_data = False  # forecasts of others are no observations
    if "MS_STATIONS_DB_FILE" not in os.environ:
        settings.stations_db_file = str(folder / "stations.db")
        settings.stations_db_ttl = CENTURY  # its age is looked after in `fetch_stations`
    logging.getLogger("meteostat").setLevel(logging.CRITICAL)  # its failures are told by `fetch_rows`
    for kind in ("daily", "hourly"):
        provider: Any = import_module(f"meteostat.providers.meteostat.{kind}")
        provider.ENDPOINT = str(folder / kind / "{year}" / "{station}.csv.gz")
    return meteostat


def fetch_stations() -> bool:
    """Makes sure that a list of stations is there; True where an old one stands in for one that cannot be fetched."""
    settings = library().config
    if "MS_STATIONS_DB_FILE" in os.environ and Path(settings.stations_db_file).exists():
        return False
    return _fetch_once(tuple(settings.stations_db_endpoints), Path(settings.stations_db_file), WEEK, SQLITE) == "stale"


def fetch_rows(stations: Sequence[str], years: Sequence[int], hourly: bool) -> dict[str, bool]:
    """Makes sure that the stations' files of these years are there: the stations served, True where by an older file.

    A file that does not exist is a year without data. A station that cannot be served is left out; ServiceError is
    raised where none can.
    """
    kind = "hourly" if hourly else "daily"
    endpoint = getattr(library().config, f"{kind}_endpoint")
    asked = [(station, year) for station in stations for year in years]

    def state(pair: tuple[str, int]) -> str | ServiceError:
        station, year = pair
        address = endpoint.format(station=station, year=year)
        try:
            return _fetch_once((address,), _file(kind, station, year), _keep_for(year), GZIP)
        except ServiceError as error:
            return error

    states = [state(asked[0])]  # alone: where the network is gone and nothing is kept, one wait is enough
    if isinstance(states[0], ServiceError) and not any(_file(kind, *pair).exists() for pair in asked):
        raise states[0]
    with ThreadPoolExecutor(SIDE_BY_SIDE) as pool:
        states += pool.map(state, asked[1:])
    failures = {pair[0]: told for pair, told in zip(asked, states, strict=True) if isinstance(told, ServiceError)}
    if len(failures) == len(set(stations)):
        raise next(iter(failures.values()))
    stale = {pair[0] for pair, told in zip(asked, states, strict=True) if told == "stale"}
    return {station: station in stale for station in stations if station not in failures}


def fetched_at(station: str, years: Sequence[int], hourly: bool) -> pd.Timestamp:
    """When the newest of a station's files was fetched, UTC."""
    files = [_file("hourly" if hourly else "daily", station, year) for year in years]
    times = [file.stat().st_mtime for file in files if file.exists()]
    return pd.Timestamp(max(times, default=time.time()), unit="s", tz="UTC").floor("s")


def _folder() -> Path:
    return config.cache_folder() / "meteostat"


def _file(kind: str, station: str, year: int) -> Path:
    return _folder() / kind / str(year) / f"{station}.csv.gz"


def _keep_for(year: int) -> float:
    """Seconds for which a file is used: short while its year, or the corrections after it, go on."""
    return config.WEATHER_CACHE_SECONDS if pd.Timestamp.now("UTC").year - year < 2 else MONTH


def _fetch_once(mirrors: tuple[str, ...], path: Path, seconds: float, beginning: bytes) -> str:
    """One file from the first mirror that has it: "kept", "new", "absent" or "stale"."""
    if path.exists() and time.time() - path.stat().st_mtime < seconds:
        return "kept"
    try:
        content = _first(mirrors, beginning)
    except ServiceError:
        if path.exists():
            return "stale"
        raise
    if content is None:
        return "absent"
    path.parent.mkdir(parents=True, exist_ok=True)
    handle, temporary = tempfile.mkstemp(dir=path.parent)
    with os.fdopen(handle, "wb") as file:
        file.write(content)
    os.replace(temporary, path)
    return "new"


def _first(mirrors: tuple[str, ...], beginning: bytes) -> bytes | None:
    """The content at the first address that answers; None where it does not exist."""
    failure: ServiceError | None = None
    for address in mirrors:
        try:
            return _get(address, beginning)
        except ServiceError as error:
            failure = failure or error
    assert failure is not None
    raise failure


def _get(address: str, beginning: bytes) -> bytes | None:
    attempts = Retrying(
        retry=retry_if_exception_type(OutageError),
        stop=stop_after_attempt(2) | stop_after_delay(RETRY_SECONDS),
        wait=wait_fixed(0.2),
        reraise=True,
    )
    content: bytes | None = attempts(_get_once, address, beginning)
    return content


def _get_once(address: str, beginning: bytes) -> bytes | None:
    try:
        response = requests.get(address, timeout=REQUEST_SECONDS)
    except requests.RequestException as error:
        raise OutageError(M("Meteostat cannot be reached."), NO_NETWORK) from error
    if response.status_code == 404:
        return None
    if response.status_code == 429:
        raise ServiceError(M("Meteostat refuses further questions for a while."), LATER)
    if response.status_code >= 400:
        raise OutageError(
            M("Meteostat answered with an error of its own ({code}).", code=str(response.status_code)), LATER
        )
    if not response.content.startswith(beginning):
        raise OutageError(M("Something other than Meteostat answered in its place."), NO_NETWORK)
    return response.content
