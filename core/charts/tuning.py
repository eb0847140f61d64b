"""A search for settings as it goes: what each trial scored, and the best so far."""

from __future__ import annotations

import altair as alt
import numpy as np
import pandas as pd

from core.charts.axes import count_x, value_y
from core.charts.frames import bounds, require
from core.charts.labels import Label, label_layers, place
from core.charts.look import SMALL_HEIGHT, Look, decimals_for
from core.messages import M, Message, Number

COLUMNS = ("trial", "crps", "best", "pruned", "words")
HOPELESS = 1.5
"""Trials further above the best than so many times the spread of the finished ones are drawn at the upper edge."""


def trials_chart(trials: pd.DataFrame, start: float | None, unit: str, look: Look) -> alt.LayerChart:
    """Validation CRPS by trial, the lowest so far, and that of the settings the search started from.

    trials: one row a trial with trial (from 1), crps (in `unit`, infinite where training went astray), best (lowest so
    far), pruned (given up early), words (its settings in the reader's language). start: None while unknown.
    """
    require(trials, COLUMNS, "The table of trials")
    colours = look.colours
    table, domain = _drawn(trials, start)
    last = float(table["t"].max())
    x, y = count_x(1, last, look.word("Trial"), room=0.5), value_y(domain)
    title = look.word("Validation CRPS") + (f" ({unit})" if unit else "")
    tooltip = [
        alt.Tooltip("t:Q", title=look.word("Trial")),
        alt.Tooltip("score:N", title=title),
        alt.Tooltip("words:N", title=look.word("Settings")),
    ]
    decimals = decimals_for(*domain)
    table["score"] = [look.number(value, decimals) for value in table["crps"]]
    layers = [
        _points(table[~table["pruned"]], colours.forecast, True, tooltip, x, y),
        _points(table[table["pruned"]], colours.naive, False, tooltip, x, y),
        _steps(table, colours.forecast, x, y),
    ]
    labels = [Label(look.word("best so far"), float(table["best"].iloc[-1]), colours.text(colours.forecast))]
    if start is not None:
        rule = alt.Chart(pd.DataFrame({"y": [start]})).mark_rule(color=colours.naive, strokeDash=[4, 3], aria=False)
        layers.insert(0, rule.encode(y=y))
        labels.append(Label(look.word("settings so far"), start, colours.text(colours.naive)))
    labels = [label for label in labels if np.isfinite(label.value)]
    layers += label_layers(place(labels, domain, 0.7 * SMALL_HEIGHT), last + 0.5, x, y)
    return look.theme(layers, title=title, height=SMALL_HEIGHT)


def trials_alt_text(trials: pd.DataFrame, start: float | None, unit: str) -> Message:
    """The search in one sentence."""
    best = float(trials["best"].iloc[-1])
    decimals = decimals_for(best)
    if start is None or not np.isfinite(best):
        return M("Chart of the validation CRPS of {trials} trials.", trials=len(trials))
    return M(
        "Chart of the validation CRPS of {trials} trials; the lowest is {best} {unit}, and {start} that of the "
        "settings so far.",
        trials=len(trials),
        best=Number(best, decimals),
        start=Number(start, decimals),
        unit=unit,
    )


def _drawn(trials: pd.DataFrame, start: float | None) -> tuple[pd.DataFrame, tuple[float, float]]:
    """The trials with their place t and y, hopeless ones at the upper edge, and the bounds of y."""
    finished = trials.loc[~trials["pruned"].astype(bool), "crps"]
    known = [value for value in (*finished, start) if value is not None and np.isfinite(value)]
    finite = trials["crps"].to_numpy()[np.isfinite(trials["crps"])]
    low, high = (min(known), max(known)) if known else (float(finite.min()), float(finite.max()))
    top = min(max(high, float(finite.max())), high + HOPELESS * (high - low)) if high > low else float(finite.max())
    place_y = np.minimum(np.nan_to_num(trials["crps"].to_numpy(), posinf=top), top)
    table = trials.assign(t=trials["trial"].astype(float), y=place_y, pruned=trials["pruned"].astype(bool))
    return table, bounds(low, top, margin=0.12)


def _points(
    table: pd.DataFrame, colour: str, filled: bool, tooltip: list[alt.Tooltip], x: alt.X, y: alt.Y
) -> alt.Chart:
    mark = alt.Chart(table[["t", "y", "score", "words"]]).mark_point(color=colour, filled=filled, size=42, opacity=0.9)
    drawn: alt.Chart = mark.encode(x=x, y=y, tooltip=tooltip)
    return drawn


def _steps(table: pd.DataFrame, colour: str, x: alt.X, y: alt.Y) -> alt.Chart:
    """The lowest so far, kept until a lower one comes."""
    best = table[["t", "best"]].rename(columns={"best": "y"}).replace(np.inf, np.nan).dropna()
    mark = alt.Chart(best).mark_line(color=colour, interpolate="step-after", strokeWidth=1.75, aria=False)
    drawn: alt.Chart = mark.encode(x=x, y=y)
    return drawn
