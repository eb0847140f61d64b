"""Time and accuracy of the baselines on three samples: python -m bench.baselines

One line a series and baseline: seconds to fit and to predict all origins, MASE, CRPS of the quantiles, CRPS of the
median alone, share of values inside the 80 % band. Fitted on the first 80 %, an origin every h steps after that.
"""

from __future__ import annotations

import time

import numpy as np

from core.data.samples import load_sample
from core.forecasting.baselines import BASELINES
from core.forecasting.cut import cut_position, rolling_origins
from core.forecasting.metrics import mase_scale, median, score

LEVELS = (0.1, 0.25, 0.5, 0.75, 0.9)


def cases() -> list[tuple[str, np.ndarray, int, int]]:
    """Name, values, horizon and season of each series."""
    return [
        ("Seattle temp_max", load_sample("seattle-weather").values, 14, 365),
        ("San Francisco hourly", load_sample("sf-hourly").values, 24, 24),
        ("log AAPL", np.log(load_sample("aapl", "Adj Close").values), 5, 1),
    ]


def measure(name: str, values: np.ndarray, horizon: int, season: int) -> None:
    """Prints one line a baseline."""
    cut = cut_position(len(values), 0.2)
    origins = rolling_origins(len(values), cut, horizon, horizon)
    actual = values[origins[:, None] + np.arange(1, horizon + 1)]
    scale = mase_scale(values[:cut], season)
    for kind in BASELINES:
        started = time.perf_counter()
        baseline = BASELINES[kind](season).fit(values[:cut])
        fitted = time.perf_counter()
        quantiles = baseline.predict(values, origins, horizon, LEVELS)
        ended = time.perf_counter()
        bands = score(actual, quantiles, LEVELS, scale)
        point = np.repeat(median(quantiles, LEVELS)[..., None], len(LEVELS), axis=-1)
        print(
            f"{name:22}{kind:16}{len(origins):8}{fitted - started:8.3f}{ended - fitted:9.3f}{bands.mase:8.3f}"
            f"{bands.crps:8.3f}{score(actual, point, LEVELS, scale).crps:8.3f}{bands.coverage[0.8]:8.2f}"
        )


def main() -> None:
    """All three, after the imports that would otherwise count as fitting."""
    warm = np.random.default_rng(0).normal(size=60)
    for kind in BASELINES.values():
        kind(1).fit(warm).predict(warm, np.array([59]), 1, LEVELS)
    print(f"{'series':22}{'baseline':16}{'origins':>8}{'fit s':>8}{'predict s':>9}{'MASE':>8}", end="")
    print(f"{'sCRPS':>8}{'point':>8}{'cov80':>8}")
    for case in cases():
        measure(*case)


if __name__ == "__main__":
    main()
