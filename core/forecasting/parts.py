"""Chronological parts of the rows before the cut: training, validation, calibration."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from core.errors import UserError
from core.messages import M

VALIDATION_SHARE = 0.10
CALIBRATION_SHARE = 0.15
TRIAL_VALIDATION_SHARE = 0.4
LEAST_TRIAL_ROWS = 100
MIN_TRAINING_WINDOWS = 8
MIN_VALIDATION_ORIGINS = 3
MIN_CALIBRATION_ORIGINS = 8
SHORTEST_WINDOW = 4


@dataclass(frozen=True)
class Parts:
    """Row numbers where the validation part, the calibration part and the test part (the cut) begin.

    An origin belongs to a part when all the steps forecast from it lie in that part.
    """

    validation: int
    calibration: int
    cut: int

    def for_trials(self, horizon: int) -> Parts:
        """Parts for choosing between forms: a long validation part, since a short one may be any season.

        Both lie before the calibration part; short series keep their usual parts.
        """
        start = round(self.calibration * (1 - TRIAL_VALIDATION_SHARE))
        enough = start - horizon >= LEAST_TRIAL_ROWS
        return Parts(start, self.calibration, self.cut) if enough and start < self.validation else self

    def training_origins(self, first: int, horizon: int) -> np.ndarray:
        """Origins from `first` on whose targets all lie before the validation part."""
        return np.arange(first, self.validation - horizon)

    def validation_origins(self, horizon: int) -> np.ndarray:
        """Origins whose targets all lie in the validation part."""
        return np.arange(self.validation - 1, self.calibration - horizon)

    def calibration_origins(self, horizon: int) -> np.ndarray:
        """Origins whose targets all lie in the calibration part."""
        return np.arange(self.calibration - 1, self.cut - horizon)


def split(cut: int, horizon: int) -> Parts:
    """The parts of `cut` rows for a horizon; UserError with the rows needed where they are too few."""
    calibration = max(round(cut * CALIBRATION_SHARE), horizon + MIN_CALIBRATION_ORIGINS - 1)
    validation = max(round(cut * VALIDATION_SHARE), horizon + MIN_VALIDATION_ORIGINS - 1)
    parts = Parts(cut - calibration - validation, cut - calibration, cut)
    needed = SHORTEST_WINDOW + horizon + MIN_TRAINING_WINDOWS
    if parts.validation < needed:
        short = needed - parts.validation
        raise UserError(
            M(
                "A horizon of {horizon} steps needs {needed} rows before the test part; there are {rows}.",
                horizon=horizon,
                needed=cut + short,
                rows=cut,
            ),
            M("Choose a shorter horizon or bring a longer series."),
        )
    return parts
