"""The network of each shape unrolled over the reader's own input, as far as the walk has come."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any, NamedTuple

from core.charts.labs.network import Edge, Unit

Spot = tuple[float, float]
WIDE, NARROW = 12, 6
"""Most columns where there is room, and on a phone."""


class Picture(NamedTuple):
    """now: the column of this step, None where there are no steps. words: what stands under the columns."""

    units: list[Unit]
    edges: list[Edge]
    now: float | None
    words: dict[float, str]


def picture(shape: str, found: dict[str, Any], step: int, narrow: bool) -> Picture:
    """What the steps up to this one have reached is drawn; circles that are still to come are empty."""
    return SHAPES[shape](found, step, NARROW if narrow else WIDE)


def window(total: int, now: int, most: int) -> range:
    """The columns that are drawn, `most` at most, the present one among them."""
    first = min(max(0, now - most // 2), max(0, total - most))
    return range(first, min(total, first + most))


def _one_to_one(found: dict[str, Any], step: int, most: int) -> Picture:
    x, h, y = (0.0, 0.0), (0.0, 1.0), (0.0, 2.0)
    units = [Unit(*spot, text=name) for name, spot in (("x", x), ("h", h), ("y", y))]
    return Picture(units, [_line(x, h), _line(h, y)], None, {})


def _one_to_many(found: dict[str, Any], step: int, most: int) -> Picture:
    columns, now = window(len(found["output"]), step - 1, most), step - 1
    units, edges = _row(columns, 1.0, ["h"] * len(found["output"]), now)
    hours, _ = _row(columns, 2.0, [f"{value:.0f}" for value in found["output"]], now)
    units += hours
    for t in _reached(columns, now):
        edges.append(_line((t, 1.0), (t, 2.0)))
        if t > columns[0]:
            edges.append(_line((t - 1, 2.0), (t, 1.0), True))
    if columns[0] == 0:
        units.append(Unit(-1, 0.0, text="x"))
        edges.append(_line((-1, 0.0), (0, 1.0)))
    return Picture(units, edges, float(now), {float(t): f"{t} h" for t in columns})


def _many_to_one(found: dict[str, Any], step: int, most: int) -> Picture:
    letters, now = found["input"], step - 1
    columns, end = window(len(letters), now, most), len(letters) - 1
    units, edges = _read(columns, letters, now)
    if end in columns:
        best = max(found["output"], key=found["output"].__getitem__)
        units.append(Unit(end, 2.0, text=best if now == end else ""))
        edges += [_line((end, 1.0), (end, 2.0))] if now == end else []
    return Picture(units, edges, float(now), {})


def _aligned(found: dict[str, Any], step: int, most: int) -> Picture:
    """First all letters forwards, then all backwards; a letter is answered where both have been."""
    letters = found["input"]
    now = step - 1 if step <= len(letters) else 2 * len(letters) - step
    columns = window(len(letters), now, most)
    units, edges = _read(columns, letters, min(step, len(letters)) - 1)
    back = [t for t in columns if step > len(letters) and t >= now]
    for t in columns:
        there = t in back
        units.append(Unit(t + 0.3, 1.5, text="←" if there else ""))
        share = found["sure"][t] - 1e-9 if there else None
        units.append(Unit(t, 2.5, share, text=found["output"][t] if there else "", scale=4.0))
    for t in back:
        edges += [_line((t, 0.0), (t + 0.3, 1.5)), _line((t, 1.0), (t, 2.5)), _line((t + 0.3, 1.5), (t, 2.5))]
        edges += [_line((t + 1.3, 1.5), (t + 0.3, 1.5))] if t + 1 in back else []
    return Picture(units, edges, float(now), {})


def _encoder_decoder(found: dict[str, Any], step: int, most: int) -> Picture:
    words, digits = found["input"], [str(digit) for digit in found["output"]]
    begun, total, now = len(words), len(words) + len(digits), step - 1
    columns = window(total, now, most)
    units, edges = _row(columns, 1.0, ["h"] * begun + ["s"] * len(digits), now)
    read, _ = _row([t for t in columns if t < begun], 0.0, [f"x{'₁₂₃₄₅₆₇₈'[t]}" for t in range(begun)], now)
    written, _ = _row([t for t in columns if t >= begun], 2.0, [""] * begun + digits, now)
    for t in _reached(columns, now):
        edges.append(_line((t, 0.0), (t, 1.0)) if t < begun else _line((t, 1.0), (t, 2.0)))
        if t > begun and t - 1 in columns:
            edges.append(_line((t - 1, 2.0), (t, 1.0), True))
    named = {float(t): words[t] for t in columns if t < begun}
    return Picture(units + read + written, edges, float(now), named)


def _read(columns: Sequence[int], letters: Sequence[str], now: int) -> tuple[list[Unit], list[Edge]]:
    """Letters below, states above them, and the lines between."""
    units, edges = _row(columns, 1.0, ["h"] * len(letters), now)
    below, _ = _row(columns, 0.0, letters, now)
    return units + below, edges + [_line((t, 0.0), (t, 1.0)) for t in _reached(columns, now)]


def _row(columns: Sequence[int], y: float, texts: Sequence[str], now: int) -> tuple[list[Unit], list[Edge]]:
    """A circle a column, empty where it is still to come, and the lines from each to the next."""
    units = [Unit(t, y, text=texts[t] if t <= now else "") for t in columns]
    return units, [_line((t - 1, y), (t, y)) for t in _reached(columns, now) if t - 1 in columns]


def _reached(columns: Sequence[int], now: int) -> list[int]:
    return [t for t in columns if t <= now]


def _line(start: Spot, end: Spot, dashed: bool = False) -> Edge:
    return Edge(f"{start}{end}", start, end, dashed=dashed)


SHAPES: dict[str, Callable[[dict[str, Any], int, int], Picture]] = {
    "one-to-one": _one_to_one,
    "one-to-many": _one_to_many,
    "many-to-one": _many_to_one,
    "aligned": _aligned,
    "encoder-decoder": _encoder_decoder,
}
