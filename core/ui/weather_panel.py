"""A place anywhere: its nearest stations that measured the wanted column, and how much of it is missing."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

import pandas as pd
import streamlit as st

from core import config
from core.data.places import Place, find_places
from core.data.series import Series
from core.data.stations import StationChoice
from core.data.weather import DAILY_COLUMNS, DEFAULT_YEARS, HOURLY_COLUMNS, load_weather, nearest_stations
from core.errors import UserError
from core.messages import M, Message, Number
from core.ui import address, errors
from core.ui.language import _, say, show
from core.ui.source import Source

HORIZONS = {False: config.DEFAULT_HORIZON, True: 24}


def choose(page: str) -> Source | None:
    """The station's series to fetch when the forecast is asked for; None until a place is found."""
    where, how, what, since = st.columns([3, 2, 3, 1], vertical_alignment="bottom")
    with where:
        asked = address.text(
            page, "place", _("Place or coordinates"), "Hà Nội", _("For example Zürich or 47.6, -122.3")
        )
    with how:
        hourly = address.select(page, "every", _("Interval"), ["day", "hour"], "day", _interval) == "hour"
    with what:
        column = _column(page, hourly)
    with since:
        years = address.whole_number(page, "years", _("Years"), DEFAULT_YEARS[hourly], (1, 30))
    with errors.shown():
        place = _place(page, asked)
        wanted = Wanted(column, _start(years, hourly), hourly)
        station = _station(page, place, wanted)
        title = M("{column} in {place}", column=_columns(hourly)[column], place=place.name)
        return Source(title, lambda: wanted.load(station or place), HORIZONS[hourly], variant=f"{column} {hourly}")
    return None


@dataclass(frozen=True)
class Wanted:
    """What to measure. start: of the window that ends yesterday, None for the usual one."""

    column: str
    start: dt.date | None
    hourly: bool

    def stations(self, place: Place) -> list[StationChoice]:
        """Nearest stations that measured it."""
        return nearest_stations(place, self.column, self.start, hourly=self.hourly)

    def load(self, where: StationChoice | Place) -> Series:
        """Its series at a station, or near a place."""
        return load_weather(where, self.column, self.start, hourly=self.hourly)


def _start(years: int, hourly: bool) -> dt.date | None:
    if years == DEFAULT_YEARS[hourly]:
        return None
    return (pd.Timestamp.today() - pd.DateOffset(years=years)).date()


def _interval(name: str) -> str:
    return {"day": _("Daily"), "hour": _("Hourly")}[name]


def _columns(hourly: bool) -> dict[str, Message]:
    return HOURLY_COLUMNS if hourly else DAILY_COLUMNS


def _column(page: str, hourly: bool) -> str:
    titles = _columns(hourly)
    variant = "hour" if hourly else "day"
    return address.select(page, "column", _("Column"), list(titles), "temp", lambda name: say(titles[name]), variant)


def _place(page: str, asked: str) -> Place:
    places = find_places(asked)
    if not places:
        raise UserError(M("No place is called “{text}”.", text=asked), M("Try another spelling or coordinates."))
    if len(places) == 1:
        return places[0]
    labels = [_label(place) for place in places]
    number = st.selectbox(
        _("Which one"), range(len(places)), format_func=labels.__getitem__, key=f"{page}.which.{asked}"
    )
    return places[number]


def _label(place: Place) -> str:
    where = f"{show(Number(place.latitude, 2))}; {show(Number(place.longitude, 2))}"
    return f"{place.name}, {place.country} ({where})"


def _station(page: str, place: Place, wanted: Wanted) -> StationChoice | None:
    """The station picked in the table; None leaves the choice, the nearest one, to the loading."""
    key = f"{page}.stations.{place.name}.{place.latitude}.{wanted}"
    if st.button(_("Show nearby stations"), key=f"{page}.find", icon=":material/location_on:"):
        with st.spinner(_("Looking for stations…")):
            st.session_state[key] = wanted.stations(place)
    found: list[StationChoice] = st.session_state.get(key, [])
    if not found:
        st.caption(_("Without a choice the nearest station that measured this column is taken."))
        return None
    event = st.dataframe(
        _table(found), hide_index=True, on_select="rerun", selection_mode="single-row", key=f"{key}.table"
    )
    rows = event.selection.rows
    return found[rows[0] if rows else 0]


def _table(stations: list[StationChoice]) -> pd.DataFrame:
    return pd.DataFrame(
        {
            _("Station"): [station.name for station in stations],
            _("Distance (km)"): [show(Number(station.distance_km, 1)) for station in stations],
            _("Elevation (m)"): [show(Number(station.elevation_m, 0)) for station in stations],
            _("Missing (%)"): [show(Number(100 * station.missing_share, 1)) for station in stations],
        }
    )
