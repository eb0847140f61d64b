"""Whether quantiles hold what they promise: reliability, where outcomes fell in their forecasts, and band widths."""

from __future__ import annotations

import altair as alt
import pandas as pd

from core.charts.axes import PERCENT_LABEL, count_x, value_y
from core.charts.frames import require
from core.charts.labels import Label, label_layers, place
from core.charts.look import Look, decimals_for
from core.charts.marks import after, line
from core.messages import M, Message, Number, Percent

HEIGHT = 300
SHARES = [0.0, 0.25, 0.5, 0.75, 1.0]


def reliability_chart(table: pd.DataFrame, look: Look) -> alt.LayerChart:
    """The share of outcomes at or below each quantile against what it promised; the line is a perfect forecast.

    table: level, held (0 to 1), from, to (where chance lets a perfect forecast lie).
    """
    require(table, ("level", "held", "from", "to"), "The reliability by quantile")
    axis = alt.Axis(title=look.word("Promised"), titleAnchor="end", grid=False, labelExpr=PERCENT_LABEL, values=SHARES)
    x = alt.X("t:Q", scale=alt.Scale(domain=[0, 1], nice=False), axis=axis)
    y, colours = value_y((0.0, 1.0), values=SHARES, percent=True), look.colours
    ends = pd.DataFrame({"level": [0.0, 1.0], "held": [0.0, 1.0], "from": [0.0, 1.0], "to": [0.0, 1.0]})
    chance = pd.concat([ends, table[list(ends)]]).sort_values("level")
    chance = chance.rename(columns={"level": "t", "from": "y", "to": "y2"})[["t", "y", "y2"]]
    data = table.rename(columns={"level": "t", "held": "y"})
    data = data[["t", "y"]].assign(
        promised=[look.percent(level) for level in table["level"]],
        shown=[look.percent(held, 1) for held in table["held"]],
        chance=[
            f"{look.percent(low)} … {look.percent(high)}" for low, high in zip(table["from"], table["to"], strict=True)
        ],
    )
    tooltip = [
        alt.Tooltip("promised:N", title=look.word("Promised")),
        alt.Tooltip("shown:N", title=look.word("Held")),
        alt.Tooltip("chance:N", title=look.word("By chance")),
    ]
    points = alt.Chart(data).mark_circle(color=colours.forecast, opacity=1, size=70)
    layers = [
        alt.Chart(chance).mark_area(color=colours.naive, opacity=0.2, aria=False).encode(x=x, y=y, y2="y2:Q"),
        line(ends.rename(columns={"level": "t", "held": "y"}), x, y, color=colours.naive, strokeDash=[5, 4]),
        line(data, x, y, color=colours.forecast, strokeWidth=1.75),
        points.encode(x=x, y=y, tooltip=tooltip),
    ]
    return look.theme(layers, title=look.word("Share of what came at or below each quantile"), height=HEIGHT)


def reliability_alt_text(table: pd.DataFrame) -> Message:
    """The reliability in one sentence."""
    require(table, ("level", "held", "from", "to"), "The reliability by quantile")
    worst = table.iloc[int((table["held"] - table["level"]).abs().to_numpy().argmax())]
    return M(
        "Line chart of {count} quantiles, {inside} of them within what chance allows; the {level} quantile is "
        "furthest off, it held {held}.",
        count=len(table),
        inside=int(_inside(table).sum()),
        level=Percent(float(worst["level"])),
        held=Percent(float(worst["held"])),
    )


def pit_chart(table: pd.DataFrame, look: Look) -> alt.LayerChart:
    """How often what came fell into each tenth of its forecast distribution; calibrated forecasts make a flat line.

    table: low, high (edges of a bin), share, from, to (where chance lets a calibrated forecast lie).
    """
    require(table, ("low", "high", "share", "from", "to"), "The histogram of where outcomes fell")
    axis = alt.Axis(title=look.word("Part of the forecast"), titleAnchor="end", grid=False, labelExpr=PERCENT_LABEL)
    x = alt.X("t:Q", scale=alt.Scale(domain=[0, 1], nice=False), axis=axis)
    top = 1.1 * max(float(table["share"].max()), float(table["to"].max()))
    y, colours, even = value_y((0.0, top), percent=True), look.colours, 1.0 / len(table)
    data = table.rename(columns={"low": "t", "high": "t2", "share": "y"})[["t", "t2", "y"]]
    data = data.assign(
        base=0.0,
        part=[f"{look.percent(low)} … {look.percent(high)}" for low, high in zip(data["t"], data["t2"], strict=True)],
        shown=[look.percent(share, 1) for share in data["y"]],
    )
    tooltip = [
        alt.Tooltip("part:N", title=look.word("Part of the forecast")),
        alt.Tooltip("shown:N", title=look.word("What came")),
    ]
    chance = pd.DataFrame(
        {"t": [0.0, 1.0], "y": [float(table["from"].min())] * 2, "y2": [float(table["to"].max())] * 2}
    )
    flat = pd.DataFrame({"t": [0.0, 1.0], "y": [even, even]})
    bars = alt.Chart(data).mark_rect(color=colours.forecast, opacity=0.75, stroke=colours.paper, strokeWidth=1)
    layers = [
        bars.encode(x=x, x2="t2:Q", y=y, y2="base:Q", tooltip=tooltip),
        alt.Chart(chance).mark_area(color=colours.naive, opacity=0.25, aria=False).encode(x=x, y=y, y2="y2:Q"),
        line(flat, x, y, color=colours.ink, strokeDash=[5, 4], strokeWidth=1),
    ]
    return look.theme(layers, title=look.word("Share of what came in each part of the forecast"), height=HEIGHT)


