"""Training as it happens: the losses by epoch, and the gradient's norm."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import altair as alt
import pandas as pd

from core.charts.axes import count_x, value_y
from core.charts.frames import bounds, ticks
from core.charts.labels import Label, label_layers, place
from core.charts.look import SMALL_HEIGHT, Look
from core.messages import M, Message, Number

GRADIENT = "gradient_norm"
Telemetry = Sequence[Mapping[str, float]]
"""One mapping a report, as it came: "epoch" and some of "train_loss", "validation_loss", "gradient_norm"."""


def loss_chart(telemetry: Telemetry, look: Look, rounds: str = "") -> alt.LayerChart:
    """Loss of the training and the validation part by epoch; before the first, only axes.

    rounds: what is counted, where the losses are taken at other times than after an epoch.
    """
    colours = look.colours
    words = {"train_loss": look.word("training"), "validation_loss": look.word("validation")}
    styles = {"train_loss": colours.naive, "validation_loss": colours.forecast}
    return _chart(telemetry, words, styles, look, look.word("Loss"), rounds or look.word("Epoch"))


def gradient_chart(telemetry: Telemetry, look: Look) -> alt.LayerChart:
    """Norm of the gradient before clipping, by epoch."""
    return _chart(
        telemetry, {GRADIENT: ""}, {GRADIENT: look.colours.ink}, look, look.word("Gradient norm"), look.word("Epoch")
    )


def loss_alt_text(telemetry: Telemetry) -> Message:
    """The loss curves in one sentence."""
    table = series_of(telemetry, "validation_loss")
    if table.empty:
        return M("Line chart of the losses; there is no epoch yet.")
    return M(
        "Line chart of the losses over {epochs} epochs; the validation loss went from {first} to {last}.",
        epochs=len(table),
        first=Number(float(table["y"].iloc[0]), 3),
        last=Number(float(table["y"].iloc[-1]), 3),
    )


def gradient_alt_text(telemetry: Telemetry) -> Message:
    """The gradient's norm in one sentence."""
    table = series_of(telemetry, GRADIENT)
    if table.empty:
        return M("Line chart of the gradient's norm; there is no epoch yet.")
    return M(
        "Line chart of the gradient's norm over {epochs} epochs, at the last one {last}.",
        epochs=len(table),
        last=Number(float(table["y"].iloc[-1]), 3),
    )


def series_of(telemetry: Telemetry, column: str) -> pd.DataFrame:
    """One quantity by epoch, t and y; the last report of an epoch counts, reports without the quantity are left out."""
    last = {float(row["epoch"]): float(row[column]) for row in telemetry if "epoch" in row and column in row}
    return pd.DataFrame({"t": list(last), "y": list(last.values())}, dtype=float).dropna().sort_values("t")


def _chart(
    telemetry: Telemetry, words: Mapping[str, str], colours: Mapping[str, str], look: Look, title: str, rounds: str
) -> alt.LayerChart:
    """One line a quantity, its word beside its end."""
    drawn = {column: series_of(telemetry, column) for column in words}
    drawn = {column: table for column, table in drawn.items() if len(table)}
    ends = [float(table["t"].iloc[edge]) for table in drawn.values() for edge in (0, -1)] or [0.0, 1.0]
    domain = bounds(*(table["y"] for table in drawn.values()), margin=0.1) if drawn else (0.0, 1.0)
    x = count_x(min(ends), max(ends), rounds)
    y = value_y(domain, values=ticks(*domain, count=4) if drawn else [])
    layers = [_line(table, colours[column], title, rounds, x, y) for column, table in drawn.items()]
    labels = [
        Label(words[column], float(table["y"].iloc[-1]), look.colours.text(colours[column]))
        for column, table in drawn.items()
        if words[column]
    ]
    layers += label_layers(place(labels, domain, 0.6 * SMALL_HEIGHT), max(ends), x, y)
    empty = alt.Chart(pd.DataFrame({"t": [], "y": []}, dtype=float)).mark_point().encode(x=x, y=y)
    return look.theme([empty, *layers], title=title, height=SMALL_HEIGHT)


def _line(table: pd.DataFrame, colour: str, title: str, rounds: str, x: alt.X, y: alt.Y) -> alt.Chart:
    """A single value is no line yet: it is drawn as a point."""
    point = alt.OverlayMarkDef(color=colour, size=30) if len(table) == 1 else False
    tooltip = [alt.Tooltip("t:Q", title=rounds), alt.Tooltip("y:Q", title=title, format=",.3f")]
    mark = alt.Chart(table).mark_line(color=colour, strokeWidth=1.75, strokeJoin="round", point=point)
    drawn: alt.Chart = mark.encode(x=x, y=y, tooltip=tooltip)
    return drawn
