"""Weather against a local server that speaks Meteostat's protocol, with a real year of station data as its answer."""

from __future__ import annotations

import datetime as dt
import time
from collections.abc import Iterator
from pathlib import Path

import meteostat
import numpy as np
import pandas as pd
import pytest

from core import config
from core.data import meteostat_client
from core.data.places import Place
from core.data.weather import load_weather, nearest_stations
from core.errors import UserError
from tests.data import meteostat_server as service
from tests.data.local_server import LocalServer, Reply, serving
from tests.data.meteostat_server import Meteostat, Station

FRANKFURT = Place("Frankfurt", "DE", 50.11, 8.68)
WINDOW = (dt.date(2024, 1, 1), dt.date(2024, 12, 31))
STATIONS = [
    Station("00001", "No thermometer", 50.12, 8.68, parameters=("prcp",)),
    Station("00002", "Half a year", 50.15, 8.70),
    Station("10637", "Frankfurt Airport", 50.05, 8.60, elevation=111),
    Station("00003", "Silent", 50.11, 8.69),
    Station("00004", "Far away", 53.0, 13.0),
]


@pytest.fixture
def holdings(tmp_path: Path) -> Meteostat:
    held = Meteostat(service.station_list(tmp_path / "list.db", STATIONS))
    daily = service.measured(hourly=False)
    held.put("10637", daily)
    held.put("00002", daily.iloc[:183])
    held.put("10637", service.measured(hourly=True), hourly=True)
    return held


@pytest.fixture
def server(holdings: Meteostat, monkeypatch: pytest.MonkeyPatch) -> Iterator[LocalServer]:
    with serving(holdings) as running:
        redirect(running.address, monkeypatch)
        yield running


