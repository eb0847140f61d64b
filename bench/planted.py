"""Does an explanation find a planted cause? Share of the attribution on it, one core: python -m bench.planted

Two series whose next value rests on the value 7 days before and on one of three columns, known ahead:
“steady” has y[t] = y[t − 7] + plan[t] + noise, which every form can say; “returning” has
y[t] = 10 + 0.6 (y[t − 7] − 10) + plan[t] + noise: no season to rest on, and each window is seen from its own last
value, so that the level 10 has to be guessed from the other days. A network that has not learned the cause (see its
rmse) does not rest on it, and no explanation may say that it does.

A forecaster is fitted as the app does it, then step 1 is explained from twenty origins of the test part by every
method, against the default reference and against an earlier, real window. rmse is of the median over the test part;
the noise has 0.02, the values about 1.2. The shares are of the attribution at all origins together. Where the budget
ends the training (3 s) the numbers depend on the machine.
"""

from __future__ import annotations

import time
from collections.abc import Callable, Iterable
from dataclasses import dataclass

import numpy as np
import pandas as pd
import torch

from bench.machine import head, table
from core.config import QUANTILES
from core.data.series import Frequency, Provenance, Series
from core.explain import METHODS, Explanation, explain
from core.forecasting.feature_kinds import LAG as EARLIER_VALUE
from core.forecasting.forecaster import FittedForecaster, fit
from core.forecasting.types import Ahead, ForecastSettings

LAG, LEVEL, NOISE = 7, 10.0, 0.02
CAUSE, OTHERS = "plan", ("wind", "traffic")
COVARIATES: tuple[tuple[str, Ahead], ...] = ((CAUSE, "known"), *((name, "past only") for name in OTHERS))
PROFILE = np.array([1.0, 0.3, -0.7, -1.2, 0.2, 1.1, -0.7])


def planted_series(rows: int, ahead: int = 0, seed: int = 0) -> Series:
    """Days with y[t] = y[t − 7] + plan[t] + noise; two further columns are noise that nothing rests on.

    The plan is the change against last week of a series that stays near its weekly profile, so that y does not walk
    away. The plan of the next `ahead` days is known.
    """
    chance = np.random.default_rng(seed)
    near = chance.normal(0.0, np.sqrt(0.5), rows + ahead)
    plan = np.concatenate([np.zeros(LAG), near[LAG:] - near[:-LAG]])
    values = LEVEL + np.concatenate([PROFILE + near[:LAG], np.zeros(rows + ahead - LAG)])
    for row in range(LAG, rows + ahead):
        values[row] = values[row - LAG] + plan[row] + NOISE * chance.normal()
    return _series(values, plan, rows, chance)


def returning_series(rows: int, ahead: int = 0, seed: int = 0) -> Series:
    """The same with 0.6 of last week's distance from 10, so that y returns there; the plan is plain noise."""
    chance = np.random.default_rng(seed)
    plan = chance.normal(size=rows + ahead)
    values = np.full(rows + ahead, LEVEL)
    for row in range(LAG, rows + ahead):
        values[row] = LEVEL + 0.6 * (values[row - LAG] - LEVEL) + plan[row] + NOISE * chance.normal()
    return _series(values, plan, rows, chance)


def _series(values: np.ndarray, plan: np.ndarray, rows: int, chance: np.random.Generator) -> Series:
    """The first `rows` days; of those after them the plan alone is known."""
    others = {name: chance.normal(size=len(values)) for name in OTHERS}
    times = pd.date_range("2018-01-01", periods=len(values), name="time")
    table = pd.DataFrame({"sales": values, CAUSE: plan, **others}, index=times)
    return Series(
        "planted",
        table.iloc[:rows],
        "sales",
        Frequency("D", pd.Timedelta(days=1), (LAG, 365)),
        Provenance("file", "synthetic"),
        future=table.iloc[rows:][[CAUSE]] if rows < len(values) else None,
    )


