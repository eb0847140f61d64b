"""Do the attributions add up to the change they explain?

Sundararajan, Taly, Yan 2017, "Axiomatic attribution for deep networks", proposition 1 (completeness).
"""

from __future__ import annotations

import numpy as np

RESOLUTION = 1e-6
"""Changes below this share of the answers' size are float32 rounding."""


def change_scale(output: float, reference_output: float) -> float:
    """|f(x) − f(reference)|, or 0 where it is not larger than float32 rounding of the two answers."""
    change = abs(output - reference_output)
    return change if change > RESOLUTION * max(abs(output), abs(reference_output)) else 0.0


def completeness_error(attributions: tuple[np.ndarray, ...], output: float, reference_output: float) -> float:
    """|Σ attributions − (f(x) − f(reference))| / |f(x) − f(reference)|.

    Where f(x) and f(reference) are equal up to float32 rounding the ratio has no meaning; then the gap is taken
    relative to Σ |attributions|, and is 0 where no cell has any.
    """
    gap = abs(sum(float(values.sum(dtype=np.float64)) for values in attributions) - (output - reference_output))
    scale = change_scale(output, reference_output)
    if scale == 0.0:
        scale = sum(float(np.abs(values).sum(dtype=np.float64)) for values in attributions)
    return gap / scale if scale > 0.0 else 0.0
