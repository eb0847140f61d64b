"""Weather of any place from Meteostat: the nearest stations that measured the wanted column, and their series."""

from __future__ import annotations

import datetime as dt

import numpy as np
import pandas as pd

from core.data import meteostat_client as client
from core.data import regular
from core.data.cache import ServiceError
from core.data.frequency import infer
from core.data.places import Place
from core.data.quality import refuse_unusable
from core.data.series import Provenance, Series
from core.data.stations import RADIUS_KM, StationChoice, Window, nearby, observed_rows, standard_offset, with_inventory
from core.errors import UserError
from core.messages import M, Message, Percent

MEASURED = 6
"""Nearest stations whose files are fetched to see what is missing."""

DEFAULT_YEARS = {False: 5, True: 1}
"""Years of history where no start is given, daily and hourly."""

COMPLETE = 0.1
"""Missing share up to which the nearer of two stations is taken."""

ENOUGH_SHARE = 0.5
"""Share of the window that must remain after its last large gap for a series to start there."""

DAILY_COLUMNS: dict[str, Message] = {
    "temp": M("Mean temperature"),
    "tmin": M("Lowest temperature"),
    "tmax": M("Highest temperature"),
    "rhum": M("Relative humidity"),
    "prcp": M("Precipitation"),
    "snwd": M("Snow depth"),
    "wspd": M("Mean wind speed"),
    "wpgt": M("Strongest gust"),
    "pres": M("Air pressure"),
    "tsun": M("Sunshine"),
    "cldc": M("Cloud cover"),
}
HOURLY_COLUMNS: dict[str, Message] = {
    "temp": M("Temperature"),
    "rhum": M("Relative humidity"),
    "prcp": M("Precipitation"),
    "snwd": M("Snow depth"),
    "wdir": M("Wind direction"),
    "wspd": M("Wind speed"),
    "wpgt": M("Strongest gust"),
    "pres": M("Air pressure"),
    "tsun": M("Sunshine"),
    "cldc": M("Cloud cover"),
}
"""Columns that can be forecast; the weather code, coco, is no quantity."""

UNITS = {
    **dict.fromkeys(("temp", "tmin", "tmax"), "°C"),
    **dict.fromkeys(("wspd", "wpgt"), "km/h"),
    **{"rhum": "%", "prcp": "mm", "snwd": "cm", "pres": "hPa", "tsun": "min", "cldc": "okta", "wdir": "°"},
}

LICENCE = "CC BY 4.0"
ELSEWHERE = M("Choose another column, other years, or a larger town nearby.")

Day = dt.date | str | None


def nearest_stations(
    place: Place, column: str = "temp", start: Day = None, end: Day = None, hourly: bool = False
) -> list[StationChoice]:
    """The nearest stations that measured `column` between two days, nearest first.

    start, end: dates or "2024-01-31"; five years to yesterday (one where hourly) without them. Raises UserError
    where there are none, and ServiceError where Meteostat fails and nothing is kept.
    """
    window = _window(column, start, end, hourly)
    client.fetch_stations()
    near = nearby(place)
    candidates = with_inventory(near, column, window)[:MEASURED]
    served = client.fetch_rows(candidates, window.years, hourly) if candidates else {}
    found = []
    for station in served:
        values = observed_rows(station, window).get(column, pd.Series(dtype=np.float64)).dropna()
        if len(values):
            about = near.loc[station].to_dict()
            missing = max(0.0, 1 - len(values) / window.steps)
            distance = float(about["distance"]) / 1000
            found.append(StationChoice(station, str(about["name"]), distance, float(about["elevation"]), missing))
    if not found:
        raise UserError(
            M(
                "None of {count} stations within {radius} km of {place} measured “{column}” from {first} to {last}.",
                count=len(near),
                radius=RADIUS_KM,
                place=place.name,
                column=column,
                first=window.first,
                last=window.last,
            ),
            ELSEWHERE,
        )
    return found


def load_weather(
    where: Place | StationChoice, column: str = "temp", start: Day = None, end: Day = None, hourly: bool = False
) -> Series:
    """The measured series of a station, or of the nearest one to a place whose gaps are small enough.

    Times are days, or hours in the station's standard time all the year (a clock that jumps would leave gaps). Where a
    large gap lies early in the window, the series starts after it. Raises as `nearest_stations` does.
    """
    window = _window(column, start, end, hourly)
    stations = (
        [where]
        if isinstance(where, StationChoice)
        else _best_first(nearest_stations(where, column, start, end, hourly))
    )
    refusal: UserError | None = None
    for station in stations:
        try:
            return _load_station(station, column, window)
        except UserError as error:
            if isinstance(error, ServiceError):
                raise
            refusal = refusal or error
    assert refusal is not None
    raise refusal


