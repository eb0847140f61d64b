"""The hidden state is the memory: erase it, freeze it, or swap it between two sequences, and see the outputs."""

from __future__ import annotations

from typing import Any

import torch

from core.labs.inside.held import HeldNetwork, State, advance, held_network, nothing
from core.labs.inside.steps import HELD, STEPS

SURGERIES = ("none", "erase", "freeze", "swap")


@torch.no_grad()
def operate(cell: str, surgery: str, step: int) -> dict[str, Any]:
    """Hidden states (T, H) and outputs (T,) of the sequences a and b, with an intervention before `step`.

    step counts from 1. erase: the state is set to zero. freeze: from then on it is not updated any more.
    swap: the two sequences exchange their states.
    """
    network = held_network(cell)
    states = {name: nothing(network) for name in HELD}
    hidden: dict[str, list[torch.Tensor]] = {name: [] for name in HELD}
    for t in range(STEPS):
        if t == step - 1:
            states = changed(states, surgery, network)
        for name, sequence in HELD.items():
            if surgery != "freeze" or t < step - 1:
                states[name] = advance(network, torch.tensor(sequence[t], dtype=torch.float32), states[name])
            hidden[name].append(states[name].hidden)
    found = {name: torch.stack(steps) for name, steps in hidden.items()}
    return {name: {"hidden": kept, "output": network.output(kept).squeeze(-1)} for name, kept in found.items()}


def changed(states: dict[str, State], surgery: str, network: HeldNetwork) -> dict[str, State]:
    """The states after the intervention itself."""
    if surgery == "erase":
        return {name: nothing(network) for name in states}
    if surgery == "swap":
        first, second = states
        return {first: states[second], second: states[first]}
    return dict(states)
