"""A small Transformer encoder over the window.

A. Vaswani et al., "Attention is all you need" (2017), with normalisation before each part (Xiong et al., 2020)
and learned positions.
"""

from __future__ import annotations

import torch
import torch.nn.functional as F
from torch import Tensor, nn

from core.models.encoder import Encoder, EncoderConfig
from core.models.trace import Trace

HEADS = 4
LAYERS = 2


class Block(nn.Module):
    """Self-attention and a two-layer network, each on a residual path."""

    def __init__(self, width: int) -> None:
        super().__init__()
        self.before_attention, self.before_network = nn.LayerNorm(width), nn.LayerNorm(width)
        self.query_key_value = nn.Linear(width, 3 * width)
        self.merge = nn.Linear(width, width)
        self.network = nn.Sequential(nn.Linear(width, 2 * width), nn.GELU(), nn.Linear(2 * width, width))

    def forward(self, x: Tensor, forced: Tensor | None = None) -> Tensor:
        """x (B, T, H) -> (B, T, H); rows of forced (T, T) without NaN stand in for the attention of every head."""
        query, key, value = self.heads(x)
        mixed = F.scaled_dot_product_attention(query, key, value)  # (B, heads, T, H / heads)
        if forced is not None:
            rows = ~forced.isnan().any(-1)  # (T,)
            mixed = torch.where(rows[:, None], torch.nan_to_num(forced) @ value, mixed)
        x = x + self.merge(mixed.transpose(1, 2).flatten(2))
        x = x + self.network(self.before_network(x))
        return x

    def heads(self, x: Tensor) -> tuple[Tensor, Tensor, Tensor]:
        """Queries, keys and values, each (B, heads, T, H / heads)."""
        parts = self.query_key_value(self.before_attention(x)).chunk(3, -1)
        query, key, value = (part.unflatten(-1, (HEADS, -1)).transpose(1, 2) for part in parts)
        return query, key, value

    def attention(self, x: Tensor) -> Tensor:
        """Weights by the equation softmax(Q Kᵀ / √d), mean over heads: (B, T, T)."""
        query, key, _ = self.heads(x)
        weights: Tensor = (query @ key.transpose(-1, -2) / query.shape[-1] ** 0.5).softmax(-1)  # (B, heads, T, T)
        return weights.mean(1)


class Transformer(Encoder):
    """Two blocks with learned positions."""

    def __init__(self, config: EncoderConfig) -> None:
        width = HEADS * max(1, config.hidden // HEADS)
        super().__init__(width)
        self.embed = nn.Linear(config.inputs, width)
        self.positions = nn.Parameter(torch.randn(config.window, width) * 0.02)
        self.blocks = nn.ModuleList(Block(width) for _ in range(LAYERS))
        self.final = nn.LayerNorm(width)

    def forward(self, x: Tensor) -> Tensor:
        """x (B, T, F) -> states (B, T, H)."""
        states = self.embed(x) + self.positions[-x.shape[1] :]
        for block in self.blocks:
            states = block(states)
        final: Tensor = self.final(states)
        return final

    def attended(self, x: Tensor, forced: Tensor) -> Tensor:
        """x (B, T, F) -> states (B, T, H) with rows of the last block's attention replaced: forced (T, T)."""
        states = self.embed(x) + self.positions[-x.shape[1] :]
        for block in self.blocks[:-1]:
            states = block(states)
        final: Tensor = self.final(self.blocks[-1](states, forced))
        return final

    @torch.no_grad()
    def trace(self, x: Tensor) -> Trace:
        """States of one window x (T, F), and the last block's attention (T, T): row t attends to column s."""
        states = self.embed(x[None]) + self.positions[-len(x) :]
        for block in self.blocks[:-1]:
            states = block(states)
        last = self.blocks[-1]
        assert isinstance(last, Block)
        return Trace(self(x[None])[0].numpy(), attention=last.attention(states)[0].numpy())
