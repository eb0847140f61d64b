"""Where the training part ends and from which rows the test part is forecast."""

from __future__ import annotations

import numpy as np


def cut_position(n: int, test_fraction: float) -> int:
    """The first row of the test part among `n` rows; both parts keep at least one row.

    Raises ValueError where there are fewer than two rows or the share is not strictly between 0 and 1.
    """
    if n < 2:
        raise ValueError(f"A series of {n} rows cannot be cut into a training and a test part.")
    if not 0.0 < test_fraction < 1.0:
        raise ValueError(f"The test part must be a share between 0 and 1, not {test_fraction}.")
    return min(max(round(n * (1.0 - test_fraction)), 1), n - 1)


def rolling_origins(n: int, cut: int, horizon: int, step: int, limit: int | None = None) -> np.ndarray:
    """Positions of the last known row, (N,) int64, from `cut - 1` on, with the whole horizon inside the series.

    `step` rows lie between two origins; where that gives more than `limit` origins, the smallest multiple of `step`
    that does not is taken instead, so that they stay evenly spread over the test part. Empty where nothing fits.
    """
    if min(cut, horizon, step) < 1 or (limit is not None and limit < 1):
        raise ValueError(f"Cut {cut}, horizon {horizon}, step {step} and limit {limit} must all be at least 1.")
    origins = np.arange(cut - 1, n - horizon, step, dtype=np.int64)
    if limit is None or len(origins) <= limit:
        return origins
    return origins[:: -(-len(origins) // limit)]
