"""The list of encoders: a name, what it can do, and how to build it. Reading the list does not import torch."""

from __future__ import annotations

import importlib
from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from core.errors import UserError
from core.messages import M, Message

if TYPE_CHECKING:
    from torch import nn


@dataclass(frozen=True)
class Capabilities:
    """What a model offers; pages show the panels that fit and never ask for a model by name.

    gates: names in its trace beside the hidden state. relative_cost: measured time of one update, an Elman network
    of the same width being 1.
    """

    recurrent: bool = True
    gates: tuple[str, ...] = ()
    attention: bool = False
    bidirectional: bool = False
    memory: bool = False
    relative_cost: float = 1.0


@dataclass(frozen=True)
class ModelEntry:
    """One architecture: where its module, config and encoder class are found."""

    name: str
    title: Message
    summary: Message
    module: str
    config: str
    encoder: str
    capabilities: Capabilities

    def build(self, **settings: Any) -> nn.Module:
        """A fresh encoder, x (B, T, F) -> states (B, T, H); settings are its config's fields."""
        home = importlib.import_module(self.module)
        encoder: nn.Module = getattr(home, self.encoder)(getattr(home, self.config)(**settings))
        return encoder


MODELS: Mapping[str, ModelEntry] = {
    entry.name: entry
    for entry in (
        ModelEntry(
            "lstm",
            M("LSTM"),
            M("Long short-term memory: gates decide what its cell keeps, writes and shows."),
            "core.models.lstm",
            "LstmConfig",
            "Lstm",
            Capabilities(gates=("input", "forget", "candidate", "output", "cell"), relative_cost=2.0),
        ),
        ModelEntry(
            "gru",
            M("GRU"),
            M("Gated recurrent unit: one state with a reset and an update gate."),
            "core.models.gru",
            "GruConfig",
            "Gru",
            Capabilities(gates=("reset", "update", "candidate"), relative_cost=3.0),
        ),
        ModelEntry(
            "elman",
            M("Elman"),
            M("The simple recurrent network: one squashed sum of the input and the state before."),
            "core.models.elman",
            "ElmanConfig",
            "Elman",
            Capabilities(relative_cost=1.0),
        ),
    )
}


def model_entry(name: str) -> ModelEntry:
    """The entry called `name`; UserError naming the known ones otherwise."""
    if name not in MODELS:
        raise UserError(
            M("There is no model called “{name}”.", name=name),
            M("Choose one of these: {names}.", names=sorted(MODELS)),
        )
    return MODELS[name]
