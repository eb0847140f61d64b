"""States over time as a heat map: a row a unit or gate, a column a time step."""

from __future__ import annotations

import pandas as pd

from core.charts.frames import largest, require
from core.charts.labs.drawing import Drawing, Spec, drawing, layer, number, places_named, scale_legend, steps_x, words
from core.charts.look import Look
from core.messages import M, Message, Number

ROW_PIXELS = 24
COLUMNS = ("step", "row", "value")


def states_chart(
    table: pd.DataFrame,
    look: Look,
    *,
    most: float | None = None,
    signed: bool = True,
    legend: bool = True,
) -> Drawing:
    """table: step (from 1), row (the name a reader sees), value; rows in the order in which they come.

    most: the value at which the colour is full, the largest one where not given.
    signed: around zero; otherwise from 0 to `most`. legend: of the colours, above.
    """
    require(table, COLUMNS, "A heat map of states")
    names, end = list(dict.fromkeys(table["row"])), most or largest(table["value"])
    places = {name: len(names) - place for place, name in enumerate(names)}  # upper edges, from the top
    rows = [
        {
            "t": at - 0.5,
            "t2": at + 0.5,
            "y": places[name],
            "y2": places[name] - 1,
            "step": at,
            "row": name,
            "value": max(-end, min(end, value)),
            "amount": look.number(value, 2),
        }
        for at, name, value in zip(table["step"], table["row"], table["value"], strict=True)
    ]
    x = steps_x(int(table["step"].min()), int(table["step"].max()), look.word("Time step"))
    label = places_named({edge - 0.5: name for name, edge in places.items()})
    axis: Spec = {"title": None, "grid": False, "values": [edge - 0.5 for edge in places.values()], "labelExpr": label}
    axis |= {"labelLimit": 110 if look.narrow else 180}
    encoding = {
        "x": x,
        "x2": {"field": "t2"},
        "y": number("y", scale={"domain": [0, len(names)], "nice": False, "zero": False}, axis=axis),
        "y2": {"field": "y2"},
        "color": number("value", scale=_scale(end, signed, look), legend=scale_legend(look) if legend else None),
        "tooltip": [
            words("row", look.word("Unit")),
            words("step", look.word("Time step")),
            words("amount", look.word("Value")),
        ],
    }
    layers = [layer("rect", rows, encoding, stroke=look.colours.paper, strokeWidth=1)]
    return drawing(layers, look, ROW_PIXELS * len(names) + (84 if legend else 56))


def states_alt_text(table: pd.DataFrame) -> Message:
    """The heat map in one sentence."""
    strongest = table.iloc[int(table["value"].abs().to_numpy().argmax())]
    return M(
        "Heat map of {rows} rows over {steps} time steps; the strongest value is {value}, “{row}” at step {at}.",
        rows=int(table["row"].nunique()),
        steps=int(table["step"].nunique()),
        value=Number(float(strongest["value"]), 2),
        row=str(strongest["row"]),
        at=int(strongest["step"]),
    )


def _scale(end: float, signed: bool, look: Look) -> Spec:
    return {"domain": [-end, 0, end], **look.signed} if signed else {"domain": [0, end], "scheme": look.magnitude}