def pit_alt_text(table: pd.DataFrame) -> Message:
    """The histogram in one sentence."""
    require(table, ("low", "high", "share", "from", "to"), "The histogram of where outcomes fell")
    return M(
        "Histogram of where what came fell in its forecast, in {bins} parts; the smallest share is {least}, the "
        "largest {most}, an even one {even}.",
        bins=len(table),
        least=Percent(float(table["share"].min())),
        most=Percent(float(table["share"].max())),
        even=Percent(1.0 / len(table)),
    )


def sharpness_chart(widths: pd.DataFrame, look: Look, *, chosen: str, unit: str = "") -> alt.LayerChart:
    """Mean width of the 80 % band by step ahead, of the chosen model and of the others drawn in grey.

    widths: model (the name a reader sees), step (from 1), width (in `unit`).
    """
    table = _widths(widths, chosen)
    decimals, last = decimals_for(0.0, float(table["width"].max())), float(table["step"].max())
    x = count_x(float(table["step"].min()), last, look.word("Steps ahead"), room=0.4)
    domain = (0.0, 1.1 * float(table["width"].max()))
    y, colours = value_y(domain), look.colours
    layers, labels = [], []
    for name, part in table.groupby("model", sort=False):
        ours = name == chosen
        colour = colours.forecast if ours else colours.naive
        data = part.rename(columns={"step": "t", "width": "y"})[["t", "y"]].assign(model=name)
        data["shown"] = [look.number(value, decimals) + after(unit) for value in data["y"]]
        layers.append(
            line(data, x, y, color=colour, strokeWidth=2 if ours else 1.5, strokeDash=[1, 0] if ours else [5, 4])
        )
        tooltip = [
            alt.Tooltip("model:N", title=look.word("Model")),
            alt.Tooltip("t:Q", title=look.word("Step")),
            alt.Tooltip("shown:N", title=look.word("Width")),
        ]
        points = alt.Chart(data).mark_circle(color=colour, opacity=1, size=28)
        layers.append(points.encode(x=x, y=y, tooltip=tooltip))
        labels.append(Label(str(name), float(data["y"].iloc[-1]), colours.text(colour)))
    layers += label_layers(place(labels, domain, 0.75 * HEIGHT), last + 0.4, x, y)
    title = look.word("Mean width of the 80 % band") + (f", {unit}" if unit else "")
    return look.theme(layers, title=title, height=HEIGHT)


def sharpness_alt_text(widths: pd.DataFrame, chosen: str, *, unit: str = "") -> Message:
    """The widths in one sentence."""
    table = _widths(widths, chosen)
    mine = table[table["model"] == chosen]["width"]
    decimals = decimals_for(0.0, float(table["width"].max()))
    return M(
        "Line chart of the width of the 80 % band of {count} models; that of {model} goes from {first} to "
        "{last}{unit}.",
        count=table["model"].nunique(),
        model=chosen,
        first=Number(float(mine.iloc[0]), decimals),
        last=Number(float(mine.iloc[-1]), decimals),
        unit=after(unit),
    )


def _inside(table: pd.DataFrame) -> pd.Series:
    return (table["held"] >= table["from"]) & (table["held"] <= table["to"])


def _widths(widths: pd.DataFrame, chosen: str) -> pd.DataFrame:
    require(widths, ("model", "step", "width"), "The widths by step")
    require(widths[widths["model"] == chosen], (), f"The widths of {chosen}")
    table: pd.DataFrame = widths[["model", "step", "width"]].sort_values("step", kind="stable")
    return table
