"""What the networks read: a toy whose first value is to be held, a series that comes with the app, or one's own."""

from __future__ import annotations

from functools import cache

import numpy as np

from core.errors import UserError
from core.labs.bptt.cell import Array
from core.labs.bptt.names import LONGEST, SOURCES
from core.labs.pasted import pasted
from core.messages import M

FEWEST, MOST = 8, 1000
"""Numbers that a reader's own series needs, and may have; the last LONGEST + 1 are read."""
SAMPLES = {"seattle": "seattle-weather", "apple": "aapl"}


def sequence(source: str, numbers: str, length: int) -> tuple[Array, Array]:
    """Inputs and targets, `length` steps of each, or fewer where one's own series is shorter.

    Of a series the target is the next value; it is scaled to mean 0 and deviation 1 over the steps shown.
    """
    if source not in SOURCES:
        raise UserError(M("There is no series called {name}.", name=source))
    if source == "toy":
        noise = np.random.default_rng(5).uniform(-0.5, 0.5, length)
        noise[0] = 1.0
        return noise, np.ones(length)
    values = np.array(pasted(numbers, FEWEST, MOST)) if source == "own" else sample(source)
    shown = values[-(length + 1) :]
    spread = float(shown.std())
    scaled = (shown - shown.mean()) / (spread if spread > 1e-12 else 1.0)
    return scaled[:-1], scaled[1:]


@cache
def sample(source: str) -> Array:
    """The last values of a series that comes with the app."""
    from core.data.samples import load_sample

    return np.asarray(load_sample(SAMPLES[source]).values, dtype=float)[-(LONGEST + 1) :]
