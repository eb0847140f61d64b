"""What the knobs ask the computation for."""

from __future__ import annotations

from typing import Any

from core.charts.labs.drawing import power as written
from core.labs.knobs import Values
from core.messages import M, Message, Number


def network(values: Values) -> dict[str, Any]:
    """The network and what it reads; one's own numbers count only where they are read."""
    source = values.text("source")
    return {
        "source": source,
        "numbers": values.text("own") if source == "own" else "",
        "radius": round(values.real("radius"), 2),
        "activation": values.text("activation"),
        "bias": round(values.real("bias"), 2),
        "seed": values.whole("seed"),
    }


def size(power: float) -> Message:
    """A size given by its logarithm, as a reader sees it."""
    if power <= -20:
        return M("less than 10⁻²⁰")
    if -3 < power < 5:
        return M("{number}", number=Number(10**power, max(0, 2 - int(power // 1)) if power < 1 else 0))
    whole = int(power // 1)
    return M("{number} · {power}", number=Number(10 ** (power - whole), 1), power=written(whole))
