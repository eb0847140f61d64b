"""What Meteostat knows of its stations: which lie near a place, which measured a column, and what they measured."""

from __future__ import annotations

import datetime as dt
import sqlite3
from dataclasses import dataclass

import pandas as pd

from core.data import meteostat_client as client
from core.data.places import Place
from core.errors import UserError
from core.messages import M

RADIUS_KM = 100
NEARBY = 40
"""Stations around a place that are looked at."""


@dataclass(frozen=True)
class StationChoice:
    """A station near a place. missing_share: of the wanted column in the wanted window, 0 to 1.

    elevation_m: above the sea, NaN where unknown.
    """

    id: str
    name: str
    distance_km: float
    elevation_m: float
    missing_share: float


@dataclass(frozen=True)
class Window:
    """Days first to last, both measured, and whether hours are wanted."""

    first: dt.date
    last: dt.date
    hourly: bool

    @property
    def years(self) -> range:
        """Years of the files that hold it; local time may reach one hour into the next file, which is left out."""
        return range(self.first.year, self.last.year + 1)

    @property
    def steps(self) -> int:
        """Steps that a station without gaps would have."""
        return ((self.last - self.first).days + 1) * (24 if self.hourly else 1)


def nearby(place: Place) -> pd.DataFrame:
    """Stations within the radius, nearest first: id, name, latitude, longitude, elevation, timezone, distance in m."""
    library = client.library()
    point = library.Point(place.latitude, place.longitude)
    stations: pd.DataFrame = library.stations.nearby(point, radius=1000 * RADIUS_KM, limit=NEARBY)
    if stations.empty:
        raise UserError(
            M("There is no weather station within {radius} km of {place}.", radius=RADIUS_KM, place=place.name),
            M("Choose a larger town nearby."),
        )
    return stations[~stations.index.duplicated()]


def with_inventory(near: pd.DataFrame, column: str, window: Window) -> list[str]:
    """Ids of the stations whose inventory does not rule the column out; the files themselves decide."""
    ids = [str(station) for station in near.index]
    try:
        inventory = client.library().stations.inventory(ids).df
    except (pd.errors.DatabaseError, sqlite3.Error):  # a list of stations without their inventories
        inventory = None
    if inventory is None:
        return ids
    held = inventory.reset_index()
    sources = {column, "temp"} if column in ("tmin", "tmax") else {column}  # extremes are derived from hours too
    spans = (held["start"].astype("str") <= str(window.last)) & (held["end"].astype("str") >= str(window.first))
    fitting = set(held.loc[held["parameter"].isin(sources) & spans, "station"])
    listed = set(held["station"])
    return [station for station in ids if station in fitting or station not in listed]


def observed_rows(station: str, window: Window) -> pd.DataFrame:
    """Observed rows of a station in the window, float64, in UTC; an empty frame where there are none."""
    library = client.library()
    read = library.hourly if window.hourly else library.daily
    first, last = (dt.datetime.combine(day, dt.time()) for day in (window.first, window.last))
    got = read(station, first, last + dt.timedelta(hours=23) if window.hourly else last).fetch()
    if got is None or got.empty:
        return pd.DataFrame(index=pd.DatetimeIndex([]))
    frame = pd.DataFrame(got.astype("Float64").astype("float64"))
    frame.index = pd.DatetimeIndex(frame.index).tz_localize(None).as_unit("us").rename("time")
    frame.columns = pd.Index([str(name) for name in frame.columns])
    return frame.loc[~frame.index.duplicated()].sort_index()


def standard_offset(station: str) -> pd.Timedelta:
    """Distance of the station's standard time from UTC, whole minutes; zero where its time zone is unknown."""
    about = client.library().stations.meta(station)
    if about is None or not about.timezone:
        return pd.Timedelta(0)
    offsets = [pd.Timestamp(2024, month, 1, tz=about.timezone).utcoffset() for month in (1, 7)]
    return min(pd.Timedelta(offset) for offset in offsets if offset is not None)
