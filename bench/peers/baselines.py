"""The app's own baselines on one case, in the project's own environment: `python -m bench.peers.baselines`.

CASE METHOD ANSWER follow. METHOD is a name of the registry of baselines; "point:" before it makes every quantile the
median, as in tables of point forecasts.
"""

from __future__ import annotations

from functools import partial

import numpy as np

from bench.peers.exchange import LEVELS, Case, Fit, Predict, answer

POINT = "point:"


def fit_baseline(name: str, case: Case) -> Predict:
    """Fits a baseline."""
    from core.forecasting.baselines import BASELINES

    fitted = BASELINES[name](case.season).fit(case.values[: case.cut])
    return lambda: fitted.predict(case.values, case.origins, case.horizon, LEVELS)


def fit_point(name: str, case: Case) -> Predict:
    """Fits a baseline and gives its median for every quantile."""
    from core.forecasting.metrics import median

    predict = fit_baseline(name, case)
    return lambda: np.repeat(median(predict(), LEVELS)[..., None], len(LEVELS), axis=-1)


def methods() -> dict[str, Fit]:
    """Every baseline, as quantiles and as a point."""
    import statsmodels.tsa.api  # noqa: F401 (imported here, so that it does not count as fitting)

    from core.forecasting.baselines import BASELINES

    bands: dict[str, Fit] = {name: partial(fit_baseline, name) for name in BASELINES}
    return bands | {POINT + name: partial(fit_point, name) for name in BASELINES}


if __name__ == "__main__":
    answer(methods)
