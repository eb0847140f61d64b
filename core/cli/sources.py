"""From the source options of a command to a series."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from core.config import MAX_UPLOAD_MB
from core.errors import UserError
from core.messages import M, Message

if TYPE_CHECKING:
    from core.data.series import Series


@dataclass(frozen=True)
class Loaded:
    """A series, and in sentences what was found or done while it was read."""

    series: Series
    notes: tuple[Message, ...] = ()


def fetched(series: Series) -> Loaded:
    """A series from a service, with a note where an older answer stands in for one that could not be reached."""
    came_from = series.provenance
    if not came_from.stale:
        return Loaded(series)
    note = M(
        "{origin} could not be reached; this is its answer of {time}.", origin=came_from.origin, time=came_from.fetched
    )
    return Loaded(series, (note,))


@dataclass(frozen=True)
class Source:
    """Where the series comes from: exactly one of csv, sample, stock and weather is given."""

    csv: Path | None = None
    time: str | None = None
    target: str | None = None
    id_column: str | None = None
    id_value: str | None = None
    sample: str | None = None
    stock: str | None = None
    period: str = "10y"
    interval: str = "1d"
    weather: str | None = None
    start: str | None = None
    end: str | None = None
    hourly: bool = False

    def load(self) -> Loaded:
        """The series and what a reader should know of it.

        Raises UserError where the options do not name exactly one source, or it cannot be had.
        """
        loaders = {"csv": self._file, "sample": self._sample, "stock": self._stock, "weather": self._weather}
        given = [name for name in loaders if getattr(self, name) is not None]
        if len(given) != 1:
            raise UserError(
                M("The command needs exactly one source and was given {count}.", count=len(given)),
                M("Name one of --csv FILE, --sample NAME, --stock TICKER and --weather PLACE."),
            )
        return loaders[given[0]]()

    def _file(self) -> Loaded:
        from core.data.files import read_table, series_from_table

        assert self.csv is not None
        table = read_table(self.csv.name, read_bytes(self.csv))
        time = self.time or table.guess.time
        target = self.target or table.guess.target
        if time is None or target is None:
            raise UserError(
                M("No time column or no column of numbers was found in {name}.", name=self.csv.name),
                M("Name them with --time COL and --target COL."),
            )
        id_column = self.id_column or table.guess.id
        series, report = series_from_table(
            table.frame, time, target, id_column=id_column, id_value=self.id_value, name=self.csv.stem
        )
        return Loaded(series, (*table.notes, *(finding.message for finding in report.findings)))

    def _sample(self) -> Loaded:
        from core.data.samples import load_sample

        assert self.sample is not None
        return Loaded(load_sample(self.sample, self.target))

    def _stock(self) -> Loaded:
        from core.data.stocks import load_stock

        assert self.stock is not None
        return fetched(load_stock(self.stock, self.period, self.interval))

    def _weather(self) -> Loaded:
        from core.data.places import find_places
        from core.data.weather import load_weather

        assert self.weather is not None
        places = find_places(self.weather, limit=1)
        if not places:
            raise UserError(
                M("No place called “{place}” is known.", place=self.weather),
                M("Try the nearest larger town, or coordinates such as 47.6, -122.3."),
            )
        column = self.target or "temp"
        return fetched(load_weather(places[0], column=column, start=self.start, end=self.end, hourly=self.hourly))


def read_bytes(path: Path) -> bytes:
    """The file's content; raises UserError where there is none, or too much of it."""
    if not path.is_file():
        raise UserError(M("There is no file {path}.", path=str(path)), M("Check the name and the folder."))
    size = path.stat().st_size / 1e6
    if size > MAX_UPLOAD_MB:
        raise UserError(
            M(
                "The file {path} has {size} MB; the limit is {limit} MB.",
                path=str(path),
                size=round(size),
                limit=MAX_UPLOAD_MB,
            ),
            M("Keep the last years, or only the columns that matter."),
        )
    try:
        return path.read_bytes()
    except OSError as error:
        raise UserError(
            M("The file {path} cannot be read: {reason}.", path=str(path), reason=error.strerror or str(error)),
            M("Check its permissions."),
        ) from error