def redirect(address: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """The library's settings that its MS_ environment variables set at its import."""
    monkeypatch.setattr(meteostat.config, "daily_endpoint", address + "/daily/{year}/{station}.csv.gz")
    monkeypatch.setattr(meteostat.config, "hourly_endpoint", address + "/hourly/{year}/{station}.csv.gz")
    monkeypatch.setattr(meteostat.config, "stations_db_endpoints", [address + "/stations.db"])


def refused(place: Place = FRANKFURT, column: str = "temp", hourly: bool = False) -> str:
    with pytest.raises(UserError) as caught:
        load_weather(place, column, *WINDOW, hourly=hourly)
    assert caught.value.hint is not None
    return str(caught.value.message)


def test_stations_that_have_the_column_nearest_first(server: LocalServer) -> None:
    found = nearest_stations(FRANKFURT, "temp", *WINDOW)
    assert [station.id for station in found] == ["00002", "10637"]
    half, whole = found
    assert half.missing_share == pytest.approx(1 - 183 / 366, abs=0.01)
    held = service.measured(hourly=False)["temp"].notna().sum()
    assert whole.missing_share == pytest.approx(1 - held / 366)
    assert whole.distance_km == pytest.approx(8.7, abs=0.3)  # 0.06° north, 0.08° east at 50°
    assert (whole.name, whole.elevation_m) == ("Frankfurt Airport", 111)


def test_a_place_takes_the_nearest_station_that_is_complete_enough(server: LocalServer) -> None:
    series = load_weather(FRANKFURT, "tmax", *WINDOW)
    measured = service.measured(hourly=False)["tmax"]
    assert series.name == "Frankfurt Airport"
    assert (series.frequency.code, series.unit, series.target, len(series)) == ("D", "°C", "tmax", 366)
    known = measured.notna().to_numpy()
    np.testing.assert_allclose(series.values[known], measured[known])
    assert "10637" in series.provenance.origin
    assert series.provenance.licence == "CC BY 4.0"


def test_hours_are_in_standard_time(server: LocalServer) -> None:
    series = load_weather(FRANKFURT, "temp", *WINDOW, hourly=True)
    measured = service.measured(hourly=True)["temp"].dropna()
    assert series.frequency.code == "h"
    assert series.times[0] == measured.index[0] + pd.Timedelta(hours=1)  # UTC+1 all the year, no hour lost in March
    assert series.values[0] == measured.iloc[0]
    assert (np.diff(series.times) == np.timedelta64(1, "h")).all()


def test_forecasts_of_others_are_no_observations(server: LocalServer, holdings: Meteostat) -> None:
    daily = service.measured(hourly=False)
    holdings.put("10637", daily, source="dwd_mosmix")
    holdings.put("00002", daily, source="metno_forecast")
    with pytest.raises(UserError, match="measured “temp”"):
        nearest_stations(FRANKFURT, "temp", *WINDOW)


def test_small_gaps_are_filled_and_listed(server: LocalServer, holdings: Meteostat) -> None:
    daily = service.synthetic(hourly=False)
    holdings.put("10637", daily)
    holdings.put("00002", daily.iloc[:0])
    del holdings.files["/daily/2024/00002.csv.gz"]
    series = load_weather(FRANKFURT, "temp", *WINDOW)
    gap = [pd.Timestamp("2024-05-05"), pd.Timestamp("2024-05-06")]
    assert [series.times[position] for position in series.filled] == gap
    assert set(series.frame.loc[gap, "temp"]) == {daily["temp"]["2024-05-04"]}


def only(holdings: Meteostat, rows: pd.DataFrame) -> None:
    holdings.files = {}
    holdings.put("10637", rows)


def test_a_series_starts_after_an_early_gap(server: LocalServer, holdings: Meteostat) -> None:
    daily = service.synthetic(hourly=False)
    only(holdings, daily.drop(daily.loc["2024-02-01":"2024-02-10"].index))
    series = load_weather(FRANKFURT, "prcp", *WINDOW)
    assert series.times[0] == pd.Timestamp("2024-02-11")
    assert "before it lies a large gap" in series.provenance.origin


def test_a_large_gap_late_is_refused_with_the_way_out(server: LocalServer, holdings: Meteostat) -> None:
    daily = service.synthetic(hourly=False)
    only(holdings, daily.drop(daily.loc["2024-09-01":"2024-09-10"].index))
    with pytest.raises(UserError, match="has no “prcp” for 10 steps") as caught:
        load_weather(FRANKFURT, "prcp", *WINDOW)
    assert "11 Sept 2024" in str(caught.value.hint)


def test_windows_end_yesterday_and_begin_years_before(server: LocalServer, holdings: Meteostat) -> None:
    yesterday = pd.Timestamp.now("UTC").tz_localize(None).normalize() - pd.Timedelta(days=1)
    days = pd.date_range(end=yesterday + pd.Timedelta(days=1), periods=400, name="time")
    only(holdings, pd.DataFrame({"temp": np.arange(400.0) % 7}, index=days))
    series = load_weather(FRANKFURT, "temp")
    assert series.times[-1] == yesterday
    assert len(series) == 399


@pytest.mark.parametrize(
    ("reply", "sentence"),
    [
        (Reply(429, b"", "text/plain"), "Meteostat refuses further questions for a while."),
        (Reply(500, b"", "text/plain"), "Meteostat answered with an error of its own (500)."),
        (Reply(200, b"<html>Log in"), "Something other than Meteostat answered in its place."),
    ],
    ids=["rate limit", "error 500", "another page"],
)
def test_failures_have_their_sentences_and_are_not_kept(
    server: LocalServer, holdings: Meteostat, reply: Reply, sentence: str
) -> None:
    holdings.failure = reply
    assert refused() == sentence
    assert not [file for file in config.cache_folder().rglob("*") if file.is_file()]
    holdings.failure = None
    assert len(load_weather(FRANKFURT, "temp", *WINDOW)) > 300


def test_no_network_is_told_soon(monkeypatch: pytest.MonkeyPatch, holdings: Meteostat) -> None:
    with serving(holdings) as closed:
        address = closed.address
    redirect(address, monkeypatch)
    started = time.monotonic()
    assert refused() == "Meteostat cannot be reached."
    assert time.monotonic() - started < 5


def test_kept_files_stand_in_for_a_failure(
    server: LocalServer, holdings: Meteostat, monkeypatch: pytest.MonkeyPatch
) -> None:
    first = load_weather(FRANKFURT, "temp", *WINDOW)
    asked = len(server.asked)
    assert not load_weather(FRANKFURT, "temp", *WINDOW).provenance.stale
    assert set(server.asked[asked:]) <= {"/daily/2024/00003.csv.gz"}  # only what does not exist is asked for again
    holdings.failure = Reply(500)
    monkeypatch.setattr(meteostat_client, "_keep_for", lambda year: 0.0)
    monkeypatch.setattr(meteostat_client, "WEEK", 0.0)
    kept = load_weather(FRANKFURT, "temp", *WINDOW)
    assert kept.provenance.stale
    assert kept.name == "Frankfurt Airport"
    np.testing.assert_array_equal(kept.values, first.values)


def test_bad_questions(server: LocalServer) -> None:
    assert refused(column="happiness") == "Weather stations report no “happiness”."
    assert "There is no weather station within 100 km" in refused(Place("Nowhere", "", -40.0, -120.0))
    assert "None of 4 stations within 100 km of Frankfurt measured “snwd”" in refused(column="snwd")
    with pytest.raises(UserError, match="is empty"):
        load_weather(FRANKFURT, "temp", "2024-05-01", "2024-04-01")
    with pytest.raises(UserError, match="“soon” is no date"):
        load_weather(FRANKFURT, "temp", "soon")


def test_nothing_is_pickled(server: LocalServer) -> None:
    load_weather(FRANKFURT, "temp", *WINDOW)
    kept = {file.suffix for file in config.cache_folder().rglob("*") if file.is_file()}
    assert kept == {".db", ".gz"}


def test_a_list_of_stations_without_inventories(server: LocalServer, holdings: Meteostat, tmp_path: Path) -> None:
    bare = [Station(it.id, it.name, it.latitude, it.longitude, parameters=()) for it in STATIONS]
    holdings.stations = service.station_list(tmp_path / "bare.db", bare)
    assert [station.id for station in nearest_stations(FRANKFURT, "temp", *WINDOW)] == ["00002", "10637"]
