"""A bar a thing that is compared, each with its amount written beside it and its interval where it has one."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from core.charts.axes import PERCENT_LABEL
from core.charts.frames import bounds
from core.charts.labs.drawing import Drawing, Spec, drawing, layer, number, plain, words
from core.charts.look import Look
from core.messages import M, Message, Number

ROW_PIXELS = 30


@dataclass(frozen=True)
class Bar:
    """name: in the reader's language. amount: as it is written. number: its place among the models' colours."""

    name: str
    value: float
    amount: str
    number: int | None = 0
    low: float | None = None
    high: float | None = None


def bars_chart(bars: Sequence[Bar], look: Look, *, title: str, percent: bool = False) -> Drawing:
    """Horizontal bars from zero in the order given; title: what is measured, with its unit."""
    colours = look.colours
    ends = [end for bar in bars for end in (bar.value, bar.low, bar.high) if end is not None]
    low, high = bounds(ends, [0.0], margin=0.04)
    axis: Spec = {"title": None, "tickCount": 4, **({"labelExpr": PERCENT_LABEL} if percent else {})}
    room = 0.16 * (high - low)
    x = number("t", scale={"domain": [min(low, 0.0) if min(ends) < 0 else 0.0, high + room], "nice": False}, axis=axis)
    names = [bar.name for bar in bars]
    limit = {"title": None, "grid": False, "labelLimit": 150 if look.narrow else 260}
    y = {"field": "name", "type": "nominal", "sort": names, "axis": limit}
    rows = [
        {
            "t": bar.value,
            "zero": 0.0,
            "name": bar.name,
            "amount": bar.amount,
            "end": max(bar.value, bar.high or bar.value, 0.0),
            "colour": colours.naive if bar.number is None else colours.models[bar.number % len(colours.models)],
        }
        for bar in bars
    ]
    tooltip = [words("name"), words("amount", title or " ")]
    encoding = {"x": x, "x2": {"field": "zero"}, "y": y, "color": plain("colour"), "tooltip": tooltip}
    layers = [layer("bar", rows, encoding, height={"band": 0.6})]
    spans = [{"t": b.low, "t2": b.high, "name": b.name} for b in bars if b.low is not None and b.high is not None]
    if spans:
        span = {"x": x, "x2": {"field": "t2"}, "y": y}
        layers.append(layer("rule", spans, span, color=colours.ink, strokeWidth=1.5))
    written = {"x": x | {"field": "end"}, "y": y, "text": words("amount")}
    layers.append(layer("text", rows, written, align="left", dx=6, color=colours.ink))
    return drawing(layers, look, ROW_PIXELS * len(bars) + 40, title)


def bars_alt_text(bars: Sequence[Bar]) -> Message:
    """The bars in one sentence."""
    told = [M("{name} {value}", name=bar.name, value=Number(bar.value, 2)) for bar in bars]
    return M("Bars: {told}.", told=told)
