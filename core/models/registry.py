"""The list of models: a name, what it can do, and how to build it. Reading the list does not import torch."""

from __future__ import annotations

import importlib
from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from core.errors import UserError
from core.messages import M, Message

if TYPE_CHECKING:
    from core.models.encoder import Encoder
    from core.models.network import Network, NetworkConfig

LSTM_GATES = ("input", "forget", "candidate", "output", "cell")


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
    """One architecture and where its class is found: an encoder of windows, or a whole network of its own."""

    name: str
    title: Message
    summary: Message
    place: str
    capabilities: Capabilities
    whole: bool = False

    def build_encoder(self, inputs: int, hidden: int, window: int) -> Encoder:
        """A fresh encoder, x (B, T, F) -> states (B, T, S)."""
        from core.models.encoder import EncoderConfig

        encoder: Encoder = self._class()(EncoderConfig(inputs, hidden, window))
        return encoder

    def build_network(self, config: NetworkConfig) -> Network:
        """A fresh forecasting network: an encoder with the direct quantile head, or a network of its own."""
        from core.models.quantile_network import QuantileNetwork

        network: Network = self._class()(config) if self.whole else QuantileNetwork(config)
        return network

    def _class(self) -> Any:
        module, name = self.place.split(":")
        return getattr(importlib.import_module(module), name)


MODELS: Mapping[str, ModelEntry] = {
    entry.name: entry
    for entry in (
        ModelEntry(
            "lstm",
            M("LSTM"),
            M("Long short-term memory: gates decide what its cell keeps, writes and shows."),
            "core.models.lstm:Lstm",
            Capabilities(gates=LSTM_GATES, relative_cost=1.8),
        ),
        ModelEntry(
            "gru",
            M("GRU"),
            M("Gated recurrent unit: one state with a reset and an update gate."),
            "core.models.gru:Gru",
            Capabilities(gates=("reset", "update", "candidate"), relative_cost=3.0),
        ),
        ModelEntry(
            "elman",
            M("Elman"),
            M("The simple recurrent network: one squashed sum of the input and the state before."),
            "core.models.elman:Elman",
            Capabilities(),
        ),
        ModelEntry(
            "jordan",
            M("Jordan"),
            M("Feeds its own outputs back instead of its hidden state."),
            "core.models.jordan:Jordan",
            Capabilities(gates=("feedback", "state"), relative_cost=2.6),
        ),
        ModelEntry(
            "bilstm",
            M("Bidirectional LSTM"),
            M("Reads the past window forwards and backwards."),
            "core.models.bilstm:BiLstm",
            Capabilities(gates=LSTM_GATES, bidirectional=True, relative_cost=1.9),
        ),
        ModelEntry(
            "attention",
            M("Encoder–decoder with attention"),
            M("A second LSTM writes the forecast step by step and looks back at the window."),
            "core.models.encoder_decoder:EncoderDecoder",
            Capabilities(gates=LSTM_GATES, attention=True, relative_cost=10.0),
            whole=True,
        ),
        ModelEntry(
            "transformer",
            M("Transformer"),
            M("Self-attention over the window, without recurrence."),
            "core.models.transformer:Transformer",
            Capabilities(recurrent=False, attention=True, relative_cost=12.0),
        ),
        ModelEntry(
            "mlp",
            M("MLP"),
            M("A plain network over the whole window: a yardstick without recurrence."),
            "core.models.mlp:Mlp",
            Capabilities(recurrent=False, relative_cost=0.2),
        ),
        ModelEntry(
            "cnn",
            M("CNN"),
            M("Convolutions with growing gaps: a yardstick that sees by neighbourhoods."),
            "core.models.cnn:Cnn",
            Capabilities(recurrent=False, relative_cost=6.0),
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
