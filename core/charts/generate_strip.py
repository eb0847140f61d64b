"""A written text as a strip of cells, one a token, coloured by a number: its probability, or a hidden unit over it."""

from __future__ import annotations

from collections.abc import Sequence

import altair as alt
import numpy as np
import pandas as pd

from core.charts.colours import contrast, mix
from core.charts.frames import largest
from core.charts.look import Look, decimals_for
from core.messages import M, Message, Number, Percent

SELECTION = "chosen_token"
COLUMNS, NARROW_COLUMNS = 72, 34
"""Characters in a row of the strip, and where it is drawn on fewer than NARROW pixels."""
NARROW = 560
ROW_PIXELS = 24
MOST_TOKENS = 1_500
"""Cells that a browser draws without delay; the strip shows the last ones of a longer text."""
MARKS = {" ": "·", "\n": "↵"}
FADED = 0.55
"""Share of the full colour at the strong end, so that ink can be read on it."""


def laid_out(tokens: Sequence[str], columns: int) -> pd.DataFrame:
    """Where each token stands: place (from 0), row, x and x2 in characters; lines end at `columns` and at a break."""
    rows, row, column = [], 0, 0
    for place, token in enumerate(tokens):
        if column and column + len(token) > columns:
            row, column = row + 1, 0
        rows.append((place, token, row, column, column + len(token)))
        column += len(token)
        if token.endswith("\n"):
            row, column = row + 1, 0
    return pd.DataFrame(rows, columns=["place", "token", "row", "x", "x2"])


def probability_strip(table: pd.DataFrame, look: Look, chosen: int | None = None) -> alt.LayerChart:
    """The probability of every token written; a click chooses a cell.

    table: token, probability (0 to 1) and others (the likeliest at this place, in words), a row a token. chosen: place
    to mark.
    """
    colours = look.colours
    words = [look.percent(value, 1) for value in table["probability"]]
    scale = alt.Scale(domain=[0, 1], range=[mix(colours.paper, colours.actual, FADED), colours.paper])
    tooltip = [
        alt.Tooltip("shown:N", title=look.word("Token")),
        alt.Tooltip("words:N", title=look.word("Probability")),
        alt.Tooltip("others:N", title=look.word("Likeliest here")),
    ]
    legend = _legend(look, look.word("Probability"), "%")
    cells = _cells(table.assign(value=table["probability"], words=words), look)
    return _strip(cells, alt.Color("value:Q", scale=scale, legend=legend), tooltip, look, chosen)


def unit_strip(table: pd.DataFrame, look: Look) -> alt.LayerChart:
    """A hidden unit after every token. table: token and activation (−1 to 1), a row a token."""
    colours = look.colours
    low, zero, high = (
        mix(colours.paper, colours.negative, FADED),
        colours.paper,
        mix(colours.paper, colours.positive, FADED),
    )
    most = largest(table["activation"])
    scale = alt.Scale(domain=[-most, 0, most], range=[low, zero, high], interpolate="rgb")
    decimals = decimals_for(0.0, most)
    words = [look.number(value, decimals) for value in table["activation"]]
    tooltip = [
        alt.Tooltip("shown:N", title=look.word("Token")),
        alt.Tooltip("words:N", title=look.word("Activation")),
    ]
    cells = _cells(table.assign(value=table["activation"], words=words), look)
    return _strip(
        cells, alt.Color("value:Q", scale=scale, legend=_legend(look, look.word("Activation"))), tooltip, look, None
    )


def strip_alt_text(table: pd.DataFrame) -> Message:
    """The probability strip in one sentence."""
    values = table["probability"].to_numpy(float)
    return M(
        "The text, token by token, coloured by its probability: {count} tokens, half of them above {median}; the least "
        "expected is “{token}” with {least}.",
        count=len(values),
        median=Percent(float(np.median(values)), 0),
        token=shown(str(table["token"].iloc[int(values.argmin())])),
        least=Percent(float(values.min()), 2),
    )


def unit_alt_text(table: pd.DataFrame, unit: int) -> Message:
    """The strip of a unit in one sentence."""
    values = table["activation"].to_numpy(float)
    return M(
        "The text, token by token, coloured by hidden unit {unit}, which runs from {low} to {high}.",
        unit=unit,
        low=Number(float(values.min()), 2),
        high=Number(float(values.max()), 2),
    )


def shown(token: str) -> str:
    """A token with its spaces and line breaks made visible."""
    return "".join(MARKS.get(sign, sign) for sign in token)


def _cells(table: pd.DataFrame, look: Look) -> pd.DataFrame:
    """Cells in both layouts, of which the browser draws the one that it has room for; x from 0 to 1.

    Spaces stay empty there and are named when pointed at.
    """
    if table.empty:
        raise ValueError("The strip has no tokens.")
    last = table.tail(MOST_TOKENS)
    extra = last.drop(columns="token").reset_index(drop=True)
    extra["shown"] = [shown(token) for token in last["token"]]
    extra["text"] = [token.strip(" ").replace("\n", "↵") for token in last["token"]]
    both = []
    for narrow, columns in ((False, COLUMNS), (True, NARROW_COLUMNS)):
        cells = laid_out(list(last["token"]), columns)
        cells["place"] += len(table) - len(last)
        lead = cells["token"].map(lambda token: len(token) - len(token.lstrip(" ")))
        cells["middle"] = (cells["x"] + lead + cells["x2"]) / 2
        cells[["x", "x2", "middle"]] /= columns
        both.append(pd.concat([cells.assign(narrow=narrow), extra], axis=1))
    return pd.concat(both, ignore_index=True)


def _strip(
    cells: pd.DataFrame, colour: alt.Color, tooltip: list[alt.Tooltip], look: Look, chosen: int | None
) -> alt.LayerChart:
    """Cells coloured by `colour`, with their text, and a frame around the chosen one."""
    unit = alt.Scale(domain=[0, 1], nice=False)
    x = alt.X("x:Q", scale=unit, axis=None)
    y = alt.Y("row:O", axis=None, scale=alt.Scale(paddingInner=0.12))
    place = alt.selection_point(name=SELECTION, fields=["place"], on="click", empty=False)
    fitting = f"datum.narrow === (width < {NARROW})"
    base = alt.Chart(cells).transform_filter(fitting)
    boxes = base.mark_rect(cursor="pointer" if chosen is not None else "default").encode(
        x=x, x2="x2:Q", y=y, color=colour, tooltip=tooltip
    )
    if chosen is not None:
        boxes = boxes.add_params(place)
    ink = look.colours.ink
    letters = base.mark_text(color=ink, baseline="middle", fontSize=12, aria=False).encode(
        x=alt.X("middle:Q", scale=unit, axis=None), y=y, text="text:N"
    )
    layers = [boxes, letters]
    if chosen is not None and (cells["place"] == chosen).any():
        frame = alt.Chart(cells[cells["place"] == chosen]).transform_filter(fitting)
        layers.append(frame.mark_rect(fill=None, stroke=ink, strokeWidth=2, aria=False).encode(x=x, x2="x2:Q", y=y))
    return look.theme_by_rows(layers, ROW_PIXELS)


def _legend(look: Look, title: str, form: str = "") -> alt.Legend:
    return look.gradient_legend(
        title,
        format=form or "~r",
    )


def readable(look: Look) -> bool:
    """Whether ink can be read on the strongest colours of the strips."""
    colours = look.colours
    strongest = (mix(colours.paper, end, FADED) for end in (colours.actual, colours.negative, colours.positive))
    return all(contrast(colours.ink, colour) >= 4.5 for colour in strongest)
