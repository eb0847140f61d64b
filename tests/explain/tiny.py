"""Tiny modules whose attributions are known by hand, shared by the tests of this folder."""

from __future__ import annotations

import torch
from torch import Tensor, nn

from core.task import Evidence, InputAxis

STEPS, LEVELS = (1, 2), (0.1, 0.5, 0.9)


class Linear(nn.Module):
    """answer[b, s, q] = (s + 1) (q + 1) (Σ w · past + Σ v · known): linear, so every method has the same answer."""

    def __init__(self) -> None:
        super().__init__()
        generator = torch.Generator().manual_seed(1)
        self.past_weight = nn.Parameter(torch.randn(5, 3, generator=generator))
        self.known_weight = nn.Parameter(torch.randn(2, 2, generator=generator))
        gains = torch.outer(torch.tensor([1.0, 2.0]), torch.tensor([1.0, 2.0, 3.0]))
        self.register_buffer("gains", gains)  # (2, 3)

    def forward(self, past: Tensor, known: Tensor) -> Tensor:
        weighted = (past * self.past_weight).sum((1, 2)) + (known * self.known_weight).sum((1, 2))  # (B,)
        return weighted[:, None, None] * self.gains  # (B, 2, 3)


class NormalisedLSTM(nn.Module):
    """A small LSTM on raw values that are scaled by their own window inside, as a forecaster does it."""

    def __init__(self, hidden: int = 16, features: int = 3, horizon: int = 4, dropout: float = 0.5) -> None:
        super().__init__()
        self.recurrent = nn.LSTM(features, hidden, num_layers=2, dropout=dropout, batch_first=True)
        self.head = nn.Linear(hidden, horizon * len(LEVELS))

    def forward(self, past: Tensor) -> Tensor:
        values = past[..., :1]  # (B, T, 1)
        level = values[:, -1:]  # (B, 1, 1)
        scale = values.diff(dim=1).square().mean(1, keepdim=True).clamp_min(1e-4).sqrt()  # (B, 1, 1)
        states, _ = self.recurrent(torch.cat([(values - level) / scale, past[..., 1:]], dim=-1))  # (B, T, H)
        shifts = self.head(torch.tanh(states[:, -1])).unflatten(1, (-1, len(LEVELS)))  # (B, h, Q)
        return level + scale * shifts


def linear_evidence() -> Evidence:
    """A past of 5 steps × 3 features, 2 known-ahead steps × 2 features, references of zeros and of ones."""
    generator = torch.Generator().manual_seed(2)
    inputs = (torch.randn(1, 5, 3, generator=generator), torch.randn(1, 2, 2, generator=generator))
    return Evidence(
        module=Linear(),
        inputs=inputs,
        axes=(
            InputAxis("past", (-4, -3, -2, -1, 0), ("value", "rain", "wind")),
            InputAxis("known ahead", (1, 2), ("weekday", "holiday")),
        ),
        references={
            "zeros": tuple(torch.zeros_like(tensor) for tensor in inputs),
            "ones": tuple(torch.ones_like(tensor) for tensor in inputs),
        },
        outputs=(STEPS, LEVELS),
    )


def lstm_evidence(seed: int = 0, length: int = 30) -> Evidence:
    """A random two-layer LSTM over a random walk near 1,000 with two covariates; constant references among others."""
    torch.manual_seed(seed)
    module = NormalisedLSTM().double()
    walk = 1000 + torch.randn(1, length, 1, dtype=torch.float64).cumsum(1)
    past = torch.cat([walk, torch.randn(1, length, 2, dtype=torch.float64)], dim=-1)  # (1, T, 3)
    persistence, mean, permuted = past.clone(), past.clone(), past[:, torch.randperm(length)]
    persistence[..., 0] = past[:, -1, 0]
    mean[..., 0], mean[..., 1:] = 990.0, 0.0
    return Evidence(
        module=module,
        inputs=(past,),
        axes=(InputAxis("past", tuple(range(1 - length, 1)), ("value", "rain", "wind")),),
        references={"persistence": (persistence,), "training mean": (mean,), "permuted": (permuted,)},
        outputs=((1, 2, 3, 4), LEVELS),
    )


def linear_attributions(evidence: Evidence, target: tuple[int, int], reference: str) -> tuple[Tensor, Tensor]:
    """weight × (x − reference) of the linear module, by hand."""
    module = evidence.module
    assert isinstance(module, Linear)
    gain = float((target[0] + 1) * (target[1] + 1))
    weights = (module.past_weight, module.known_weight)
    parts = zip(weights, evidence.inputs, evidence.references[reference], strict=True)
    past, known = (gain * weight.detach() * (x - r)[0] for weight, x, r in parts)
    return past, known
