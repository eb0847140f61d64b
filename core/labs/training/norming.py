"""Layer normalisation: the sums of every step are brought to mean 0 and deviation 1 before the tanh.

J. L. Ba, J. R. Kiros and G. E. Hinton, "Layer normalization" (2016).
"""

from __future__ import annotations

from typing import Any

import torch
from torch import Tensor

from core.labs.training.bank import turned
from core.labs.training.trial import BATCH, Trial, first_value

STEPS = 25
RADIUS = 3.0
FULL = 0.95
"""A unit above that, either way, is saturated: its slope is below a tenth."""


class Norming(Trial):
    """A sign is to be recalled, from recurrent weights three times too large."""

    technique = "norm"

    def begin(self) -> None:
        """The same rotation times three for both."""
        with torch.no_grad():
            self.bank.w_h.copy_(RADIUS * turned(self.generator).expand_as(self.bank.w_h))
        self.at_start = self.saturated()

    def loss(self) -> Tensor:
        """Squared error of the recalled sign."""
        x, sign = first_value(BATCH, STEPS, self.generator)
        return (self.bank.last(x) - sign).square().mean(1)

    @torch.no_grad()
    def saturated(self) -> dict[str, list[float]]:
        """Share of the units that are saturated, step by step, by network."""
        x, _sign = first_value(BATCH, STEPS, torch.Generator().manual_seed(98))
        h, shares = self.bank.nothing(BATCH), []
        for row in x.unbind(1):
            h = self.bank.step(row, h)
            shares.append((h.abs() > FULL).float().mean((1, 2)))
        return dict(zip(self.variants, torch.stack(shares, 1).tolist(), strict=True))

    def detail(self) -> dict[str, Any]:
        """What was saturated before the first update."""
        return {"saturated": self.at_start}
