"""What a cell costs, by formula: parameters, and operations a step. Without torch; tests compare the modules."""

from __future__ import annotations

from core.labs.compared.names import WIDTH

GATES = {"lstm": 4, "gru": 3, "elman": 1}
"""G: sums of input and state that a cell makes a step."""
SQUASHED = {"lstm": 5, "gru": 3, "elman": 1}
"""σ and tanh a unit: an LSTM's four gates and tanh(c)."""
MIXED = {"lstm": 4, "gru": 5, "elman": 0}
"""Products and sums a unit after that: f c + i g and o tanh(c); (1 − z) n + z h and r (U h)."""


def parameters(cell: str, inputs: int, hidden: int) -> int:
    """G (H F + H² + 2 H): both weights and both biases of torch's kernels."""
    return GATES[cell] * (hidden * inputs + hidden**2 + 2 * hidden)


def products(cell: str, inputs: int, hidden: int) -> int:
    """2 G H (F + H): multiplications and additions of the matrix products of one step."""
    return 2 * GATES[cell] * hidden * (inputs + hidden)


def operations(cell: str, inputs: int, hidden: int) -> int:
    """Those of the products, of the biases, and of everything done unit by unit; each σ and tanh counts as one."""
    return products(cell, inputs, hidden) + hidden * (2 * GATES[cell] + SQUASHED[cell] + MIXED[cell])


def width(cell: str, inputs: int, size: str, hidden: int = WIDTH) -> int:
    """Hidden units at equal width, or those that come closest to the parameters of an LSTM of `hidden` units."""
    if size == "width":
        return hidden
    wanted = parameters("lstm", inputs, hidden)
    return min(range(1, 4 * hidden + 1), key=lambda units: abs(parameters(cell, inputs, units) - wanted))
