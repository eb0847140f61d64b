"""The test part as it would have been lived: one forecast after the other, each from what was known, and what came."""

from __future__ import annotations

import altair as alt
import numpy as np
import pandas as pd

from core.charts.axes import time_x, value_y
from core.charts.frames import bounds, milliseconds, require
from core.charts.look import Look, decimals_for
from core.charts.marks import after, nearest, reading_line
from core.messages import M, Message, Percent

COLUMNS = ("origin", "time", "median", "low", "high", "actual")


def rolling_chart(forecasts: pd.DataFrame, look: Look, *, unit: str = "") -> alt.LayerChart:
    """Medians and bands of forecasts from several origins, over what came.

    forecasts: origin, time (tz-naive), median, low, high (the ends of one band) and actual (NaN where nothing came
    yet), in `unit`; a row a step of an origin. Choose origins a horizon apart, so that the forecasts do not overlap.
    """
    table = _table(forecasts)
    span = (float(table["t"].min()), float(table["t"].max()))
    x, y = time_x(span, look), value_y(bounds(table[["median", "low", "high", "actual"]]))
    came = table.dropna(subset="actual").drop_duplicates("t").sort_values("t")
    colours, one = look.colours, "origin:N"
    ahead = alt.Chart(table.rename(columns={"low": "y", "high": "y2"})[["origin", "t", "y", "y2"]])
    median = alt.Chart(table.rename(columns={"median": "y"})[["origin", "t", "y"]])
    actual = alt.Chart(came.rename(columns={"actual": "y"})[["t", "y"]])
    layers = [
        ahead.mark_area(color=colours.band, opacity=0.22, aria=False).encode(x=x, y=y, y2="y2:Q", detail=one),
        median.mark_line(color=colours.forecast, strokeWidth=1.75, aria=False).encode(x=x, y=y, detail=one),
        actual.mark_line(color=colours.actual, strokeWidth=1.25, aria=False).encode(x=x, y=y),
        *_hover(table, look, unit, x, y),
    ]
    return look.theme(layers, title=unit)


def rolling_alt_text(forecasts: pd.DataFrame) -> Message:
    """The rolling forecasts in one sentence."""
    table = _table(forecasts).dropna(subset="actual")
    inside = (table["actual"] >= table["low"]) & (table["actual"] <= table["high"])
    return M(
        "Line chart of {origins} forecasts over the test part, {start} to {end}; {share} of what came lies inside "
        "the band.",
        origins=int(table["origin"].nunique()),
        start=pd.Timestamp(table["time"].min()),
        end=pd.Timestamp(table["time"].max()),
        share=Percent(float(inside.mean())),
    )


def _table(forecasts: pd.DataFrame) -> pd.DataFrame:
    require(forecasts, COLUMNS, "The rolling forecasts")
    table = forecasts[list(COLUMNS)].assign(t=milliseconds(forecasts["time"]))
    table["origin"] = pd.factorize(table["origin"])[0]
    return table.sort_values(["origin", "t"]).reset_index(drop=True)


def _hover(table: pd.DataFrame, look: Look, unit: str, x: alt.X, y: alt.Y) -> list[alt.Chart]:
    """A hairline with the values of the nearest time."""
    decimals, end = decimals_for(*bounds(table[["low", "high"]])), after(unit)

    def shown(column: str) -> list[str]:
        return [look.number(value, decimals) + end for value in table[column]]

    words = {
        "when": look.word("Time"),
        "forecast": look.word("Median"),
        "band": look.word("Band"),
        "came": look.word("What came"),
    }
    band = [f"{low} … {high}" for low, high in zip(shown("low"), shown("high"), strict=True)]
    when = [look.time(pd.Timestamp(time)) for time in table["time"]]
    data = pd.DataFrame({"t": table["t"], "y": np.asarray(table["median"], dtype=float)})
    data = data.assign(when=when, forecast=shown("median"), band=band, came=shown("actual"))
    near = nearest()
    tooltip = [alt.Tooltip(f"{field}:N", title=word) for field, word in words.items()]
    size = alt.when(near).then(alt.value(45)).otherwise(alt.value(0))
    points = alt.Chart(data).mark_circle(color=look.colours.forecast, opacity=1)
    rule = reading_line(data, near, look.colours.muted, x)
    return [rule, points.encode(x=x, y=y, size=size, tooltip=tooltip).add_params(near)]
