"""LSTM and GRU gate by gate: what every gate was at every step, and the sums it was made from.

Each gate of unit j is σ or tanh of three sums: over the input (W x), over the state before (U h), and the bias (b).
"""

from __future__ import annotations

from typing import Any

import torch
from torch import Tensor, nn

from core.labs.inside.held import held_network
from core.labs.inside.steps import HELD
from core.models.kernel import kernel_weights

GATES = {"lstm": ("input", "forget", "candidate", "output"), "gru": ("reset", "update", "candidate")}
"""Gates in the order in which torch stacks their weights."""


@torch.no_grad()
def trace(cell: str, sequence: str) -> dict[str, Any]:
    """hidden, cell state and every gate (T, H), the outputs (T,), and parts: gate -> [W x, U h, b], each (T, H)."""
    network, x = held_network(cell), torch.tensor(HELD[sequence], dtype=torch.float32)
    found = network.encoder.trace(x)
    kernel: Any = network.encoder.kernel
    hidden = torch.from_numpy(found.hidden)
    return {
        "hidden": hidden,
        "gates": dict(found.gates),
        "output": network.output(hidden).squeeze(-1),
        "parts": dict(zip(GATES[cell], parts(x, hidden, kernel, len(GATES[cell])), strict=True)),
    }


def parts(x: Tensor, hidden: Tensor, kernel: nn.RNNBase, gates: int) -> list[list[Tensor]]:
    """For each gate the sums over input, state before and bias, each (T, H); x (T, F), hidden (T, H).

    A GRU's candidate keeps the bias of its recurrent part within U h, which the reset gate then scales.
    """
    w_x, w_h, b_x, b_h = kernel_weights(kernel)
    before = torch.cat([torch.zeros_like(hidden[:1]), hidden[:-1]])  # (T, H): h[t-1]
    from_input, from_state = (x @ w_x.T).chunk(gates, -1), (before @ w_h.T).chunk(gates, -1)
    found = []
    for number, (b_input, b_state) in enumerate(zip(b_x.chunk(gates), b_h.chunk(gates), strict=True)):
        u_h = from_state[number]
        if isinstance(kernel, nn.GRU) and number == gates - 1:
            u_h, bias = u_h + b_state, b_input
        else:
            bias = b_input + b_state
        found.append([from_input[number], u_h, bias.expand_as(u_h)])
    return found
