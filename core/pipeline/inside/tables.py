"""Tidy frames of a window's view, for charts and for tables beside them."""

from __future__ import annotations

from collections.abc import Mapping

import numpy as np
import pandas as pd

from core.pipeline.inside.view import WindowView

MOST_ROWS = 10_000
"""Rows of a chart that answers the pointer; beyond them it lags."""


def shown_steps(views: Mapping[str, WindowView]) -> list[int]:
    """The forecast steps, from 1, that fit into one chart of these views: all of them, or evenly spread ones."""
    horizon = min(len(view.ahead) for view in views.values())
    cells = sum(len(view.times) for view in views.values())
    fitting = max(2, MOST_ROWS // cells)
    if horizon <= fitting:
        return list(range(1, horizon + 1))
    return sorted({round(step) for step in np.linspace(1, horizon, fitting)})


def links(views: Mapping[str, WindowView], alone: bool = False) -> pd.DataFrame:
    """cell, step, time, value, sensitivity: how strongly each past value moves each shown step.

    views: by the reader's name of the cell. alone: by way of the network alone, else through the whole forecast.
    """
    steps = shown_steps(views)
    parts = []
    for cell, view in views.items():
        length = len(view.times)
        table = pd.DataFrame({"cell": cell, "step": np.repeat(steps, length), "time": np.tile(view.times, len(steps))})
        table["value"] = np.tile(view.values, len(steps))
        slopes = view.through_network if alone else view.sensitivity[..., 0]
        table["sensitivity"] = slopes[np.array(steps) - 1].ravel()
        parts.append(table)
    return pd.concat(parts, ignore_index=True)


def ahead(views: Mapping[str, WindowView]) -> pd.DataFrame:
    """cell, step, time, value: the median forecast at the shown steps."""
    steps = shown_steps(views)
    places = np.array(steps) - 1
    parts = [
        pd.DataFrame({"cell": cell, "step": steps, "time": view.ahead[places], "value": view.median[places]})
        for cell, view in views.items()
    ]
    return pd.concat(parts, ignore_index=True)


def cells(states: np.ndarray, times: pd.DatetimeIndex, order: np.ndarray) -> pd.DataFrame:
    """unit (from 1), row (from 0), time, state: states (T, H) with the units in `order` from top to bottom."""
    length = len(times)
    return pd.DataFrame(
        {
            "unit": np.repeat(order + 1, length),
            "row": np.repeat(np.arange(len(order)), length),
            "time": np.tile(times, len(order)),
            "state": states[:, order].T.ravel(),
        }
    )


def signal(view: WindowView, most: int) -> pd.DataFrame:
    """step, time, signal: the error signal of every step over the last `most` states; empty without recurrence."""
    if view.error_signal is None:
        return pd.DataFrame({"step": [], "time": [], "signal": []})
    last = min(most, len(view.times))
    steps = list(range(1, len(view.ahead) + 1))
    return pd.DataFrame(
        {
            "step": np.repeat(steps, last),
            "time": np.tile(view.times[-last:], len(steps)),
            "signal": view.error_signal[:, -last:].ravel(),
        }
    )


def asking(view: WindowView, most: int = MOST_ROWS) -> pd.DataFrame:
    """row (from 1), time, value: who looks back; the steps ahead, or with self-attention the last steps of the window.

    With self-attention at most so many rows that the map has `most` cells.
    """
    assert view.attention is not None, "only a view with attention is asked"
    if len(view.attention) == len(view.ahead):
        return pd.DataFrame({"row": range(1, len(view.ahead) + 1), "time": view.ahead, "value": view.median})
    length = len(view.times)
    first = max(0, length - most // length)
    rows = range(first + 1, length + 1)
    return pd.DataFrame({"row": rows, "time": view.times[first:], "value": view.values[first:]})


def weights(view: WindowView) -> pd.DataFrame:
    """row, asking, time, weight: the attention of every row of `asking`."""
    assert view.attention is not None, "only a view with attention is asked"
    who, length = asking(view), len(view.times)
    return pd.DataFrame(
        {
            "row": np.repeat(who["row"].to_numpy(), length),
            "asking": np.repeat(who["time"].to_numpy(), length),
            "time": np.tile(view.times, len(who)),
            "weight": view.attention[who["row"].to_numpy() - 1].ravel(),
        }
    )


def history(view: WindowView, last: int | None = None) -> pd.DataFrame:
    """time, value: the window, or its last steps."""
    return pd.DataFrame({"time": view.times, "value": view.values}).iloc[-(last or len(view.times)) :]
