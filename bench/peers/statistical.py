"""statsforecast's AutoETS and AutoTheta on one case: `python -m bench.peers.statistical CASE METHOD ANSWER`.

The parameters are fitted once before the cut; `forward` then carries the state to each origin. Bands are the
library's own.
"""

from __future__ import annotations

from typing import Any

import numpy as np

from bench.peers.exchange import Case, Fit, Predict, answer

BANDS = [50, 80]
"""Central bands in percent; their edges and the mean are the quantiles 0.1, 0.25, 0.5, 0.75 and 0.9."""


def fit_model(case: Case, kind: type[Any]) -> Predict:
    """Fits one model of statsforecast."""
    fitted = kind(season_length=case.season).fit(case.values[: case.cut])

    def predict() -> np.ndarray:
        return np.stack([at_origin(fitted, case, int(origin)) for origin in case.origins])

    return predict


def at_origin(fitted: Any, case: Case, origin: int) -> np.ndarray:
    """Quantiles (h, Q) of the steps after an origin."""
    found = fitted.forward(y=case.values[: origin + 1], h=case.horizon, level=BANDS)
    return np.stack([found[name] for name in ("lo-80", "lo-50", "mean", "hi-50", "hi-80")], axis=-1)


def methods() -> dict[str, Fit]:
    """Every method by name, after the library's import."""
    from statsforecast.models import AutoETS, AutoTheta

    return {
        "AutoETS": lambda case: fit_model(case, AutoETS),
        "AutoTheta": lambda case: fit_model(case, AutoTheta),
    }


if __name__ == "__main__":
    answer(methods)
