"""Whether a series changes by amounts or by shares of its level: prices do the second, temperatures the first.

Box and Cox (1964), "An analysis of transformations", with the two powers 1 and 0: the likelihood of normal steps
in the values against that of normal steps in their logarithms.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np


@dataclass(frozen=True)
class Growth:
    """The scale on which steps look alike. floor: the least value the logarithm is taken of; None for plain values."""

    floor: float | None = None

    def forward(self, values: np.ndarray) -> np.ndarray:
        """Values as the model sees them, same shape."""
        return values if self.floor is None else np.log(np.maximum(values, self.floor))

    def back(self, values: np.ndarray) -> np.ndarray:
        """The inverse of `forward`; quantiles stay quantiles, because both are monotone."""
        return values if self.floor is None else np.exp(values)


def growth_of(train_values: np.ndarray, lag: int = 1) -> Growth:
    """The scale under which changes over `lag` steps of the training part (T,) are likelier as normal draws.

    Later values may fall to 0 or below, where there is no logarithm; they are held at a hundredth of the smallest
    training value.
    """
    if len(train_values) <= lag or train_values.min() <= 0.0:
        return Growth()
    logs = np.log(train_values)
    plain = float(np.mean((train_values[lag:] - train_values[:-lag]) ** 2))
    relative = float(np.mean((logs[lag:] - logs[:-lag]) ** 2))
    if plain == 0.0 or relative == 0.0:
        return Growth()
    # minus the mean log-likelihood of a step, up to the same constant: log sigma, plus log y for the logarithm
    plain_loss, relative_loss = 0.5 * np.log(plain), 0.5 * np.log(relative) + float(logs[lag:].mean())
    return Growth(floor=float(train_values.min()) / 100.0) if relative_loss < plain_loss else Growth()
