"""Layer normalisation: the sums of every step are brought to mean 0 and deviation 1 before the tanh.

J. L. Ba, J. R. Kiros and G. E. Hinton, "Layer normalization" (2016).
"""

from __future__ import annotations

from typing import Any

import torch

from core.labs.training.trial import BATCH, Recall, first_value

RADIUS = 3.0
FULL = 0.95
"""A unit above that, either way, is saturated: its slope is below a tenth."""


class Norming(Recall):
    """A sign is to be recalled, from recurrent weights three times too large."""

    technique = "norm"

    def begin(self) -> None:
        """The same rotation times three for both."""
        self.bank.turn(self.generator, RADIUS)
        self.at_start = self.saturated()

    @torch.no_grad()
    def saturated(self) -> dict[str, list[float]]:
        """Share of the units that are saturated, step by step, by network."""
        x, _sign = first_value(BATCH, self.steps, torch.Generator().manual_seed(98))
        shares = [(h.abs() > FULL).float().mean((1, 2)) for h in self.bank.states(x)]
        return dict(zip(self.variants, torch.stack(shares, 1).tolist(), strict=True))

    def detail(self) -> dict[str, Any]:
        """What was saturated before the first update."""
        return {"saturated": self.at_start}
