"""Do the quantiles hold what they promise, and how wide are the bands that hold it?

Probability integral transform: Dawid (1984), "Statistical theory: the prequential approach"; Gneiting, Balabdaoui and
Raftery (2007), "Probabilistic forecasts, calibration and sharpness".
"""

from __future__ import annotations

from collections.abc import Mapping
from itertools import pairwise

import numpy as np
import pandas as pd
from scipy.special import ndtri

from core.config import BANDS
from core.forecasting.diagnostics.dependence import effective_count
from core.forecasting.types import OriginPredictions

BINS = 10
CONFIDENCE = 0.95


def pit(predictions: OriginPredictions, seed: int = 0) -> np.ndarray:
    """Where each outcome fell in its forecast distribution, 0 to 1, (N, h); uniform where forecasts are calibrated.

    Between two quantiles the distribution function is a straight line. Outside the outermost ones, and where several
    quantiles and the outcome are one value (a dry day), the place is drawn at random within what is known. NaN where
    nothing came yet.
    """
    values, actual = predictions.values, predictions.actual  # (N, h, Q), (N, h)
    count = values.shape[-1]
    edges = np.concatenate([[0.0], predictions.levels, [1.0]])  # (Q + 2,)
    below = (values < actual[..., None]).sum(axis=-1)  # (N, h), quantiles below the outcome
    up_to = (values <= actual[..., None]).sum(axis=-1)
    drawn = np.random.default_rng(seed).random(below.shape)
    tied, left, right = up_to - below, _quantile(values, up_to - 1), _quantile(values, up_to)
    inside = (tied == 0) & (up_to > 0) & (up_to < count)
    share = np.divide(actual - left, right - left, out=drawn.copy(), where=inside)
    between = edges[up_to] + share * (edges[up_to + 1] - edges[up_to])
    low = np.where(below == 0, 0.0, edges[np.minimum(below + 1, count + 1)])
    high = np.where((up_to == count) & (tied > 1), 1.0, edges[up_to])
    places = np.where(tied == 0, between, low + drawn * (high - low))
    return np.asarray(np.where(np.isfinite(actual), places, np.nan))


def pit_histogram(predictions: OriginPredictions, bins: int = BINS, seed: int = 0) -> pd.DataFrame:
    """Shares of outcomes by where they fell: low, high (edges of a bin), share, and from … to, the range of chance.

    A calibrated forecast fills every bin equally; a hump says the bands are too wide, a valley too narrow.
    """
    places, edges = pit(predictions, seed), np.linspace(0.0, 1.0, bins + 1)
    hits = np.stack([(places > low) & (places <= high) for low, high in pairwise(edges)])
    table = _held(np.where(np.isfinite(places), hits, np.nan), predictions, np.full(bins, 1.0 / bins))
    return pd.DataFrame({"low": edges[:-1], "high": edges[1:]}).join(table.rename(columns={"held": "share"}))


def reliability(predictions: OriginPredictions, seed: int = 0) -> pd.DataFrame:
    """What each quantile promised and held: level, held (share of outcomes at or below it), and from … to by chance.

    The range of chance allows for overlapping horizons: forecasts that share rows count for fewer than they are.
    """
    places, levels = pit(predictions, seed), np.asarray(predictions.levels)
    hits = np.where(np.isfinite(places), places <= levels[:, None, None], np.nan)  # (Q, N, h)
    return pd.DataFrame({"level": levels}).join(_held(hits, predictions, levels))


def sharpness(models: Mapping[str, OriginPredictions], band: float = 0.8) -> pd.DataFrame:
    """Mean width of a central band by model and step, in the series' unit: model, step, width."""
    rows = []
    for name, predictions in models.items():
        low, high = (predictions.levels.index(level) for level in BANDS[band])
        width = (predictions.values[..., high] - predictions.values[..., low]).mean(axis=0)  # (h,)
        rows += [(name, step, float(value)) for step, value in enumerate(width, start=1)]
    return pd.DataFrame(rows, columns=["model", "step", "width"])


def _held(hits: np.ndarray, predictions: OriginPredictions, shares: np.ndarray) -> pd.DataFrame:
    """Means of `hits` (K, N, h), and where they lie in 95 of 100 cases if `shares` (K,) are true: held, from, to."""
    count = effective_count(hits, predictions, shares)
    half = float(ndtri(0.5 + CONFIDENCE / 2)) * np.sqrt(shares * (1.0 - shares) / count)
    held = np.nanmean(hits, axis=(1, 2))
    return pd.DataFrame({"held": held, "from": np.maximum(shares - half, 0.0), "to": np.minimum(shares + half, 1.0)})


def _quantile(values: np.ndarray, place: np.ndarray) -> np.ndarray:
    """The quantile at `place` (N, h) of values (N, h, Q), the outermost one beyond the ends."""
    inside = np.clip(place, 0, values.shape[-1] - 1)[..., None]
    return np.asarray(np.take_along_axis(values, inside, axis=-1)[..., 0])
