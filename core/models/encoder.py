"""What every encoder of the registry has in common: its settings and how it sums up a window."""

from __future__ import annotations

from dataclasses import dataclass

from torch import Tensor, nn

from core.models.trace import Trace


@dataclass(frozen=True)
class EncoderConfig:
    """inputs: features a step. hidden: units. window: steps of the windows it will read."""

    inputs: int
    hidden: int = 48
    window: int = 60


class Encoder(nn.Module):
    """Reads windows x (B, T, F) into states (B, T, S); `size` is S, the width of a summary."""

    size: int

    def __init__(self, size: int) -> None:
        super().__init__()
        self.size = size

    def summary(self, states: Tensor) -> Tensor:
        """What the forecast rests on, (B, S): the state after the last step."""
        return states[:, -1]

    def trace(self, x: Tensor) -> Trace:
        """Every state of one window x (T, F); recurrent encoders recompute it through their equations."""
        return Trace(self(x[None])[0].detach().numpy())

    @property
    def carried(self) -> int:
        """How many numbers go from one step to the next; 0 without recurrence."""
        return 0

    def probed(self, x: Tensor, probes: Tensor) -> Tensor:
        """x (T, F) -> states (T, S) by the equations, with probes (T, carried) added to what each step hands on.

        The derivative by a probe of zeros is the derivative by that step's state itself.
        """
        raise NotImplementedError(f"{type(self).__name__} carries no state from step to step.")

    def attended(self, x: Tensor, forced: Tensor) -> Tensor:
        """x (B, T, F) -> states (B, T, S), rows of the trace's attention replaced: forced (T, T), NaN where free."""
        raise NotImplementedError(f"{type(self).__name__} has no attention.")
