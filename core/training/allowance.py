"""How much work a training may do: seconds of the processor, which a busy machine does not eat, as the clock does.

The same seed shall give the same numbers on a loaded machine, so what other programs take does not count. The clock
is a last guard only.
"""

from __future__ import annotations

import time
from dataclasses import dataclass, field
from typing import Literal

CLOCK_MULTIPLE = 10.0
"""Times the allowed seconds that may go by on the clock."""

Stopped = Literal["", "processor", "clock"]


@dataclass(frozen=True)
class Allowance:
    """Seconds of the processor for the thread that made it, counted from then on."""

    seconds: float
    spent_before: float = field(default_factory=time.thread_time)
    started: float = field(default_factory=time.monotonic)

    @property
    def spent(self) -> float:
        """Seconds of the processor so far."""
        return time.thread_time() - self.spent_before

    def ran_out(self) -> Stopped:
        """Which of the two ran out; empty while there is some left."""
        if self.spent > self.seconds:
            return "processor"
        return "clock" if time.monotonic() - self.started > CLOCK_MULTIPLE * self.seconds else ""


def ended(limit: float | Allowance | None) -> Stopped:
    """What ended the time: an allowance, or a moment of time.monotonic(); empty where none has."""
    if limit is None:
        return ""
    if isinstance(limit, Allowance):
        return limit.ran_out()
    return "clock" if time.monotonic() > limit else ""
