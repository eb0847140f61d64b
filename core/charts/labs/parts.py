"""The drawings that labs put one below the other: lines over steps, and states as a heat map of units."""

from __future__ import annotations

from collections.abc import Sequence

import pandas as pd

from core.charts.frames import Bounds
from core.charts.labs.curves import Curve, curves_alt_text, curves_chart
from core.charts.labs.stack import Part
from core.charts.labs.states import states_alt_text, states_chart
from core.charts.labs.tracks import Track, tracks_alt_text, tracks_chart
from core.charts.look import Look
from core.messages import M, Message

ROW_PIXELS, LINES_PIXELS = 17, 110


def tracks_part(
    title: str,
    tracks: Sequence[Track],
    look: Look,
    *,
    domain: Bounds | None = None,
    height: int = LINES_PIXELS,
    x_title: str = "",
) -> Part:
    """Lines over steps; the pointer tells all their values."""
    told = {track.name: [look.number(float(value), 2) for value in track.values] for track in tracks}
    return Part(title, tracks_chart(tracks, look, domain=domain, height=height, x_title=x_title), height, told)


def states_part(
    title: str,
    states: Sequence[Sequence[float]],
    look: Look,
    *,
    names: Sequence[str] = (),
    most: float | None = 1.0,
    signed: bool = True,
    legend: bool = False,
) -> Part:
    """states: (T, H), a row of the map for each of the H units."""
    table = units_table(states, names)
    drawing = states_chart(table, look, most=most, signed=signed, legend=legend)
    told = {title: [" · ".join(look.number(value, 2) for value in row) for row in states]}
    return Part(title, drawing, ROW_PIXELS * len(states[0]), told)


def curves_part(
    title: str,
    curves: Sequence[Curve],
    look: Look,
    *,
    domain: Bounds,
    percent: bool = False,
    height: int = LINES_PIXELS,
) -> Part:
    """Curves over steps, in the colours of what they compare."""
    written = look.percent if percent else look.number
    told = {curve.name: [written(float(value), 1) for value in curve.y] for curve in curves}
    drawn = curves_chart(curves, look, title="", x_title="", percent=percent, domain=domain, height=height)
    return Part(title, drawn, height, told)


def units_table(states: Sequence[Sequence[float]], names: Sequence[str] = ()) -> pd.DataFrame:
    """(T, H) as step (from 1), row and value; names: of the units, their numbers where there are none."""
    named = names or [str(unit + 1) for unit in range(len(states[0]))]
    return pd.DataFrame(
        [
            {"step": t, "row": name, "value": row[unit]}
            for unit, name in enumerate(named)
            for t, row in enumerate(states, 1)
        ]
    )


def tracks_told(title: str, tracks: Sequence[Track]) -> Message:
    """The lines in one sentence, under their title."""
    return M("{title}: {told}", title=title, told=tracks_alt_text({track.name: track.values for track in tracks}))


def curves_told(title: str, curves: Sequence[Curve]) -> Message:
    """The curves in one sentence, under their title."""
    return M("{title}: {told}", title=title, told=curves_alt_text(curves))


def states_told(title: str, states: Sequence[Sequence[float]]) -> Message:
    """The heat map in one sentence, under its title."""
    return M("{title}: {told}", title=title, told=states_alt_text(units_table(states)))
