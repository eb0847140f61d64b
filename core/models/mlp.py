"""Multilayer perceptron over the whole window at once: the yardstick without recurrence."""

from __future__ import annotations

from torch import Tensor, nn

from core.models.encoder import Encoder, EncoderConfig


class Mlp(Encoder):
    """Two layers; it knows each step by its place and has no notion of order."""

    def __init__(self, config: EncoderConfig) -> None:
        super().__init__(config.hidden)
        self.layers = nn.Sequential(
            nn.Flatten(),
            nn.Linear(config.window * config.inputs, 2 * config.hidden),
            nn.GELU(),
            nn.Linear(2 * config.hidden, config.hidden),
            nn.Tanh(),
        )

    def forward(self, x: Tensor) -> Tensor:
        """x (B, T, F) -> one state for the window (B, 1, H)."""
        states: Tensor = self.layers(x)[:, None]
        return states
