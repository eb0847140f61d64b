"""Several values over time steps as lines with their names beside them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Literal

from core.charts.frames import Bounds, bounds
from core.charts.labels import Label, place
from core.charts.labs.drawing import Drawing, Spec, axis_y, beside, drawing, layer, steps_x, words
from core.charts.look import SMALL_HEIGHT, Look
from core.messages import M, Message, Number

Role = Literal["input", "target", "output", "other", "ghost"]


@dataclass(frozen=True)
class Track:
    """name: what a reader calls it, in his language already. role: what its colour and form say it is."""

    name: str
    values: Sequence[float]
    role: Role = "output"


def tracks_chart(
    tracks: Sequence[Track],
    look: Look,
    *,
    title: str = "",
    domain: Bounds | None = None,
    x_title: str = "",
    height: int = SMALL_HEIGHT,
) -> Drawing:
    """Inputs as bars, targets grey and dashed, outputs blue, others in the colours of comparisons; from step 1 on."""
    length = max(len(track.values) for track in tracks)
    span = domain or bounds(*(track.values for track in tracks), [0.0], margin=0.08)
    x, y = steps_x(1, length, x_title or look.word("Time step")), axis_y(span)
    layers: list[Spec] = []
    for track in tracks:
        layers += _drawn(track, _colour(track, tracks, look), look, x, y)
    labels = [
        Label(track.name, float(track.values[-1]), look.colours.text(_colour(track, tracks, look))) for track in tracks
    ]
    layers += beside(place(labels, span, 0.6 * height), length + 0.5, x, y)
    return drawing(layers, look, height, title)


def tracks_alt_text(tracks: Mapping[str, Sequence[float]]) -> Message:
    """The lines in one sentence. tracks: name -> values."""
    ends = [
        M("{name} ends at {value}", name=name, value=Number(float(values[-1]), 2)) for name, values in tracks.items()
    ]
    return M("Lines over {steps} time steps: {ends}.", steps=max(map(len, tracks.values())), ends=ends)


def _colour(track: Track, tracks: Sequence[Track], look: Look) -> str:
    colours = look.colours
    fixed = {"input": colours.muted, "target": colours.naive, "output": colours.forecast, "ghost": colours.ghost}
    if track.role in fixed:
        return fixed[track.role]
    others = [other.name for other in tracks if other.role == "other"]
    return colours.models[others.index(track.name) % len(colours.models)]


def _drawn(track: Track, colour: str, look: Look, x: Spec, y: Spec) -> list[Spec]:
    rows = [
        {"t": t, "y": float(value), "name": track.name, "amount": look.number(float(value), 3)}
        for t, value in enumerate(track.values, 1)
    ]
    if track.role == "input":
        bars = [{"t": row["t"] - 0.28, "t2": row["t"] + 0.28, "y": row["y"], "zero": 0.0} for row in rows]  # type: ignore[operator]
        encoding = {"x": x, "x2": {"field": "t2"}, "y": y, "y2": {"field": "zero"}}
        return [layer("rect", bars, encoding, color=colour, opacity=0.45)]
    tooltip = [words("name"), words("t", look.word("Time step")), words("amount", look.word("Value"))]
    dash: Spec = {"strokeDash": [5, 4]} if track.role in ("target", "ghost") else {}
    place = {"x": x, "y": y}
    return [
        layer("line", rows, place, color=colour, strokeWidth=2, strokeJoin="round", **dash),
        layer("circle", rows, place | {"tooltip": tooltip}, size=26, color=colour, opacity=1),
    ]
