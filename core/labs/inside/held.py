"""Small trained cells that hold a value until told to take another: their checkpoints, and one step of each."""

from __future__ import annotations

from functools import cache
from pathlib import Path
from typing import Any, NamedTuple

import torch
from safetensors.torch import load_file, save_file
from torch import Tensor, nn

from core.labs.shipped import FOLDER
from core.models.elman import elman_step
from core.models.gru import gru_step
from core.models.lstm import lstm_step
from core.models.registry import model_entry

UNITS = {"elman": 8, "lstm": 4, "gru": 4}
"""Cells of this lab and their hidden units; the simple network needs twice as many for the same work."""


class HeldNetwork(nn.Module):
    """An encoder of the registry and a linear output at every step."""

    def __init__(self, cell: str) -> None:
        super().__init__()
        self.cell = cell
        self.encoder = model_entry(cell).build_encoder(2, UNITS[cell], 0)
        self.output = nn.Linear(UNITS[cell], 1)

    def forward(self, x: Tensor) -> Tensor:
        """x (B, T, 2) of value and store -> what it holds (B, T)."""
        answer: Tensor = self.output(self.encoder(x)).squeeze(-1)
        return answer


class State(NamedTuple):
    """What goes from one step to the next: hidden state (H,), and the cell state (H,) of an LSTM."""

    hidden: Tensor
    cell: Tensor


def advance(network: HeldNetwork, x: Tensor, state: State) -> State:
    """One step x (2,) by the equation of the network's cell."""
    kernel: Any = network.encoder.kernel
    if network.cell == "lstm":
        step = lstm_step(x, state.hidden, state.cell, kernel)
        return State(step.hidden, step.cell)
    if network.cell == "gru":
        return State(gru_step(x, state.hidden, kernel).hidden, state.cell)
    return State(elman_step(x, state.hidden, kernel), state.cell)


def nothing(network: HeldNetwork) -> State:
    """The state before the first step."""
    zero = torch.zeros(UNITS[network.cell])
    return State(zero, zero)


@cache
def held_network(cell: str) -> HeldNetwork:
    """The trained network of that cell, as shipped."""
    network = HeldNetwork(cell)
    network.load_state_dict(load_file(file_of(cell)))
    return network.eval()


def file_of(cell: str, folder: Path = FOLDER / "inside") -> Path:
    """Where its weights stand."""
    return folder / f"{cell}.safetensors"


def save_network(network: HeldNetwork, folder: Path) -> None:
    """Keeps the weights."""
    file = file_of(network.cell, folder)
    save_file({name: value.contiguous() for name, value in network.state_dict().items()}, file)
    file.chmod(0o644)  # safetensors leaves it to the owner alone
