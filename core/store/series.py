"""A series on disk: its values as parquet, everything else as JSON."""

from __future__ import annotations

import dataclasses
import io
import json
from pathlib import Path
from typing import Any

import pandas as pd

from core.data.series import Frequency, Provenance, Series
from core.errors import UserError
from core.messages import M
from core.store.atomic import write_whole

VALUES_FILE = "series.parquet"
FUTURE_FILE = "future.parquet"
SERIES_FILE = "series.json"


def save_series(series: Series, folder: Path) -> None:
    """Writes `series` into `folder`, series.json last."""
    values = io.BytesIO()
    series.frame.to_parquet(values)
    step, provenance = series.frequency.step, series.provenance
    content = {
        "name": series.name,
        "target": series.target,
        "unit": series.unit,
        "calendar": series.calendar,
        "filled": [int(row) for row in series.filled],
        "time_unit": series.times.unit,
        "frequency": {
            "code": series.frequency.code,
            "step_ns": step.as_unit("ns").value,
            "seasons": [int(season) for season in series.frequency.seasons],
        },
        "provenance": {
            **dataclasses.asdict(provenance),
            "fetched": provenance.fetched and provenance.fetched.isoformat(),
        },
    }
    folder.mkdir(parents=True, exist_ok=True)
    write_whole(folder / VALUES_FILE, values.getvalue())
    (folder / FUTURE_FILE).unlink(missing_ok=True)  # of a series saved here before
    if series.future is not None:
        coming = io.BytesIO()
        series.future.to_parquet(coming)
        write_whole(folder / FUTURE_FILE, coming.getvalue())
    write_whole(folder / SERIES_FILE, json.dumps(content, ensure_ascii=False, indent=1).encode())


def load_series(folder: Path) -> Series:
    """The series that `save_series` wrote, equal in every field; UserError where there is none."""
    if not (folder / SERIES_FILE).is_file():
        raise UserError(
            M("There is no saved series in {folder}.", folder=str(folder)), M("Choose the data again and start over.")
        )
    content: dict[str, Any] = json.loads((folder / SERIES_FILE).read_text(encoding="utf-8"))
    unit = content.pop("time_unit")
    frequency, provenance = content.pop("frequency"), content.pop("provenance")
    step = pd.Timedelta(frequency["step_ns"], unit="ns")
    fetched = provenance.pop("fetched")
    return Series(
        frame=_read_frame(folder / VALUES_FILE, unit),
        frequency=Frequency(frequency["code"], step, tuple(frequency["seasons"])),
        provenance=Provenance(**provenance, fetched=pd.Timestamp(fetched) if fetched else None),
        filled=tuple(content.pop("filled")),
        future=_read_frame(folder / FUTURE_FILE, unit) if (folder / FUTURE_FILE).is_file() else None,
        **content,
    )


def _read_frame(path: Path, unit: str) -> pd.DataFrame:
    """A table by time. Parquet knows no seconds, so times may come back finer than they were."""
    from pyarrow.parquet import ParquetFile  # pandas' own way brings Arrow's data sets along, 5 MB

    with ParquetFile(path) as file:
        frame: pd.DataFrame = file.read().to_pandas()
    frame.index = pd.DatetimeIndex(frame.index).as_unit(unit)  # type: ignore[arg-type]
    return frame