def planted_share(explained: Iterable[tuple[Explanation, pd.Timestamp]]) -> float:
    """Share of all absolute attribution on the two causes of the value that each explanation is of, 0 to 1.

    explained: explanations, each with the time of its value. Summed before it is divided: a forecast that hardly
    differs from its reference has little to share out, and would else count as much as one that differs a lot.
    """
    parts = np.array([_on_causes(found, time) for found, time in explained]).sum(0)
    return float(parts[0] / parts[1])


def _on_causes(found: Explanation, time: pd.Timestamp) -> tuple[float, float]:
    """Absolute attribution on the causes of the value at `time`, and in all.

    The value a week before counts wherever it is shown: in the window, or as a lag of any step or row.
    """
    table = found.table()
    seen = [_observed_at(str(name), at) for name, at in zip(table["feature"], table["position"], strict=True)]
    lag = np.array([at == time - pd.Timedelta(days=LAG) for at in seen])
    plan = (table["feature"] == CAUSE) & (table["position"] == time)
    sizes = table["attribution"].abs()
    return float(sizes[lag | plan].sum()), float(sizes.sum())


def _observed_at(feature: str, at: pd.Timestamp) -> pd.Timestamp | None:
    """The day on which the value that a cell of the target shows was observed; None for a cell of another column."""
    if feature == "value":
        return at
    if EARLIER_VALUE.fullmatch(feature):
        return at - pd.Timedelta(days=int(feature.split()[1]))
    return None


MEDIAN = QUANTILES.index(0.5)
ORIGINS = 20
EARLIER = "earlier window"
SERIES: dict[str, Callable[[int, int], Series]] = {"steady": planted_series, "returning": returning_series}


@dataclass(frozen=True)
class Case:
    """series: a name in SERIES. budget: seconds of training at most."""

    series: str
    rows: int = 2000
    model: str = "lstm"
    horizon: int = 7
    budget: float = 12.0


CASES = (
    Case("steady", budget=3.0),
    Case("steady"),
    Case("steady", budget=30.0),
    Case("steady", rows=1000),
    Case("steady", rows=3000),
    Case("steady", model="gru"),
    Case("steady", model="elman"),
    Case("steady", model="mlp"),
    Case("returning"),
)


def fitted(case: Case) -> tuple[FittedForecaster, Series, float]:
    """The forecaster, its series, and the seconds of the processor that fitting took."""
    series = SERIES[case.series](case.rows, case.horizon)
    settings = ForecastSettings(case.model, case.horizon, budget_seconds=case.budget, covariates=COVARIATES)
    began = time.process_time()
    made = fit(series, settings)
    return made, series, time.process_time() - began


def error_of(made: FittedForecaster, series: Series) -> float:
    """Root mean square error of the median over the test part, in the series' unit."""
    found = made.predict(series, np.arange(made.cut, len(series) - made.plan.horizon))
    return float(np.sqrt(np.mean((found.values[..., MEDIAN] - found.actual) ** 2)))


def shares(made: FittedForecaster, series: Series, reference: str | None) -> list[float]:
    """Share on the planted causes of step 1 at all origins, a number a method."""
    origins = np.linspace(made.cut, len(series) - 1 - made.plan.horizon, ORIGINS).astype(int)
    windows = list(zip(made.evidences(series, origins), series.times[origins + 1], strict=True))
    return [
        planted_share((explain(one, (0, MEDIAN), method, reference), at) for one, at in windows) for method in METHODS
    ]


def main() -> None:
    """Prints the table."""
    torch.set_num_threads(1)
    print(head((__doc__ or "").strip()))
    rows = [["series", "rows", "model", "budget s", "fit s", "form", "rmse", "compared with", *METHODS]]
    for case in CASES:
        made, series, seconds = fitted(case)
        about = [case.series, str(case.rows), case.model, f"{case.budget:g}", f"{seconds:.1f}", str(made.card["form"])]
        for reference in (None, EARLIER):
            found = [f"{share:.2f}" for share in shares(made, series, reference)]
            name = reference or next(iter(made.evidence(series).references))
            rows.append([*about, f"{error_of(made, series):.3f}", name, *found])
    print(table(rows), flush=True)


if __name__ == "__main__":
    main()
