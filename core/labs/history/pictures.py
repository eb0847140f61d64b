"""The idea of each station as a small network: circles by name, lines between them, read from left to right.

A row of digits t stands for time; dashed lines are what the station added.
"""

from __future__ import annotations

from dataclasses import dataclass

Spot = tuple[float, float]


@dataclass(frozen=True)
class Picture:
    """nodes: name -> place (x to the right, y upwards); what is written in a circle is its name up to a full stop.

    lines, new: "from to" pairs; the new ones are what the station added.
    """

    nodes: dict[str, Spot]
    lines: tuple[str, ...]
    new: tuple[str, ...] = ()


def unrolled(states: str = "h", steps: int = 4, *, outputs: bool = True) -> dict[str, Spot]:
    """Inputs below, states in the middle, outputs above, a column a step."""
    rows = [("x", 0.0), (states, 1.0)] + ([("y", 2.0)] if outputs else [])
    return {f"{name}.{t}": (float(t), y) for t in range(steps) for name, y in rows}


def upwards(states: str = "h", steps: int = 4, outputs: bool = True) -> tuple[str, ...]:
    """Lines from input to state to output within each step."""
    found = [f"x.{t} {states}.{t}" for t in range(steps)]
    return tuple(found + ([f"{states}.{t} y.{t}" for t in range(steps)] if outputs else []))


def along(name: str, steps: int = 4) -> tuple[str, ...]:
    """Lines from each step's state to the next."""
    return tuple(f"{name}.{t} {name}.{t + 1}" for t in range(steps - 1))


HOPFIELD = {"a": (0.0, 1.0), "b": (1.0, 2.0), "c": (2.0, 2.0), "d": (3.0, 1.0), "e": (2.0, 0.0), "f": (1.0, 0.0)}
ENCODER = {f"{name}.{t}": (float(t), y) for t in range(3) for name, y in (("x", 0.0), ("h", 1.0))}
DECODER = {f"{name}.{t}": (float(t + 3), y) for t in range(3) for name, y in (("s", 1.9), ("y", 2.9))}

PICTURES: dict[str, Picture] = {
    "hopfield": Picture(HOPFIELD, (), tuple(f"{a} {b}" for a in HOPFIELD for b in HOPFIELD if a < b)),
    "jordan": Picture(unrolled(), upwards(), tuple(f"y.{t} h.{t + 1}" for t in range(3))),
    "elman": Picture(unrolled(), upwards(), along("h")),
    "bptt": Picture(
        unrolled() | {"L": (4.0, 2.0)}, (*upwards(), *along("h")), ("L y.3", "y.3 h.3", "h.3 h.2", "h.2 h.1", "h.1 h.0")
    ),
    "lstm": Picture(
        unrolled("h") | {f"c.{t}": (t + 0.35, 1.5) for t in range(4)},
        (*upwards(), *along("h")),
        (*along("c"), *(f"c.{t} h.{t}" for t in range(4))),
    ),
    "bidirectional": Picture(
        unrolled("h") | {f"b.{t}": (t + 0.35, 1.4) for t in range(4)},
        (*upwards(), *along("h")),
        tuple(f"b.{t + 1} b.{t}" for t in range(3)) + tuple(f"b.{t} y.{t}" for t in range(4)),
    ),
    "ctc": Picture(
        unrolled(outputs=False)
        | {name: (float(t), 2.0) for t, name in enumerate(("a.0", "–.1", "b.2", "b.3"))}
        | {"a": (1.0, 3.0), "b": (2.0, 3.0)},
        (*upwards(outputs=False), *along("h"), "h.0 a.0", "h.1 –.1", "h.2 b.2", "h.3 b.3"),
        ("a.0 a", "b.2 b", "b.3 b"),
    ),
    "encoder-decoder": Picture(
        ENCODER | DECODER,
        (*upwards("h", 3, False), *along("h", 3), *along("s", 3), *(f"s.{t} y.{t}" for t in range(3))),
        ("h.2 s.0", "y.0 s.1", "y.1 s.2"),
    ),
    "gru": Picture(
        unrolled("h") | {f"z.{t}": (t + 0.5, 1.5) for t in range(3)},
        (*upwards(), *along("h")),
        tuple(f"h.{t} z.{t}" for t in range(3)) + tuple(f"z.{t} h.{t + 1}" for t in range(3)),
    ),
    "attention": Picture(
        ENCODER | DECODER,
        (*upwards("h", 3, False), *along("h", 3), "h.2 s.0", *along("s", 3), *(f"s.{t} y.{t}" for t in range(3))),
        tuple(f"h.{i} s.{t}" for i in range(3) for t in (1, 2)),
    ),
    "ntm": Picture(
        unrolled("h") | {f"m{i}.{t}": (t + 0.5, 2.6 + 0.45 * i) for t in range(3) for i in (1, 2)},
        (*upwards(), *along("h")),
        tuple(f"h.{t} m{i}.{t}" for t in range(3) for i in (1, 2))
        + tuple(f"m{i}.{t} h.{t + 1}" for t in range(3) for i in (1, 2)),
    ),
    "transformer": Picture(unrolled("h"), upwards(), tuple(f"x.{i} h.{t}" for t in range(4) for i in range(t))),
    "s4": Picture(unrolled("h"), upwards(), along("h")),
    "mamba": Picture(
        unrolled("h") | {f"Δ.{t}": (t + 0.4, 0.5) for t in range(4)},
        (*upwards(), *along("h")),
        tuple(f"x.{t} Δ.{t}" for t in range(4)) + tuple(f"Δ.{t} h.{t}" for t in range(4)),
    ),
    "xlstm": Picture(
        unrolled("h") | {f"C.{t}": (t + 0.35, 1.5) for t in range(4)},
        upwards(),
        (*along("C"), *(f"x.{t} C.{t}" for t in range(4)), *(f"C.{t} h.{t}" for t in range(4))),
    ),
    "mingru": Picture(
        unrolled("h") | {"h.01": (0.5, 1.5), "h.23": (2.5, 1.5), "h.0123": (1.5, 1.9)},
        tuple(f"x.{t} h.{t}" for t in range(4)),
        ("h.0 h.01", "h.1 h.01", "h.2 h.23", "h.3 h.23", "h.01 h.0123", "h.23 h.0123"),
    ),
}