def _best_first(stations: list[StationChoice]) -> list[StationChoice]:
    """Nearly complete stations, nearest first, then the others, most complete first."""
    return sorted(
        stations, key=lambda it: (0, it.distance_km) if it.missing_share <= COMPLETE else (1, it.missing_share)
    )


def _window(column: str, start: Day, end: Day, hourly: bool) -> Window:
    """The window asked for, no further than yesterday: the mean of a day is known when it is over."""
    columns = HOURLY_COLUMNS if hourly else DAILY_COLUMNS
    if column not in columns:
        raise UserError(
            M("Weather stations report no “{column}”.", column=column),
            M("Choose one of {columns}.", columns=list(columns)),
        )
    yesterday = pd.Timestamp.now("UTC").date() - dt.timedelta(days=1)
    last = min(_day(end) or yesterday, yesterday)
    years_before = (pd.Timestamp(last) - pd.DateOffset(years=DEFAULT_YEARS[hourly])).date() + dt.timedelta(days=1)
    first = _day(start) or years_before
    if first >= last:
        raise UserError(
            M("The window from {first} to {last} is empty.", first=first, last=last),
            M("Choose a start before the end."),
        )
    return Window(first, last, hourly)


def _day(value: Day) -> dt.date | None:
    if value is None or (isinstance(value, dt.date) and not isinstance(value, dt.datetime)):
        return value
    try:
        return pd.Timestamp(value).date()
    except ValueError as error:
        raise UserError(M("“{day}” is no date.", day=str(value)), M("Write it as 2024-01-31.")) from error


def _load_station(station: StationChoice, column: str, window: Window) -> Series:
    client.fetch_stations()
    stale = client.fetch_rows([station.id], window.years, window.hourly)[station.id]
    rows = observed_rows(station.id, window)
    if column not in rows or rows[column].notna().sum() == 0:
        raise UserError(
            M(
                "{station} has no “{column}” from {first} to {last}.",
                station=station.name,
                column=column,
                first=window.first,
                last=window.last,
            ),
            ELSEWHERE,
        )
    offset = standard_offset(station.id) if window.hourly else pd.Timedelta(0)
    rows.index = pd.DatetimeIndex(rows.index + offset).rename("time")
    kept, after_gap = _after_last_gap(rows.dropna(axis=1, how="all"), column, station, window)
    frequency = infer(pd.DatetimeIndex(kept.index))
    frame, filled = regular.complete(kept, column, frequency)
    refuse_unusable(frame[column], column)
    origin = f"Meteostat, station {station.id} {station.name}"
    origin += f", hours in UTC{offset / pd.Timedelta(hours=1):+g}" if window.hourly else ""
    origin += f", from {frame.index[0].date()}: before it lies a large gap" if after_gap else ""
    fetched = client.fetched_at(station.id, window.years, window.hourly)
    provenance = Provenance(
        "weather", origin, LICENCE, f"https://meteostat.net/en/station/{station.id}", fetched, stale
    )
    return Series(station.name, frame, column, frequency, provenance, UNITS[column], None, filled)


def _after_last_gap(
    rows: pd.DataFrame, column: str, station: StationChoice, window: Window
) -> tuple[pd.DataFrame, bool]:
    """Rows after the last gap too large to fill, and whether there was one; refused where too little remains."""
    step = "h" if window.hourly else "D"
    whole = regular.trim(rows.asfreq(step), column)
    large = regular.too_large(whole[column].to_numpy())
    if not large:
        return _refuse_sparse(whole, column, station), False
    rest = whole.iloc[large[-1].stop :]
    if len(rest) < ENOUGH_SHARE * window.steps:
        gap = max(large, key=len)
        message = M(
            "{station} has no “{column}” for {steps} steps after {time}; only {rows} of {wanted} follow its last gap.",
            station=station.name,
            column=column,
            steps=len(gap),
            time=whole.index[gap.start - 1],
            rows=len(rest),
            wanted=window.steps,
        )
        hint = M("Choose another station, another column, or a window that starts on {day}.", day=rest.index[0])
        raise UserError(message, hint)
    return _refuse_sparse(rest, column, station), True


def _refuse_sparse(rows: pd.DataFrame, column: str, station: StationChoice) -> pd.DataFrame:
    share = float(rows[column].isna().mean())
    if share > regular.MAX_FILLED_SHARE:
        raise UserError(
            M(
                "{station} lacks {share} of the values of “{column}”.",
                station=station.name,
                share=Percent(share),
                column=column,
            ),
            M("Choose another station, another column or another window."),
        )
    return rows
