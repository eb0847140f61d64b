"""What every forecasting network shares: its settings, its inputs and outputs, and quantiles that cannot cross."""

from __future__ import annotations

from dataclasses import asdict, dataclass

import torch
import torch.nn.functional as F
from torch import Tensor, nn

from core.models.trace import Trace


@dataclass(frozen=True)
class NetworkConfig:
    """encoder: registry name. window, horizon: steps. past, known, context: features of each input.

    levels: quantile levels, the median among them. highway: a linear path from window to forecast beside the
    network; right for smooth cycles, too much freedom for prices. teacher_forcing, scheduled_sampling: for decoders
    that write step by step, see core.models.encoder_decoder.
    """

    encoder: str
    window: int
    horizon: int
    past: int
    known: int
    context: int
    levels: tuple[float, ...]
    hidden: int = 48
    width: int = 64
    step_features: int = 8
    highway: bool = False
    teacher_forcing: float = 1.0
    scheduled_sampling: bool = True

    def to_json(self) -> dict[str, object]:
        """The settings as plain JSON."""
        return {**asdict(self), "levels": list(self.levels)}


class Network(nn.Module):
    """Normalised inputs past (B, L, F), known (B, h, K), context (B, C) to normalised quantiles (B, h, Q)."""

    def __init__(self, config: NetworkConfig) -> None:
        super().__init__()
        self.config = config
        self.median = config.levels.index(0.5)

    def progress(self, share: float) -> None:
        """Told how much of training is done, for networks that change with it."""

    def trace(self, past: Tensor, known: Tensor, context: Tensor) -> Trace:
        """Hidden states, gates and attention over one window past (L, F), known (h, K), context (C,)."""
        raise NotImplementedError

    @property
    def carried(self) -> int:
        """How many numbers go from one step of the window to the next; 0 without recurrence."""
        raise NotImplementedError

    def probed(self, past: Tensor, known: Tensor, context: Tensor, probes: Tensor) -> Tensor:
        """Quantiles (h, Q) of one window, with probes (L, carried) added to the state after each of its steps."""
        raise NotImplementedError

    def states(self, past: Tensor) -> Tensor:
        """Hidden states (B, S) after whole windows past (B, L, F): what the forecast rests on."""
        raise NotImplementedError

    def attended(self, past: Tensor, known: Tensor, context: Tensor, forced: Tensor) -> Tensor:
        """Quantiles (B, h, Q) with rows of the trace's attention replaced by those of `forced`, NaN where free."""
        raise NotImplementedError


def spread_around_median(raw: Tensor, median: int, lift: Tensor | None = None) -> Tensor:
    """Raw outputs (B, h, Q) as quantiles that cannot cross: the median, and steps away from it, none negative."""
    middle = raw[..., median : median + 1]  # (B, h, 1)
    if lift is not None:
        middle = middle + lift
    above = F.softplus(raw[..., median + 1 :]).cumsum(-1)
    below = F.softplus(raw[..., :median].flip(-1)).cumsum(-1).flip(-1)
    return torch.cat([middle - below, middle, middle + above], -1)
