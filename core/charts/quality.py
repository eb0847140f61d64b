"""The series before anything is trained, with the rows that deserve a look marked."""

from __future__ import annotations

import altair as alt
import numpy as np
import pandas as pd

from core.charts.axes import time_x, value_y
from core.charts.frames import bounds, milliseconds, require
from core.charts.look import Look, decimals_for
from core.charts.marks import after
from core.messages import M, Message, Number

MOST_POINTS = 2_000
"""A longer series is drawn as the lowest and highest value of every stretch, which look the same at this width."""

HEIGHT = 260


def quality_chart(
    values: pd.DataFrame, look: Look, *, flags: pd.DataFrame | None = None, unit: str = "", height: int = HEIGHT
) -> alt.LayerChart:
    """The whole series in ink; flagged rows as coloured points, rows without a value as ticks on the time axis.

    values: time, value (in `unit`, NaN where missing). flags: time, kind (the word a reader sees, one of at most six);
    a row a flagged row. Raises ValueError where a column is missing.
    """
    table = _values(values)
    domain = bounds(table["y"])
    span = (float(table["t"].min()), float(table["t"].max()))
    x, y = time_x(span, look), value_y(domain)
    line = alt.Chart(thinned(table)).mark_line(color=look.colours.ink, strokeWidth=1.1, aria=False)
    layers = [line.encode(x=x, y=y)]
    if flags is not None and len(flags):
        layers += _marks(table, flags, domain[0], look, unit, x, y)
    return look.theme(layers, title=unit, height=height)


def alt_text(values: pd.DataFrame, *, flags: pd.DataFrame | None = None, unit: str = "") -> Message:
    """The series and what is flagged in one sentence."""
    table = _values(values)
    decimals = decimals_for(*bounds(table["y"]))
    return M(
        "Line chart of {rows} rows from {start} to {end}, between {low} and {high}{unit}; {flagged} rows are marked.",
        rows=len(table),
        start=pd.Timestamp(table["time"].iloc[0]),
        end=pd.Timestamp(table["time"].iloc[-1]),
        low=Number(float(table["y"].min()), decimals),
        high=Number(float(table["y"].max()), decimals),
        unit=after(unit),
        flagged=0 if flags is None else int(flags["time"].nunique()),
    )


def thinned(table: pd.DataFrame) -> pd.DataFrame:
    """t and y, of a long series only the lowest and highest row of every stretch; gaps stay gaps."""
    if len(table) <= MOST_POINTS:
        return table[["t", "y"]]
    stretch = pd.Series(np.arange(len(table)) * (MOST_POINTS // 2) // len(table), index=table.index)
    known = table["y"].dropna().groupby(stretch)
    lost = table.index[table["y"].isna()].to_series().groupby(stretch).first()
    return table.loc[sorted({*known.idxmin(), *known.idxmax(), *lost}), ["t", "y"]]


def _values(values: pd.DataFrame) -> pd.DataFrame:
    require(values, ("time", "value"), "A series overview")
    times = milliseconds(values["time"])
    return pd.DataFrame({"t": times, "time": pd.DatetimeIndex(values["time"]), "y": values["value"].to_numpy(float)})


def _marks(
    table: pd.DataFrame, flags: pd.DataFrame, floor: float, look: Look, unit: str, x: alt.X, y: alt.Y
) -> list[alt.Chart]:
    """The flagged rows, coloured by kind; those without a value stand on the axis."""
    require(flags, ("time", "kind"), "The flags of a series overview")
    kinds, colours = list(dict.fromkeys(flags["kind"])), look.colours.marks
    if len(kinds) > len(colours):
        raise ValueError(f"A series overview tells {len(colours)} kinds of rows apart, not {len(kinds)}.")
    marked = pd.DataFrame({"t": milliseconds(flags["time"]), "kind": list(flags["kind"])})
    marked = marked.merge(table.drop_duplicates("t")[["t", "y"]], on="t", how="left")
    decimals, end = decimals_for(*bounds(table["y"])), after(unit)
    marked["shown"] = [look.number(value, decimals) + (end if value == value else "") for value in marked["y"]]
    marked["when"] = [look.time(pd.Timestamp(time)) for time in flags["time"]]
    colour = alt.Color(
        "kind:N",
        scale=alt.Scale(domain=kinds, range=list(colours[: len(kinds)])),
        legend=alt.Legend(
            title=None, orient="top", direction="horizontal", symbolType="circle", symbolOpacity=1, offset=2
        ),
    )
    tooltip = [
        alt.Tooltip("when:N", title=look.word("Time")),
        alt.Tooltip("kind:N", title=look.word("Remark")),
        alt.Tooltip("shown:N", title=look.word("Value")),
    ]
    lost = marked["y"].isna()
    points = alt.Chart(marked[~lost]).mark_circle(size=55, opacity=1, stroke=look.colours.paper, strokeWidth=1)
    bottom = alt.Chart(marked[lost].assign(y=floor)).mark_tick(thickness=2, size=12, orient="vertical", opacity=1)
    layers = [(points, ~lost), (bottom, lost)]
    return [layer.encode(x=x, y=y, color=colour, tooltip=tooltip) for layer, some in layers if some.any()]
