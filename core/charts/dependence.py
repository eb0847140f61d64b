"""How a forecast follows one input: a thin curve for every window, their mean, and the place where the input is now."""

from __future__ import annotations

import altair as alt
import pandas as pd

from core.charts.axes import value_y
from core.charts.frames import bounds, require
from core.charts.labels import Label, label_layers, place
from core.charts.look import Look, decimals_for
from core.charts.marks import after, line
from core.messages import M, Message, Number

COLUMNS = ("window", "shift", "change")
MEAN = "mean"
HEIGHT = 300


def dependence_chart(
    curves: pd.DataFrame, look: Look, *, unit: str = "", input_unit: str = "", now: str = ""
) -> alt.LayerChart:
    """Change of the forecast over the change of one input.

    curves: window (a name a curve, "mean" for their mean; the last before it is the one on the screen), shift (what is
    added to the input, in `input_unit`), change (of the forecast, in `unit`). now: the input's value as text.
    """
    require(curves, COLUMNS, "A partial dependence")
    colours, names = look.colours, [name for name in dict.fromkeys(curves["window"]) if name != MEAN]
    base = curves.rename(columns={"shift": "t", "change": "y"})
    low, high = float(base["t"].min()), float(base["t"].max())
    title = look.word("Added to the input") + (f", {input_unit}" if input_unit else "")
    axis = alt.Axis(title=title, titleAnchor="end", grid=False, tickCount=7)
    x = alt.X("t:Q", scale=alt.Scale(domain=[low, high], nice=False), axis=axis)
    domain = bounds(base["y"], [0.0])
    y = value_y(domain)
    parts = dict(iter(base.groupby("window", sort=False)))
    zero = pd.DataFrame({"y": [0.0]})
    layers = [
        alt.Chart(zero).mark_rule(color=colours.hairline, aria=False).encode(y=y),
        alt.Chart(pd.DataFrame({"t": [0.0]})).mark_rule(color=colours.muted, aria=False).encode(x=x),
        *(line(parts[name], x, y, color=colours.naive, strokeWidth=1, opacity=0.7) for name in names[:-1]),
        line(parts[names[-1]], x, y, color=colours.ink, strokeWidth=1.75),
        line(parts[MEAN], x, y, color=colours.forecast, strokeWidth=2.5),
        _points(parts[MEAN], look, unit, input_unit, x, y),
    ]
    if now:
        mark = alt.Chart(pd.DataFrame({"t": [0.0], "y": [domain[1]]}))
        text = mark.mark_text(text=now, align="left", dx=6, dy=8, color=colours.muted, aria=False)
        layers.append(text.encode(x=x, y=y))
    ends = [
        Label(look.word("mean"), float(parts[MEAN]["y"].iloc[-1]), colours.text(colours.forecast)),
        Label(look.word("this window"), float(parts[names[-1]]["y"].iloc[-1]), colours.ink),
    ]
    layers += label_layers(place(ends, domain, 0.75 * HEIGHT), high, x, y)
    title = look.word("Change of the forecast") + (f", {unit}" if unit else "")
    return look.theme(layers, title=title, height=HEIGHT)


def alt_text(curves: pd.DataFrame, *, unit: str = "", input_unit: str = "") -> Message:
    """The curves in one sentence."""
    require(curves, COLUMNS, "A partial dependence")
    mean = curves[curves["window"] == MEAN]
    first, last = mean.iloc[0], mean.iloc[-1]
    decimals = decimals_for(0.0, float(curves["change"].abs().max()))
    return M(
        "Line chart of {count} windows: on average the forecast changes by {low}{unit} when {least}{input_unit} is "
        "added to the input, and by {high}{unit} when {most}{input_unit} is.",
        count=curves["window"].nunique() - 1,
        low=Number(float(first["change"]), decimals),
        least=Number(float(first["shift"]), decimals_for(0.0, float(last["shift"]))),
        high=Number(float(last["change"]), decimals),
        most=Number(float(last["shift"]), decimals_for(0.0, float(last["shift"]))),
        unit=after(unit),
        input_unit=after(input_unit),
    )


def _points(mean: pd.DataFrame, look: Look, unit: str, input_unit: str, x: alt.X, y: alt.Y) -> alt.Chart:
    """Points of the mean curve that say their numbers."""
    decimals = decimals_for(0.0, float(mean["y"].abs().max()))
    shifts = decimals_for(0.0, float(mean["t"].abs().max()))
    data = mean[["t", "y"]].assign(
        added=[look.number(value, shifts) + after(input_unit) for value in mean["t"]],
        moved=[look.number(value, decimals) + after(unit) for value in mean["y"]],
    )
    tooltip = [
        alt.Tooltip("added:N", title=look.word("Added")),
        alt.Tooltip("moved:N", title=look.word("Change of the forecast")),
    ]
    drawn: alt.Chart = (
        alt.Chart(data).mark_circle(color=look.colours.forecast, opacity=1, size=24).encode(x=x, y=y, tooltip=tooltip)
    )
    return drawn
