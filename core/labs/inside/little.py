"""An Elman network of two to four units whose every weight can be read, named and changed.

J. L. Elman, "Finding structure in time", Cognitive Science 14 (1990).
    h[t] = tanh(W_x x[t] + W_h h[t-1] + b),  y[t] = V h[t] + c
"""

from __future__ import annotations

import json
import math
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from core.errors import UserError
from core.labs.inside.steps import PULSES
from core.labs.shipped import FOLDER
from core.messages import M

LARGEST = 9.0
"""Largest weight a reader may set, either way."""


@dataclass(frozen=True)
class LittleNet:
    """w_x (H,), w_h (H, H) with w_h[i][j] from unit j to unit i, b (H,), v (H,), c; one input, one output."""

    w_x: tuple[float, ...]
    w_h: tuple[tuple[float, ...], ...]
    b: tuple[float, ...]
    v: tuple[float, ...]
    c: float = 0.0

    @property
    def units(self) -> int:
        """H."""
        return len(self.w_x)

    def edges(self) -> dict[str, float]:
        """Every weight by the name of its edge: "x>h1", "h1>h2" (from unit 1 to unit 2), "h1>y"; biases as "1>h1"."""
        units = range(self.units)
        found = {f"x>h{i + 1}": self.w_x[i] for i in units}
        found |= {f"h{j + 1}>h{i + 1}": self.w_h[i][j] for j in units for i in units}
        found |= {f"h{i + 1}>y": self.v[i] for i in units}
        return found | {f"1>h{i + 1}": self.b[i] for i in units} | {"1>y": self.c}

    def changed(self, edges: dict[str, float]) -> LittleNet:
        """The same network with some edges set; KeyError for an edge it does not have."""
        known = self.edges()
        for name in edges:
            known[name]  # raises for a name that is no edge
        new, units = known | edges, range(1, self.units + 1)
        return replace(
            self,
            w_x=tuple(new[f"x>h{i}"] for i in units),
            w_h=tuple(tuple(new[f"h{j}>h{i}"] for j in units) for i in units),
            b=tuple(new[f"1>h{i}"] for i in units),
            v=tuple(new[f"h{i}>y"] for i in units),
            c=new["1>y"],
        )


NETS: dict[str, LittleNet] = {
    "latch": LittleNet((2.5, 1.0), ((1.5, 0.0), (-1.0, 0.0)), (0.0, 0.0), (1.165, 0.0)),
    "ring": LittleNet((1.2, 0.0), ((0.72, -0.72), (0.72, 0.72)), (0.0, 0.0), (1.0, 0.0)),
    "delay": LittleNet(
        (0.5, 0.0, 0.0), ((0.0, 0.0, 0.0), (1.0, 0.0, 0.0), (0.0, 1.0, 0.0)), (0.0,) * 3, (0.0, 0.0, 2.5)
    ),
}
"""Networks set by hand, by name; "trained" is one more, read from the file that training left."""

TRAINED = "trained"


def net(name: str) -> LittleNet:
    """The network called `name`."""
    return NETS[name] if name in NETS else read_net(FOLDER / "inside" / "little.json")


def read_net(file: Path) -> LittleNet:
    """The network that `write_net` wrote."""
    data = json.loads(file.read_text(encoding="utf-8"))
    return LittleNet(
        tuple(data["w_x"]), tuple(tuple(row) for row in data["w_h"]), tuple(data["b"]), tuple(data["v"]), data["c"]
    )


def write_net(found: LittleNet, file: Path) -> None:
    """Keeps a trained network as JSON."""
    data = {"w_x": found.w_x, "w_h": found.w_h, "b": found.b, "v": found.v, "c": found.c}
    file.write_text(json.dumps(data) + "\n", encoding="utf-8")


def parse_edits(text: str, base: LittleNet) -> dict[str, float]:
    """Edges a reader has set, from "x>h1:0.5,h1>h1:0"; what is no edge of `base` or no fit number is left out."""
    found = {}
    for part in filter(None, text.split(",")):
        name, _, number = part.partition(":")
        try:
            value = float(number)
        except ValueError:
            continue
        if name in base.edges() and math.isfinite(value) and abs(value) <= LARGEST:
            found[name] = value
    return found


def write_edits(edits: dict[str, float]) -> str:
    """The edits as the address holds them."""
    return ",".join(f"{name}:{value:g}" for name, value in edits.items())


def run(net_name: str, pulses: str, edits: str = "") -> dict[str, Any]:
    """Hidden states (T, H) and outputs (T,) of a network over a sequence, by the equation of core.models.elman."""
    if pulses not in PULSES:
        raise UserError(M("There is no sequence called {name}.", name=pulses))
    import torch

    from core.models.elman import elman_update

    base = net(net_name)
    used = base.changed(parse_edits(edits, base))
    w_x, w_h, b, v = (torch.tensor(part, dtype=torch.float64) for part in (used.w_x, used.w_h, used.b, used.v))
    h = torch.zeros(used.units, dtype=torch.float64)
    hidden, output = [], []
    for x in PULSES[pulses]:
        h = elman_update(torch.tensor([x], dtype=torch.float64), h, w_x[:, None], w_h, b)
        hidden.append(h)
        output.append(float(v @ h) + used.c)
    return {"hidden": torch.stack(hidden), "output": output}
