"""Our forecaster on one case, in the project's own environment: `python -m bench.peers.ours CASE METHOD ANSWER`.

METHOD is a name of the registry of models. The budget in seconds comes from UNROLLED_BENCH_BUDGET, the seed from
UNROLLED_BENCH_SEED.
"""

from __future__ import annotations

import os
from functools import partial

import numpy as np

from bench.peers.exchange import LEVELS, Case, Fit, Predict, answer

BUDGET, SEED = "UNROLLED_BENCH_BUDGET", "UNROLLED_BENCH_SEED"


def fit_model(model: str, case: Case) -> Predict:
    """Fits a forecaster within the budget."""
    from bench.peers.cases import load_series
    from core.forecasting.forecaster import fit
    from core.forecasting.types import ForecastSettings

    series = load_series(case.name)
    budget, seed = float(os.environ[BUDGET]), int(os.environ[SEED])
    settings = ForecastSettings(model=model, horizon=case.horizon, budget_seconds=budget, seed=seed)
    fitted = fit(series, settings)
    if fitted.cut != case.cut:
        raise ValueError(f"The forecaster was fitted on {fitted.cut} rows, the case asks for {case.cut}.")

    def predict() -> np.ndarray:
        predictions = fitted.predict(series, case.origins)
        columns = [predictions.levels.index(level) for level in LEVELS]
        return predictions.values[..., columns]

    return predict


def methods() -> dict[str, Fit]:
    """Every model of the registry, after the imports that a fit needs."""
    import statsmodels.tsa.exponential_smoothing.ets
    import statsmodels.tsa.forecasting.theta  # noqa: F401
    import torch

    import bench.peers.cases  # noqa: F401
    import core.forecasting.forecaster  # noqa: F401
    from core.models.registry import MODELS

    torch.set_num_threads(1)
    return {name: partial(fit_model, name) for name in MODELS}


if __name__ == "__main__":
    answer(methods)
