"""Stations on a line of years, the one reached among them; a click goes to another."""

from __future__ import annotations

from collections.abc import Sequence

from core.charts.labs.drawing import Drawing, Spec, axis_x, drawing, layer, number, plain, words
from core.charts.look import Look
from core.messages import M, Message

SELECTION = "station"
HEIGHT = 128


def timeline_chart(years: Sequence[int], titles: Sequence[str], look: Look, *, chosen: int) -> Drawing:
    """chosen: number of the station reached, from 1. Stations of one year stand above each other."""
    colours = look.colours
    rows: list[Spec] = []
    for place, (year, title) in enumerate(zip(years, titles, strict=True), 1):
        rows.append(
            {
                "t": year,
                "y": years[: place - 1].count(year),
                "number": place,
                "title": title,
                "size": 260 if place == chosen else 120,
                "colour": colours.forecast if place == chosen else colours.naive,
            }
        )
    ticks = [1982, 1990, 1997, 2006, 2014, 2024]
    x = axis_x((min(years) - 1.5, max(years) + 1.5), None, ticks, "datum.value + ''")
    top = max(row["y"] for row in rows) + 1.9
    y = number("y", scale={"domain": [-0.7, top], "nice": False}, axis=None)
    params = [{"name": SELECTION, "select": {"type": "point", "fields": ["number"], "on": "click"}}]
    encoding = {
        "x": x,
        "y": y,
        "size": plain("size"),
        "color": plain("colour"),
        "tooltip": [words("t"), words("title")],
        "description": words("title"),
    }
    reached = rows[chosen - 1] | {"y2": rows[chosen - 1]["y"], "y": top - 0.8}  # above every stack
    up = {"x": x, "y": y, "y2": {"field": "y2"}}
    side = "right" if years[chosen - 1] > (years[0] + years[-1]) / 2 else "left"
    name = {"x": x, "y": y, "text": words("title")}
    line = [{"t": min(years), "t2": max(years), "y": 0}]
    layers = [
        layer("rule", line, {"x": x, "x2": {"field": "t2"}, "y": y}, color=colours.hairline, strokeWidth=2),
        layer("rule", [reached], up, color=colours.hairline),
        layer("circle", rows, encoding, params=params, opacity=1, cursor="pointer"),
        layer("text", [reached], name, align=side, baseline="bottom", dy=-2, color=colours.text(colours.forecast)),
    ]
    return drawing(layers, look, HEIGHT)


def timeline_alt_text(years: Sequence[int], title: str) -> Message:
    """The line in one sentence."""
    return M(
        "Timeline of {count} stations from {first} to {last}; reached: {title}.",
        count=len(years),
        first=str(min(years)),
        last=str(max(years)),
        title=title,
    )
