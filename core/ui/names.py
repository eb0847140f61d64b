"""What columns and network inputs are called in front of a reader; a name nobody foresaw stays as it is."""

from __future__ import annotations

import re

import pandas as pd

from core.data.samples import SAMPLES
from core.data.series import Frequency, Series
from core.forecasting.baselines.titles import BASELINE_TITLES, in_words
from core.messages import M, Message, Number

COLUMNS: dict[str, Message] = {
    "temp_max": M("maximum temperature"),
    "temp_min": M("minimum temperature"),
    "tmax": M("maximum temperature"),
    "tmin": M("minimum temperature"),
    "temp": M("temperature"),
    "precipitation": M("precipitation"),
    "prcp": M("precipitation"),
    "wind": M("wind"),
    "wspd": M("wind"),
    "rhum": M("relative humidity"),
    "pres": M("air pressure"),
    "Open": M("opening price"),
    "High": M("highest price"),
    "Low": M("lowest price"),
    "Close": M("closing price"),
    "Adj Close": M("adjusted closing price"),
    "Volume": M("volume"),
}

UNKNOWN = Frequency("irregular", pd.Timedelta(0))
EARLIER = re.compile(r"value (\d+) steps earlier")


def column(name: str) -> Message:
    """A column of a sample or service."""
    return COLUMNS.get(name, M("{name}", name=name))


def stage(told: Message) -> Message:
    """Where a job stands; of several columns the one it is at, by its name in words."""
    at = told.values.get("column")
    return M(told.template, **told.values | {"column": column(at)}) if isinstance(at, str) else told


def series(found: Series) -> Message:
    """A series with its column: its title where it is one of the samples."""
    sample = SAMPLES.get(found.name)
    title = sample.title if sample else M("{name}", name=found.name)
    return M("{title}: {column}", title=title, column=column(found.target))


FEATURES: dict[str, Message] = {
    "value": M("the value itself"),
    "day sine": M("time of day (sine)"),
    "day cosine": M("time of day (cosine)"),
    "week sine": M("day of the week (sine)"),
    "week cosine": M("day of the week (cosine)"),
    "year sine": M("time of year (sine)"),
    "year cosine": M("time of year (cosine)"),
}


def feature(name: str) -> Message:
    """An input of the network."""
    earlier = EARLIER.fullmatch(name)
    if earlier:
        return M("the value {steps} steps earlier", steps=int(earlier[1]))
    baseline = name.removesuffix(" forecast")
    if baseline != name and baseline in BASELINE_TITLES:
        return M("the forecast of {baseline}", baseline=in_words(baseline, UNKNOWN, 1))
    return FEATURES.get(name, M("{name}", name=name))


STEPS: dict[str, Message] = {
    "h": M("hours"),
    "D": M("days"),
    "B": M("trading days"),
    "W": M("weeks"),
    "MS": M("months"),
    "ME": M("months"),
    "QS": M("quarters"),
    "QE": M("quarters"),
    "YS": M("years"),
    "YE": M("years"),
    "irregular": M("uneven steps"),
}


def frequency(found: Frequency) -> Message:
    """The steps of a series; those that are no calendar's unit by their length in minutes."""
    code = found.code.split("-")[0]
    if code in STEPS:
        return STEPS[code]
    return M("steps of {minutes} min", minutes=Number(found.step.total_seconds() / 60, 0))
