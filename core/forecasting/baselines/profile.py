"""A long season as a fixed profile, made of those waves that come back alike in every cycle.

Each wave's mean over the cycles is set against how it varies between them: the F-test of a complex mean, as for the
spectral lines in Thomson (1982), "Spectrum estimation and harmonic analysis".
"""

from __future__ import annotations

import numpy as np
from scipy.special import fdtri

from core.forecasting.seasonality import MIN_CYCLES, cycles_of

CONFIDENCE = 0.99
"""A wave is kept when chance alone would give one as steady in less than a hundredth of cases."""


def steady_profile(values: np.ndarray, season: int) -> np.ndarray:
    """What the season adds at each row modulo `season`, (m,), mean 0; zeros where fewer than two cycles are known.

    The raw mean of three years' days carries a third of each day's weather into the forecast; its steady waves do not.
    """
    if len(values) < MIN_CYCLES * season:
        return np.zeros(season)
    waves = np.fft.rfft(cycles_of(values, season), axis=1)  # (k, m // 2 + 1)
    count = len(waves)
    mean = waves.mean(axis=0)
    noise = (np.abs(waves - mean) ** 2).sum(axis=0) / (count - 1) / count  # variance of the mean
    steady = np.abs(mean) ** 2 > fdtri(2, 2 * (count - 1), CONFIDENCE) * noise
    steady[0] = False
    return np.roll(np.fft.irfft(np.where(steady, mean, 0.0), n=season), len(values) % season)
